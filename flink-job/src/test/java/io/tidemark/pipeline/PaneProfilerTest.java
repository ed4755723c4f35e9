/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitors;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.ServiceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaneProfilerTest {
    private static final String HOURLY = "windows: [1h]\n";

    private final OutcomeCounter outcomes = new OutcomeCounter();

    private PaneProfiler profiler(Monitors monitors) {
        return new PaneProfiler(monitors, 2, outcomes);
    }

    private static List<PanePartial> flushed(PaneProfiler profiler) {
        List<PanePartial> partials = new ArrayList<>();
        profiler.flush(new Watched.Collected(partials));
        return partials;
    }

    /** The profile of a feature of the overall segment; null: there is none. */
    private static FeatureProfile profile(
            Monitors monitors, List<PanePartial> partials, String feature) {
        for (PanePartial partial : partials) {
            if (partial.feature().equals(feature) && partial.segment().equals("overall")) {
                return FeatureProfile.fromBytes(
                        monitors.monitor("m", 0).layout(feature), partial.profile());
            }
        }
        return null;
    }

    private static List<String> features(List<PanePartial> partials) {
        return partials.stream().map(PanePartial::feature).distinct().sorted().toList();
    }

    private Map<String, Long> outcomes() {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.flush(
                delta ->
                        counts.merge(
                                delta.modelId() + " " + delta.outcome(), delta.count(), Long::sum));
        return counts;
    }

    private static NamedValues values(Object... namesAndValues) {
        NamedValues features = new NamedValues();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            Object value = namesAndValues[i + 1];
            if (value == null) {
                features.addMissing(name);
            } else if (value instanceof Double number) {
                features.addNumber(name, number);
            } else if (value instanceof Boolean bool) {
                features.addBoolean(name, bool);
            } else {
                features.addText(name, value.toString());
            }
        }
        return features;
    }

    @Test
    void add_featuresOfEveryKind_eachHasItsProfile() {
        Monitors monitors = Watched.by(HOURLY);
        PaneProfiler profiler = profiler(monitors);
        profiler.add(Watched.event(0, values("a", 1.5, "b", "red", "c", true, "d", null)), 0);
        profiler.add(Watched.event(1, values("b", "blue", "a", 2.5, "d", 3.0)), 1);
        List<PanePartial> partials = flushed(profiler);
        assertThat(features(partials))
                .containsExactly("@prediction", "@service", "a", "b", "c", "d");
        assertThat(profile(monitors, partials, "a").moments().mean()).isEqualTo(2);
        assertThat(profile(monitors, partials, "b").categories())
                .containsExactly(Map.entry("blue", 1L), Map.entry("red", 1L));
        assertThat(profile(monitors, partials, "c").categories()).containsKey("true");
        assertThat(profile(monitors, partials, "d").missing()).isEqualTo(1);
        assertThat(profile(monitors, partials, "d").present()).isEqualTo(1);
        assertThat(profiler.size()).isZero();
    }

    /** Each subtask sees some of the events in some order; what merges must be one and the same. */
    @Test
    void add_inAnyOrderAndSplit_mergesToTheSameProfiles() {
        Monitors monitors = Watched.by("windows: [1h]\nsegments: [b]\n");
        List<PredictionEvent> events = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            NamedValues features =
                    i % 3 == 0
                            ? values("a", random.nextGaussian(), "b", i % 2 == 0 ? "red" : "blue")
                            : values("b", i % 2 == 0 ? "red" : null, "c", (double) i, "a", 1.0);
            PredictionEvent event = Watched.event(i, features);
            event.featureTimestamps = new NamedValues();
            event.featureTimestamps.addNumber(i % 2 == 0 ? "a" : "c", i - 1000.0);
            events.add(event);
        }
        Map<String, byte[]> whole = merged(monitors, List.of(events));
        Collections.shuffle(events, random);
        Map<String, byte[]> split =
                merged(monitors, List.of(events.subList(0, 70), events.subList(70, 200)));
        assertThat(split.keySet()).isEqualTo(whole.keySet());
        whole.forEach((place, bytes) -> assertThat(split.get(place)).as(place).isEqualTo(bytes));
    }

    private Map<String, byte[]> merged(Monitors monitors, List<List<PredictionEvent>> subtasks) {
        Map<String, byte[]> merged = new TreeMap<>();
        for (List<PredictionEvent> events : subtasks) {
            PaneProfiler profiler = profiler(monitors);
            events.forEach(event -> profiler.add(event, event.timestamp));
            for (PanePartial partial : flushed(profiler)) {
                merged.merge(
                        partial.segment() + " " + partial.feature(),
                        partial.profile(),
                        (one, other) -> merge(monitors, partial.feature(), one, other));
            }
        }
        return merged;
    }

    private static byte[] merge(Monitors monitors, String feature, byte[] one, byte[] other) {
        if (feature.equals(PanePartial.SERVICE)) {
            ServiceProfile sum = ServiceProfile.fromBytes(one);
            sum.merge(ServiceProfile.fromBytes(other));
            return sum.toBytes();
        }
        var layout = monitors.monitor("m", 0).layout(feature);
        FeatureProfile sum = FeatureProfile.fromBytes(layout, one);
        sum.merge(FeatureProfile.fromBytes(layout, other));
        return sum.toBytes();
    }

    @Test
    void flushThrough_onlyPanesThatAreOver_leave() {
        Monitors monitors = Watched.by(HOURLY);
        PaneProfiler profiler = profiler(monitors);
        profiler.add(Watched.event(-1, Watched.x(1)), 0);
        profiler.add(Watched.event(0, Watched.x(2)), 0);
        profiler.add(Watched.event(HOUR, Watched.x(3)), 0);
        List<PanePartial> partials = new ArrayList<>();
        profiler.flushThrough(HOUR - 2, new Watched.Collected(partials));
        assertThat(partials.stream().map(PanePartial::paneStart).distinct()).containsExactly(-HOUR);
        partials.clear();
        profiler.flushThrough(HOUR - 1, new Watched.Collected(partials));
        assertThat(partials.stream().map(PanePartial::paneStart).distinct()).containsExactly(0L);
        profiler.add(Watched.event(HOUR + 1, Watched.x(4)), 0);
        FeatureProfile last = profile(monitors, flushed(profiler), "x");
        assertThat(last.present()).as("the open pane goes on").isEqualTo(2);
        assertThat(profiler.size()).isZero();
    }

    @Test
    void add_beyondTheCapOfFeatures_isCountedOncePerEvent() {
        Monitors monitors = Watched.by("windows: [1h]\ncaps: {features: 2}\n");
        PaneProfiler profiler = profiler(monitors);
        profiler.add(Watched.event(0, values("a", 1.0, "b", 1.0)), 0);
        assertThat(outcomes()).isEmpty();
        profiler.add(Watched.event(0, values("a", 1.0, "b", 1.0, "c", 1.0, "d", 1.0)), 0);
        assertThat(features(flushed(profiler)))
                .containsExactly("@prediction", "@service", "a", "b");
        assertThat(outcomes()).containsExactly(Map.entry("m capped", 1L));
    }

    @Test
    void add_expectedFeatures_areNeverCapped() {
        Monitors monitors =
                Watched.by("windows: [1h]\ncaps: {features: 1}\nfeatures: {z: {type: numeric}}\n");
        PaneProfiler profiler = profiler(monitors);
        profiler.add(Watched.event(0, values("a", 1.0, "b", 1.0, "z", 1.0)), 0);
        assertThat(features(flushed(profiler)))
                .containsExactly("@prediction", "@service", "a", "z");
    }

    @Test
    void add_onlyListed_takesNoOtherFeature() {
        Monitors monitors =
                Watched.by("windows: [1h]\nonly_listed: true\nfeatures: {z: {type: numeric}}\n");
        PaneProfiler profiler = profiler(monitors);
        profiler.add(Watched.event(0, values("a", 1.0, "z", 1.0)), 0);
        assertThat(features(flushed(profiler))).containsExactly("@prediction", "@service", "z");
        assertThat(outcomes()).as("not watched is not capped").isEmpty();
    }

    @Test
    void add_arrayFeatures_areNamedByTheOrderElseByPlace() {
        Monitors monitors = Watched.by("windows: [1h]\nfeature_order: [a, b]\n");
        PaneProfiler profiler = profiler(monitors);
        PredictionEvent event = Watched.event(10, values(null, 1.0, null, "red", null, 3.0));
        event.featureTimestamps = values("b", 4.0);
        profiler.add(event, 0);
        List<PanePartial> partials = flushed(profiler);
        assertThat(features(partials)).containsExactly("@prediction", "@service", "[2]", "a", "b");
        assertThat(profile(monitors, partials, "b").agePercentileSeconds(0.5))
                .isCloseTo(0.006, org.assertj.core.data.Percentage.withPercentage(1));
    }

    @Test
    void add_watchedMetadata_isProfiledAndNothingElseOfIt() {
        Monitors monitors = Watched.by("windows: [1h]\nwatch: [metadata.memory]\n");
        PaneProfiler profiler = profiler(monitors);
        PredictionEvent event = Watched.event(0, values("a", 1.0));
        event.metadata = values("memory", 17.0, "host", "h1");
        profiler.add(event, 0);
        List<PanePartial> partials = flushed(profiler);
        assertThat(features(partials))
                .containsExactly("@prediction", "@service", "a", "metadata.memory");
        assertThat(profile(monitors, partials, "metadata.memory").moments().mean()).isEqualTo(17);
    }

    @Test
    void add_failedRequest_countsItsCodeAndNoPrediction() {
        Monitors monitors = Watched.by(HOURLY);
        PaneProfiler profiler = profiler(monitors);
        PredictionEvent event = Watched.event(0, values("a", 1.0));
        event.isError = true;
        event.errorCode = "timeout";
        event.sampleWeight = 10;
        profiler.add(event, 0);
        List<PanePartial> partials = flushed(profiler);
        assertThat(features(partials)).containsExactly("@error", "@service", "a");
        ServiceProfile service = ServiceProfile.fromBytes(partials.get(0).profile());
        assertThat(service.deliveries()).isEqualTo(1);
        assertThat(service.errors()).isEqualTo(10);
    }

    @Test
    void add_segments_eachHasItsOwnProfiles() {
        Monitors monitors =
                Watched.by(
                        "windows: [1h]\nsegments: [b]\nfeatures: {b: {type: categorical, values: [red]}}\n");
        PaneProfiler profiler = profiler(monitors);
        for (String value : Arrays.asList("red", "blue", null)) {
            profiler.add(Watched.event(0, values("a", 1.0, "b", value)), 0);
        }
        assertThat(flushed(profiler).stream().map(PanePartial::segment).distinct())
                .containsExactlyInAnyOrder("overall", "b=red", "b=(other)", "b=(missing)");
    }

    @Test
    void add_featuresWithReservedNames_doNotMixWithWhatTheyAreReservedFor() {
        Monitors monitors = Watched.by("windows: [1h]\nwatch: [metadata.gpu]\n");
        PaneProfiler profiler = profiler(monitors);
        PredictionEvent event =
                Watched.event(0, values("a", 1.0, "metadata.gpu", 99.0, "@prediction", 99.0));
        event.metadata = values("gpu", 5.0);
        profiler.add(event, 0);
        for (PanePartial partial : flushed(profiler)) {
            if (!partial.feature().equals(PanePartial.SERVICE)) {
                FeatureProfile profile =
                        FeatureProfile.fromBytes(
                                monitors.monitor("m", 0).layout(partial.feature()),
                                partial.profile());
                assertThat(profile.present()).as(partial.feature()).isEqualTo(1);
                assertThat(profile.maximum()).as(partial.feature()).isLessThan(8);
            }
        }
        assertThat(outcomes()).containsExactly(Map.entry("m capped", 1L));
    }

    @Test
    void add_modelsAndVersionsBeyondTheCap_areCountedAndNotWatched() {
        Monitors monitors = Watched.by("windows: [1h]\ncaps: {versions: 1}\n");
        PaneProfiler profiler = profiler(monitors);
        PredictionEvent other = Watched.event(0, null);
        other.modelId = "n";
        PredictionEvent third = Watched.event(0, null);
        third.modelId = "o";
        PredictionEvent version = Watched.event(0, null);
        version.modelVersion = "2";
        assertThat(profiler.add(Watched.event(0, null), 0)).isNotNull();
        assertThat(profiler.add(other, 0)).isNotNull();
        assertThat(profiler.add(third, 0)).isNull();
        assertThat(profiler.add(version, 0)).isNull();
        assertThat(outcomes())
                .containsExactly(Map.entry("(unknown) capped", 1L), Map.entry("m capped", 1L));
    }

    @Test
    void add_modelsBeyondTheCap_thoseSilentForADayGiveWay_andDeclaredOnesAlwaysComeIn() {
        PaneProfiler profiler = profiler(Watched.by("windows: [1h]\n"));
        for (int hour = 0; hour < 2; hour++) {
            PredictionEvent event = Watched.event(hour * Watched.HOUR, null);
            event.modelId = "guest" + hour;
            assertThat(profiler.add(event, 0)).isNotNull();
        }
        assertThat(profiler.add(Watched.event(2 * Watched.HOUR, null), 0)).as("m").isNotNull();
        flushed(profiler);
        for (int hour : new int[] {3, 23, 24, 25, 26}) {
            PredictionEvent event = Watched.event(hour * Watched.HOUR, null);
            event.modelId = "late" + hour;
            // the guests of hours 0 and 1 give way, m and the newcomers do not
            assertThat(profiler.add(event, 0) != null)
                    .as("hour " + hour)
                    .isEqualTo(hour == 24 || hour == 25);
            flushed(profiler);
        }
        assertThat(profiler.add(Watched.event(27 * Watched.HOUR, null), 0)).isNotNull();
    }

    @Test
    void add_versionAfterVersionOverTheYears_theSilentOnesGiveWay() {
        Monitors monitors = Watched.by("windows: [1h]\ncaps: {versions: 2}\n");
        PaneProfiler profiler = profiler(monitors);
        for (int day = 0; day < 10; day++) {
            PredictionEvent event = Watched.event(day * 24L * Watched.HOUR, null);
            event.modelVersion = "v" + day;
            assertThat(profiler.add(event, 0)).as(event.modelVersion).isNotNull();
            assertThat(flushed(profiler)).isNotEmpty();
        }
        PredictionEvent soon = Watched.event((9 * 24 + 1) * Watched.HOUR, null);
        soon.modelVersion = "v10";
        profiler.add(soon, 0);
        PredictionEvent tooSoon = Watched.event((9 * 24 + 2) * Watched.HOUR, null);
        tooSoon.modelVersion = "v11";
        assertThat(profiler.add(tooSoon, 0)).isNull();
    }
}
