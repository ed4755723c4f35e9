/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.event.NamedValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Samples, cross-moments and attribution sums: the same bytes however the events were dealt. */
class EventProfileTest {
    private static final long SEED = 271_828L;

    /** One event: names to values; a text is a category, null is missing. */
    private record Event(String id, long content, SortedMap<String, Object> values) {
        void addTo(EventProfile profile) {
            EventRow row = new EventRow(values.keySet().toArray(new String[0]));
            NamedValues attributions = new NamedValues();
            int place = 0;
            for (Object value : values.values()) {
                if (value instanceof Double number) {
                    row.set(place, FeatureKind.UNDECLARED, NamedValues.NUMBER, number, null);
                    attributions.addNumber("a" + place, number);
                } else if (value instanceof String text) {
                    row.set(place, FeatureKind.UNDECLARED, NamedValues.TEXT, 0, text);
                }
                place++;
            }
            profile.addEvent();
            profile.addAttributions(attributions);
            profile.addRow(id, content, row);
        }
    }

    @Test
    void add_anyOrderAnyParts_givesTheSameBytes() {
        System.out.println("EventProfileTest seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 10; round++) {
            List<Event> events = events(random, 3 << round, 6);
            byte[] whole = profile(events).toBytes();
            Collections.shuffle(events, random);
            List<EventProfile> parts = new ArrayList<>();
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(events.size()));
                parts.add(profile(events.subList(from, to)));
                from = to;
            }
            EventProfile viaBytes = new EventProfile();
            parts.forEach(part -> viaBytes.merge(part.toBytes()));
            assertThat(viaBytes.toBytes()).isEqualTo(whole);
            EventProfile viaObjects = new EventProfile();
            parts.forEach(viaObjects::merge);
            assertThat(viaObjects.toBytes()).isEqualTo(whole);
            assertThat(EventProfile.fromBytes(whole).toBytes()).isEqualTo(whole);
        }
    }

    /** More names than the caps: the first in code-point order stay, and stay complete. */
    @Test
    void add_moreNamesThanAreKept_sameBytesAndCompleteSums() {
        Random random = new Random(SEED);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SortedMap<String, Object> values = new TreeMap<>();
            for (int j = 0; j < 12; j++) {
                values.put(String.format("f%03d", random.nextInt(400)), random.nextGaussian());
            }
            events.add(new Event("e" + i, i, values));
        }
        EventProfile whole = profile(events);
        Collections.shuffle(events, random);
        EventProfile merged = new EventProfile();
        for (int from = 0; from < 300; from += 60) {
            merged.merge(profile(events.subList(from, from + 60)));
        }
        assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
        assertThat(whole.moments().names()).hasSize(CrossMoments.MOST_NAMES);
        assertThat(whole.sample().names()).hasSize(EventSample.MOST_NAMES);
        String last = whole.moments().names()[CrossMoments.MOST_NAMES - 1];
        long expected = events.stream().filter(e -> e.values().containsKey(last)).count();
        assertThat(whole.moments().count(last, last)).isEqualTo(expected);
    }

    @Test
    void moments_missingValues_arePairwiseComplete() {
        Random random = new Random(SEED);
        List<Event> events = events(random, 400, 5);
        CrossMoments moments = profile(events).moments();
        for (String one : moments.names()) {
            for (String other : moments.names()) {
                List<double[]> pairs = new ArrayList<>();
                for (Event event : events) {
                    if (event.values().get(one) instanceof Double x
                            && event.values().get(other) instanceof Double y) {
                        pairs.add(new double[] {x, y});
                    }
                }
                assertThat(moments.count(one, other)).isEqualTo(pairs.size());
                double meanX = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
                double meanY = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
                double xy = 0;
                double xx = 0;
                double yy = 0;
                for (double[] pair : pairs) {
                    xy += (pair[0] - meanX) * (pair[1] - meanY);
                    xx += (pair[0] - meanX) * (pair[0] - meanX);
                    yy += (pair[1] - meanY) * (pair[1] - meanY);
                }
                assertThat(moments.mean(one, other)).isCloseTo(meanX, within(1e-9));
                assertThat(moments.covariance(one, other))
                        .isCloseTo(xy / (pairs.size() - 1), within(1e-9));
                assertThat(moments.correlation(one, other))
                        .isCloseTo(xy / Math.sqrt(xx * yy), within(1e-12));
            }
        }
    }

    /** Numbers whose plain sums lose everything: exact ones do not. */
    @Test
    void moments_hugeOffset_exact() {
        EventProfile profile = new EventProfile();
        double[] x = {1e15 + 1, 1e15 + 2, 1e15 + 3, 1e15 + 4};
        double[] y = {-2, -4, -6, -8.5};
        for (int i = 0; i < x.length; i++) {
            new Event("e" + i, i, new TreeMap<>(java.util.Map.of("x", x[i], "y", y[i])))
                    .addTo(profile);
        }
        // (n Σxy - Σx Σy) ÷ n(n - 1) by hand: deviations -1.5 -0.5 0.5 1.5 with y
        assertThat(profile.moments().covariance("x", "y")).isEqualTo(-10.75 / 3);
        assertThat(profile.moments().mean("x", "y")).isEqualTo(1e15 + 2.5);
        assertThat(profile.moments().covariance("x", "x")).isEqualTo(5.0 / 3);
    }

    @Test
    void moments_constantOrUnknown_undefined() {
        EventProfile profile = new EventProfile();
        for (int i = 0; i < 5; i++) {
            new Event("e" + i, i, new TreeMap<>(java.util.Map.of("c", 3.0, "x", (double) i)))
                    .addTo(profile);
        }
        assertThat(profile.moments().correlation("c", "x")).isNull();
        assertThat(profile.moments().covariance("c", "x")).isEqualTo(0.0);
        assertThat(profile.moments().count("c", "nothing")).isZero();
        assertThat(profile.moments().covariance("c", "nothing")).isNull();
    }

    @Test
    void sample_repeats_countOnce() {
        Random random = new Random(SEED);
        List<Event> events = events(random, 40, 3);
        EventProfile once = profile(events);
        List<Event> doubled = new ArrayList<>(events);
        doubled.addAll(events);
        EventProfile twice = profile(doubled);
        assertThat(twice.sample().size()).isEqualTo(40);
        assertThat(twice.events()).isEqualTo(80);
        assertThat(rows(twice)).isEqualTo(rows(once));
    }

    /** A sample of 500 of 20,000 uniform numbers has their mean within five standard errors. */
    @Test
    void sample_manyEvents_isUniform() {
        EventProfile profile = new EventProfile();
        for (int i = 0; i < 20_000; i++) {
            new Event("id" + i, i, new TreeMap<>(java.util.Map.of("x", i / 20_000.0)))
                    .addTo(profile);
        }
        assertThat(profile.sample().size()).isEqualTo(EventSample.SIZE);
        double mean =
                profile.sample().rows().stream()
                        .mapToDouble(row -> row.number(0))
                        .average()
                        .orElseThrow();
        double error = Math.sqrt(1.0 / 12 / EventSample.SIZE);
        assertThat(mean).isCloseTo(0.5, within(5 * error));
    }

    @Test
    void set_whatCannotBeCalculatedWith_isMissing() {
        EventRow row = new EventRow(new String[] {"a", "b", "c", "d"});
        row.set(0, FeatureKind.NUMERIC, NamedValues.NUMBER, Double.NaN, null);
        row.set(1, FeatureKind.NUMERIC, NamedValues.NUMBER, 1e101, null);
        row.set(2, FeatureKind.NUMERIC, NamedValues.TEXT, 0, "x");
        row.set(3, FeatureKind.CATEGORICAL, NamedValues.NUMBER, 3, null);
        EventRow kept = row.copy();
        for (int i = 0; i < 3; i++) {
            assertThat(kept.kind(i)).isEqualTo(EventRow.MISSING);
        }
        assertThat(kept.kind(3)).isEqualTo(EventRow.TEXT);
        assertThat(kept.text(3)).isEqualTo("3");
    }

    @Test
    void attributions_meanAbsolute_ofThoseThatGiveOne() {
        EventProfile profile = new EventProfile();
        NamedValues first = new NamedValues();
        first.addNumber("x", -3);
        first.addNumber("y", Double.NaN);
        NamedValues second = new NamedValues();
        second.addNumber("x", 1);
        second.addNumber("z", 0.5);
        profile.addAttributions(first);
        profile.addAttributions(second);
        assertThat(profile.attributions().events()).isEqualTo(2);
        assertThat(profile.attributions().meanAbsolute())
                .containsEntry("x", 2.0)
                .containsEntry("z", 0.5)
                .hasSize(2);
    }

    @Test
    void fromBytes_damaged_isRefused() {
        byte[] bytes = profile(events(new Random(SEED), 20, 3)).toBytes();
        byte[] other = bytes.clone();
        other[3] ^= 1;
        assertThatThrownBy(() -> EventProfile.fromBytes(other))
                .isInstanceOf(IllegalArgumentException.class);
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EventProfile.fromBytes(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ---------------------------------------------------------------- input

    private static List<String> rows(EventProfile profile) {
        List<String> rows = new ArrayList<>();
        for (EventRow row : profile.sample().rows()) {
            StringBuilder text = new StringBuilder();
            for (String name : profile.sample().names()) {
                int place = row.place(name);
                switch (row.kind(place)) {
                    case EventRow.NUMBER -> text.append(row.number(place));
                    case EventRow.TEXT -> text.append(row.text(place));
                    default -> text.append('-');
                }
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static EventProfile profile(List<Event> events) {
        EventProfile profile = new EventProfile();
        events.forEach(event -> event.addTo(profile));
        return profile;
    }

    /** Correlated numbers of very different sizes, a category, values missing. */
    private static List<Event> events(Random random, int count, int features) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SortedMap<String, Object> values = new TreeMap<>();
            double common = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                double scale = Math.pow(10, j - 2);
                double chance = random.nextDouble();
                if (chance < 0.8) {
                    values.put("n" + j, (common + random.nextGaussian()) * scale);
                } else if (chance < 0.9) {
                    values.put("n" + j, null);
                }
            }
            values.put("c", random.nextBoolean() ? "red" : "blue");
            events.add(new Event("event " + i, random.nextLong(), values));
        }
        return events;
    }
}
