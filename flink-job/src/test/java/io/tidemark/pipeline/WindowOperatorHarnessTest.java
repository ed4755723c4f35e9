/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static io.tidemark.pipeline.Watched.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.MonitorUpdate;
import io.tidemark.monitor.Monitors;
import io.tidemark.profile.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class WindowOperatorHarnessTest {
    private static final String HOURLY_AND_SLIDING =
            """
            windows: [1h, 3h/1h]
            allowed_lateness: 1h
            """;

    private final Monitors monitors = Watched.by(HOURLY_AND_SLIDING, Watched.reference());

    private static OperatorHarness<String, PanePartial, WindowedFeature> harness(
            Monitors monitors, OperatorSubtaskState restored) throws Exception {
        return OperatorHarness.of(
                new WindowOperator(monitors, SilenceSettings.never()),
                new StreamKeys.OfPartial(),
                Types.STRING,
                restored);
    }

    /** Feature x's windows as {@code name start-end: count}, in hours. */
    private static List<String> windows(List<WindowedFeature> output) {
        List<String> windows = new ArrayList<>();
        for (WindowedFeature feature : output) {
            if (feature.feature().equals("x") && feature.reading() != null) {
                windows.add(
                        "%s %d-%d: %d"
                                .formatted(
                                        feature.window().windowName(),
                                        feature.window().windowStartMillis() / HOUR,
                                        feature.window().windowEndMillis() / HOUR,
                                        feature.reading().present()));
            }
        }
        return windows;
    }

    @Test
    void panes_serveTumblingAndSlidingWindows_eachAsItCloses() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.send(Watched.partials(monitors, 10 * HOUR, 3));
            harness.send(Watched.partials(monitors, 12 * HOUR, 4));
            harness.reach(11 * HOUR - 1);
            assertThat(harness.output()).isEmpty();
            harness.reach(11 * HOUR);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("1h 10-11: 3", "3h/1h 8-11: 3");
            harness.reach(13 * HOUR);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("3h/1h 9-12: 3", "1h 12-13: 1", "3h/1h 10-13: 4");
            harness.reach(20 * HOUR);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("3h/1h 11-14: 1", "3h/1h 12-15: 1");
        }
    }

    @Test
    void windows_whenTheWatermarkJumps_areTheSameAsStepByStep() throws Exception {
        List<String> atOnce;
        List<String> stepByStep = new ArrayList<>();
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.send(Watched.partials(monitors, 12 * HOUR, 4));
            harness.reach(Long.MAX_VALUE);
            atOnce = windows(harness.output());
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.send(Watched.partials(monitors, 12 * HOUR, 4));
            for (int hour = 0; hour < 30; hour++) {
                harness.reach(hour * HOUR);
                stepByStep.addAll(windows(harness.output()));
            }
        }
        assertThat(atOnce).containsExactlyInAnyOrderElementsOf(stepByStep).hasSize(7);
    }

    @Test
    void lateInsideAllowedLateness_everyClosedWindow_firesAgainWithAll() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.reach(11 * HOUR + 59 * MINUTE);
            harness.output();
            harness.send(Watched.partials(monitors, 10 * HOUR, 3));
            assertThat(harness.output()).as("waits for the watermark").isEmpty();
            harness.reach(12 * HOUR);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("1h 10-11: 3", "3h/1h 8-11: 3", "3h/1h 9-12: 3");
            assertThat(outcomes(harness)).containsExactly("accepted 2", "accepted 1");
        }
    }

    /** The sender is ahead of the others: its late part counts once all have come so far. */
    @Test
    void lateFromASenderAhead_waitsForItsTime_andNotForTheNextWatermark() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.reach(11 * HOUR + MINUTE);
            harness.output();
            for (PanePartial partial : Watched.partials(monitors, 10 * HOUR, 3)) {
                harness.send(partial, 11 * HOUR + 5 * MINUTE);
            }
            harness.reach(11 * HOUR + 5 * MINUTE + 1);
            assertThat(harness.output()).isEmpty();
            harness.reach(11 * HOUR + 5 * MINUTE + 2);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("1h 10-11: 3", "3h/1h 8-11: 3");
            harness.reach(Long.MAX_VALUE);
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void revisedWindows_fireInTheOrderOfTime_whateverTheirDigits() throws Exception {
        Monitors watched =
                Watched.by("windows: [1h]\nallowed_lateness: 10d\n", Watched.reference());
        try (var harness = harness(watched, null)) {
            harness.reach(2_800 * HOUR);
            for (long hour : new long[] {2_780, 2_770, 2_790}) {
                harness.send(Watched.partials(watched, hour * HOUR, 1));
            }
            harness.reach(2_801 * HOUR);
            assertThat(windows(harness.output()))
                    .containsSubsequence("1h 2770-2771: 1", "1h 2780-2781: 1", "1h 2790-2791: 1");
        }
    }

    @Test
    void lateBeyondAllowedLateness_countsOnce_andOverwritesNothing() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.reach(12 * HOUR);
            harness.output();
            harness.send(Watched.partials(monitors, 10 * HOUR, 3));
            harness.reach(14 * HOUR);
            // the hour is final; the sliding windows that are open still take it
            assertThat(windows(harness.output()))
                    .doesNotContain("1h 10-11: 3", "1h 10-11: 1", "3h/1h 8-11: 3")
                    .contains("3h/1h 10-13: 3");
            harness.send(Watched.partials(monitors, 10 * HOUR, 4));
            harness.reach(20 * HOUR);
            assertThat(harness.output()).isEmpty();
            assertThat(outcomes(harness)).containsExactly("accepted 2", "late 1", "late 1");
        }
    }

    @Test
    void restore_lateEventOfAFinalWindow_overwritesNothing() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.send(Watched.partials(monitors, 14 * HOUR, 4));
            harness.reach(15 * HOUR);
            state = harness.snapshot();
        }
        try (var harness = harness(monitors, state)) {
            // checkpoints hold no watermarks: none has come yet
            harness.send(Watched.partials(monitors, 10 * HOUR, 3));
            harness.send(Watched.partials(monitors, 14 * HOUR, 5));
            harness.reach(11 * HOUR);
            assertThat(harness.output()).as("time does not go back").isEmpty();
            harness.reach(15 * HOUR + 1);
            assertThat(windows(harness.output()))
                    .as("the revision is due when time goes on")
                    .containsExactlyInAnyOrder("1h 14-15: 2", "3h/1h 12-15: 2");
            harness.reach(16 * HOUR);
            harness.reach(30 * HOUR);
            assertThat(windows(harness.output()))
                    .containsExactlyInAnyOrder("3h/1h 13-16: 2", "3h/1h 14-17: 2");
            assertThat(outcomes(harness)).containsExactlyInAnyOrder("late 1", "accepted 1");
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    private static List<WindowedFeature> startingAt(List<WindowedFeature> output, long start) {
        return output.stream()
                .filter(feature -> feature.window().windowStartMillis() >= start)
                .toList();
    }

    private static List<String> laterHours(
            OperatorHarness<String, PanePartial, WindowedFeature> harness, Monitors monitors)
            throws Exception {
        for (int hour = 15; hour < 19; hour++) {
            harness.send(Watched.partials(monitors, hour * HOUR, hour, hour + 1, hour + 2));
        }
        harness.reach(30 * HOUR);
        assertThat(harness.entries()).isZero();
        assertThat(harness.timers()).isZero();
        return startingAt(harness.output(), 15 * HOUR).stream()
                .map(WindowedFeature::toString)
                .sorted()
                .toList();
    }

    @Test
    void restore_underAnotherReference_startsOpenWindowsAnew_andLaterOnesAreAsEver()
            throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 14 * HOUR, 1, 2));
            harness.reach(15 * HOUR);
            // one more that waits, and one in flight
            harness.send(Watched.partials(monitors, 14 * HOUR, 3));
            state = harness.snapshot();
        }
        Monitors other =
                Watched.by(HOURLY_AND_SLIDING, Watched.reference().replace("\n3,", "\n333,"));
        List<String> fresh;
        try (var harness = harness(other, null)) {
            fresh = laterHours(harness, other);
        }
        try (var harness = harness(other, state)) {
            harness.send(Watched.partials(monitors, 14 * HOUR, 4));
            harness.send(Watched.partials(other, 14 * HOUR, 5));
            harness.reach(15 * HOUR + 1);
            List<WindowedFeature> open = harness.output();
            assertThat(windows(open)).containsExactly("1h 14-15: 1", "3h/1h 12-15: 1");
            assertThat(open)
                    .filteredOn(feature -> feature.feature().equals("x"))
                    .allMatch(WindowedFeature::isCut);
            // the requests are of no layout
            assertThat(open)
                    .filteredOn(feature -> feature.service() != null)
                    .allMatch(feature -> feature.service().deliveries() == 5);
            assertThat(laterHours(harness, other)).hasSizeGreaterThan(10).isEqualTo(fresh);
        }
    }

    @Test
    void restore_underAnotherKind_findsTheBaselineAnew() throws Exception {
        String spec =
                "windows: [1h]\nallowed_lateness: 1h\nmin_samples: 2\nfeatures: {x: {type: %s}}\n";
        Monitors numeric = Watched.by(spec.formatted("numeric"));
        Monitors categorical = Watched.by(spec.formatted("categorical"));
        OperatorSubtaskState state;
        try (var harness = harness(numeric, null)) {
            harness.send(Watched.partials(numeric, 10 * HOUR, 1, 2));
            harness.send(Watched.partials(numeric, 14 * HOUR, 1, 2));
            harness.reach(14 * HOUR);
            assertThat(harness.output()).anyMatch(feature -> feature.facts() != null);
            state = harness.snapshot();
        }
        try (var harness = harness(categorical, state)) {
            harness.reach(15 * HOUR);
            assertThat(windows(harness.output())).containsExactly("1h 14-15: 0");
            harness.send(Watched.partials(categorical, 15 * HOUR, 1, 2));
            harness.send(Watched.partials(categorical, 17 * HOUR, 1, 2));
            harness.reach(18 * HOUR);
            List<WindowedFeature> output = harness.output();
            assertThat(output)
                    .filteredOn(feature -> feature.facts() != null)
                    .extracting(feature -> feature.feature() + feature.facts().windowStart() / HOUR)
                    .containsExactly("x15");
            assertThat(kinds(output, 17 * HOUR)).containsExactly(FeatureKind.CATEGORICAL);
            assertThat(startingAt(output, 17 * HOUR))
                    .filteredOn(feature -> feature.feature().equals("x"))
                    .allMatch(feature -> feature.comparison() != null);
        }
    }

    @Test
    void lastWindowFinal_stateAndTimersAreGone() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            harness.reach(11 * HOUR + 30 * MINUTE);
            harness.send(Watched.partials(monitors, 10 * HOUR, 3));
            harness.reach(14 * HOUR - 1);
            assertThat(harness.entries()).isPositive();
            harness.reach(14 * HOUR);
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void control_silentOrFinished_neitherHoldsNorMovesTime() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1));
            harness.reach(11 * HOUR);
            assertThat(windows(harness.output())).hasSize(2);
            harness.send(Watched.partials(monitors, 12 * HOUR, 1));
            harness.finishControl();
            assertThat(windows(harness.output())).isEmpty();
            assertThat(harness.times()).containsExactly(11 * HOUR);
            harness.reach(13 * HOUR);
            assertThat(windows(harness.output())).hasSize(3);
        }
    }

    @Test
    void control_badUpdate_isIgnored_andTheJobGoesOn() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(Watched.partials(monitors, 10 * HOUR, 1));
            harness.control(new MonitorUpdate("m", 2, "{\"model_id\": 3", Long.MIN_VALUE));
            harness.reach(11 * HOUR);
            assertThat(windows(harness.output())).hasSize(2);
            assertThat(harness.entries()).isPositive();
        }
    }

    /** A watermark that jumps over the baseline's own timer must not free its panes before. */
    @Test
    void hiddenBaseline_whateverTheWatermarksSteps_isTheWholeHour() throws Exception {
        Monitors watched =
                Watched.by(
                        """
                        windows: [10m]
                        allowed_lateness: 10m
                        min_samples: 4
                        """);
        List<Long> baselines = new ArrayList<>();
        for (long step : new long[] {MINUTE, 10 * MINUTE, 100 * HOUR}) {
            try (var harness = harness(watched, null)) {
                harness.send(Watched.partials(watched, HOUR, 1, 2));
                harness.send(Watched.partials(watched, HOUR + 20 * MINUTE, 3, 4));
                harness.send(Watched.partials(watched, HOUR + 50 * MINUTE, 5, 6));
                for (long time = HOUR; time < 4 * HOUR; time += step) {
                    harness.reach(time);
                }
                harness.reach(5 * HOUR);
                for (WindowedFeature feature : harness.output()) {
                    if (feature.facts() != null && feature.feature().equals("x")) {
                        baselines.add(feature.facts().present());
                    }
                }
                harness.reach(Long.MAX_VALUE);
                // what stays is the baseline of x and of @prediction
                assertThat(harness.entries()).isEqualTo(2);
                assertThat(harness.timers()).isZero();
            }
        }
        assertThat(baselines).containsExactly(6L, 6L, 6L);
    }

    /** The baseline decides the kind of windows that close after it, not of their revisions. */
    @Test
    void undeclaredKind_revisedAfterTheBaseline_staysAsWhenItClosed() throws Exception {
        Monitors watched =
                Watched.by(
                        """
                        windows: [1h]
                        allowed_lateness: 3h
                        min_samples: 4
                        """);
        try (var harness = harness(watched, null)) {
            harness.send(Watched.partials(watched, 0, 1, 2, 3, 4));
            harness.send(texts(watched, HOUR));
            harness.reach(2 * HOUR);
            assertThat(kinds(harness.output(), HOUR)).containsOnly(FeatureKind.CATEGORICAL);
            harness.reach(4 * HOUR + MINUTE);
            harness.send(texts(watched, HOUR));
            harness.reach(4 * HOUR + 2 * MINUTE);
            assertThat(kinds(harness.output(), HOUR)).containsOnly(FeatureKind.CATEGORICAL);
            harness.send(texts(watched, 4 * HOUR));
            harness.reach(5 * HOUR);
            assertThat(kinds(harness.output(), 4 * HOUR)).containsOnly(FeatureKind.NUMERIC);
        }
    }

    private static List<PanePartial> texts(Monitors monitors, long time) {
        NamedValues features = new NamedValues();
        features.addText("x", "high");
        PredictionEvent event = Watched.event(time, features);
        List<PanePartial> partials = new ArrayList<>();
        PaneProfiler profiler = new PaneProfiler(monitors, 10, new OutcomeCounter());
        profiler.add(event, time);
        profiler.flush(new Watched.Collected(partials));
        return partials;
    }

    private static List<FeatureKind> kinds(List<WindowedFeature> output, long start) {
        List<FeatureKind> kinds = new ArrayList<>();
        for (WindowedFeature feature : output) {
            if (feature.feature().equals("x")
                    && feature.reading() != null
                    && feature.window().windowStartMillis() == start) {
                kinds.add(feature.reading().kind());
            }
        }
        return kinds;
    }

    private static List<String> outcomes(
            OperatorHarness<String, PanePartial, WindowedFeature> harness) {
        return harness.side(SideOutputs.OUTCOMES).stream()
                .map(delta -> delta.outcome() + " " + delta.count())
                .toList();
    }
}
