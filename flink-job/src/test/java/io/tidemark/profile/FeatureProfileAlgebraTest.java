/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties on which every promise of order independence rests. */
class FeatureProfileAlgebraTest {
    private static final long SEED = 314_159L;
    private static final int ROUNDS = 12;

    enum Layout {
        GRID(FeatureKind.NUMERIC, true, false),
        LOG_GRID(FeatureKind.NUMERIC, false, false),
        CATEGORIES(FeatureKind.CATEGORICAL, false, false),
        UNDECLARED(FeatureKind.UNDECLARED, false, false),
        RETRACTABLE_GRID(FeatureKind.NUMERIC, true, true),
        RETRACTABLE_LOG_GRID(FeatureKind.NUMERIC, false, true),
        RETRACTABLE_CATEGORIES(FeatureKind.CATEGORICAL, false, true);

        private final FeatureKind kind;
        private final boolean hasGrid;
        private final boolean isRetractable;

        Layout(FeatureKind kind, boolean hasGrid, boolean isRetractable) {
            this.kind = kind;
            this.hasGrid = hasGrid;
            this.isRetractable = isRetractable;
        }

        FeatureLayout layout(Random random) {
            double[] reference = random.doubles(2000).map(u -> random.nextGaussian()).toArray();
            List<String> categories = random.nextBoolean() ? List.of("v1", "v2", "7") : null;
            return new FeatureLayout(
                    kind,
                    hasGrid ? NumericGrid.ofReference(reference, 50) : null,
                    categories,
                    -2.0,
                    2.0,
                    isRetractable ? 5000 : 20,
                    isRetractable);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void add_anyOrderAnyParts_givesTheSameBytes(Layout sort) {
        System.out.println("FeatureProfileAlgebraTest seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            FeatureLayout layout = sort.layout(random);
            // few, some and many distinct values: list, set and registers of the distinct count
            List<Consumer<FeatureProfile>> events = events(random, 5 << round);
            byte[] whole = profile(layout, events).toBytes();

            Collections.shuffle(events, random);
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(events.size()));
                parts.add(profile(layout, events.subList(from, to)).toBytes());
                from = to;
            }
            FeatureProfile viaBytes = new FeatureProfile(layout);
            parts.forEach(viaBytes::merge);
            assertThat(viaBytes.toBytes()).isEqualTo(whole);

            Collections.shuffle(parts, random);
            byte[] viaTree =
                    parts.stream()
                            .map(part -> FeatureProfile.fromBytes(layout, part))
                            .reduce(new FeatureProfile(layout), FeatureProfileAlgebraTest::merged)
                            .toBytes();
            assertThat(viaTree).isEqualTo(whole);
            assertThat(figures(FeatureProfile.fromBytes(layout, viaTree)))
                    .isEqualTo(figures(profile(layout, events)));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void merge_anyBracketsAnyOrder_givesTheSameBytes(Layout sort) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            FeatureLayout layout = sort.layout(random);
            byte[][] parts =
                    Stream.generate(() -> profile(layout, events(random, random.nextInt(800))))
                            .limit(3)
                            .map(FeatureProfile::toBytes)
                            .toArray(byte[][]::new);
            FeatureProfile[] read =
                    Arrays.stream(parts)
                            .map(part -> FeatureProfile.fromBytes(layout, part))
                            .toArray(FeatureProfile[]::new);
            byte[] left = merged(merged(read[0], read[1]), read[2]).toBytes();
            assertThat(merged(read[0], merged(read[1], read[2])).toBytes()).isEqualTo(left);
            assertThat(merged(merged(read[2], read[0]), read[1]).toBytes()).isEqualTo(left);
            for (int i = 0; i < 3; i++) {
                assertThat(read[i].toBytes()).as("operand untouched").isEqualTo(parts[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RETRACTABLE.*", mode = EnumSource.Mode.MATCH_ALL)
    void retract_afterMerge_leavesNoTrace(Layout sort) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            FeatureLayout layout = sort.layout(random);
            FeatureProfile first = profile(layout, events(random, 300));
            FeatureProfile second = profile(layout, events(random, 300));
            byte[] before = first.toBytes();
            first.merge(second);
            first.retract(second);
            assertThat(first.toBytes()).isEqualTo(before);

            // what is taken away may arrive before what it is taken from
            FeatureProfile debt = new FeatureProfile(layout);
            debt.retract(second);
            FeatureProfile settled = FeatureProfile.fromBytes(layout, debt.toBytes());
            settled.merge(second.toBytes());
            assertThat(settled.toBytes()).isEqualTo(new FeatureProfile(layout).toBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RETRACTABLE.*", mode = EnumSource.Mode.MATCH_ALL)
    void remove_everyValue_leavesNothing(Layout sort) {
        Random random = new Random(SEED);
        FeatureLayout layout = sort.layout(random);
        FeatureProfile profile = new FeatureProfile(layout);
        double[] numbers = random.doubles(100).map(u -> 3 * random.nextGaussian()).toArray();
        for (double number : numbers) {
            profile.addNumber(number);
            profile.addText("t" + (int) number);
            profile.addBoolean(number > 0);
        }
        for (double number : numbers) {
            profile.removeText("t" + (int) number);
            profile.removeNumber(number);
            profile.removeBoolean(number > 0);
        }
        assertThat(profile.toBytes()).isEqualTo(new FeatureProfile(layout).toBytes());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void fromBytes_cutOrForeign_isRefused(Layout sort) {
        Random random = new Random(SEED);
        FeatureLayout layout = sort.layout(random);
        byte[] bytes = profile(layout, events(random, 60)).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> FeatureProfile.fromBytes(layout, cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> FeatureProfile.fromBytes(layout, longer))
                .isInstanceOf(IllegalArgumentException.class);
        bytes[0] = 99;
        assertThatThrownBy(() -> FeatureProfile.fromBytes(layout, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 99");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void fromBytes_damaged_isRefusedOrRead(Layout sort) {
        Random random = new Random(SEED);
        FeatureLayout layout = sort.layout(random);
        for (int count : new int[] {3, 40, 3000}) {
            byte[] bytes = profile(layout, events(random, count)).toBytes();
            for (int round = 0; round < 300; round++) {
                byte[] damaged = bytes.clone();
                damaged[9 + random.nextInt(damaged.length - 9)] = (byte) random.nextInt();
                try {
                    FeatureProfile.fromBytes(layout, damaged);
                } catch (IllegalArgumentException expected) {
                    assertThat(expected).hasMessageContaining(":");
                }
            }
        }
    }

    private static List<Consumer<FeatureProfile>> events(Random random, int count) {
        List<Consumer<FeatureProfile>> events = new ArrayList<>();
        int texts = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            double number = number(random);
            String text = "v" + random.nextInt(random.nextInt(20) == 0 ? 3000 : texts);
            boolean flag = random.nextBoolean();
            switch (random.nextInt(12)) {
                case 0 -> events.add(FeatureProfile::addMissing);
                case 1 -> events.add(profile -> profile.addBoolean(flag));
                case 2, 3, 4 -> events.add(profile -> profile.addText(text));
                default -> events.add(profile -> profile.addNumber(number));
            }
        }
        return events;
    }

    private static double number(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> NastyNumbers.next(random, "everyExponent");
            case 1 -> NastyNumbers.next(random, "whole");
            case 2 -> random.nextBoolean() ? 0.0 : -0.0;
            case 3 -> random.nextInt(5) == 0 ? Double.NaN : 1e300 / random.nextInt(2);
            default -> random.nextGaussian();
        };
    }

    private static FeatureProfile profile(
            FeatureLayout layout, List<Consumer<FeatureProfile>> events) {
        FeatureProfile profile = new FeatureProfile(layout);
        events.forEach(event -> event.accept(profile));
        return profile;
    }

    private static FeatureProfile merged(FeatureProfile first, FeatureProfile second) {
        FeatureProfile merged = new FeatureProfile(first.layout());
        merged.merge(first);
        merged.merge(second);
        return merged;
    }

    private static List<Object> figures(FeatureProfile profile) {
        List<Object> figures = new ArrayList<>();
        figures.add(profile.present());
        figures.add(profile.missing());
        figures.add(profile.resolveKind());
        figures.add(profile.distinct());
        figures.add(profile.categories());
        figures.add(profile.other());
        figures.add(profile.newValues());
        figures.add(profile.outOfRange());
        figures.add(profile.outliers());
        figures.add(profile.quantile(0.25));
        return figures;
    }
}
