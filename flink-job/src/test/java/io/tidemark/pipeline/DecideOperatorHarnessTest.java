/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static io.tidemark.pipeline.Watched.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.monitor.Monitors;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** DECIDE behind a real WINDOWS: the one's output, in any order, is the other's input. */
class DecideOperatorHarnessTest {
    private static final String SPEC =
            """
            task: regression
            windows: [1h]
            allowed_lateness: 1h
            """;

    private static final Pattern COUNTS = Pattern.compile("\"count\":(\\d+),\"missing\":(\\d+)");

    private final Monitors monitors = Watched.by(SPEC, Watched.reference());

    private OperatorHarness<String, PanePartial, WindowedFeature> windows() throws Exception {
        return OperatorHarness.of(
                new WindowOperator(monitors, SilenceSettings.never()),
                new StreamKeys.OfPartial(),
                Types.STRING,
                null);
    }

    private OperatorHarness<String, WindowedFeature, Upsert> decide(OperatorSubtaskState restored)
            throws Exception {
        return OperatorHarness.of(
                new DecideOperator(monitors, 3),
                new StreamKeys.OfWindowedFeature(),
                Types.STRING,
                restored);
    }

    private static Set<RowVersion> versions(List<Upsert> rows) {
        Set<RowVersion> versions = new TreeSet<>();
        rows.forEach(row -> versions.add(row.version()));
        return versions;
    }

    private static RowVersion version(long revision, int stage) {
        return new RowVersion(3, 1, revision, stage);
    }

    @Test
    void window_isJudgedOnceItIsOver_andAgainAsFinal() throws Exception {
        try (var windows = windows();
                var decide = decide(null)) {
            windows.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            windows.reach(11 * HOUR);
            decide.send(windows.output());
            assertThat(decide.output()).as("not all may be in").isEmpty();
            decide.reach(11 * HOUR);
            List<Upsert> open = decide.output();
            assertThat(versions(open)).containsExactly(version(2, RowVersion.OPEN));
            assertThat(open.stream().map(Upsert::key)).doesNotHaveDuplicates();
            assertThat(open.stream().map(Upsert::table).distinct())
                    .containsExactlyInAnyOrder(
                            "model_window",
                            "feature_window",
                            "feature_drift",
                            "feature_distribution");
            decide.reach(12 * HOUR);
            List<Upsert> last = decide.output();
            assertThat(versions(last)).containsExactly(version(2, RowVersion.FINAL));
            assertThat(last.stream().map(Upsert::key))
                    .containsExactlyElementsOf(open.stream().map(Upsert::key).toList());
        }
    }

    @Test
    void lateRevision_judgesTheWholeWindowAgain() throws Exception {
        try (var windows = windows();
                var decide = decide(null)) {
            windows.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            windows.reach(11 * HOUR + MINUTE);
            decide.send(windows.output());
            decide.reach(11 * HOUR + MINUTE);
            decide.output();
            windows.send(Watched.partials(monitors, 10 * HOUR, 3));
            windows.reach(11 * HOUR + 2 * MINUTE);
            decide.send(windows.output());
            assertThat(decide.output()).isEmpty();
            decide.reach(11 * HOUR + 2 * MINUTE);
            List<Upsert> revised = decide.output();
            assertThat(versions(revised)).containsExactly(version(3, RowVersion.OPEN));
            assertThat(revised.stream().map(Upsert::json))
                    .anyMatch(
                            json ->
                                    json.contains("\"feature\":\"x\"")
                                            && json.contains("\"count\":3"));
        }
    }

    /**
     * Two senders, two WINDOWS: the one of the requests is ahead and has the late events, the one
     * of the features not yet. No row may speak of requests whose features have not come.
     */
    @Test
    void lateEvents_whoseRequestsComeBeforeTheirFeatures_areNeverHalfJudged() throws Exception {
        long sentAt = 11 * HOUR + 5 * MINUTE;
        try (var requests = windows();
                var features = windows();
                var decide = decide(null)) {
            List<PanePartial> first = Watched.partials(monitors, 10 * HOUR, 1, 2);
            List<PanePartial> late = Watched.partials(monitors, 10 * HOUR, 3, 4, 5);
            for (PanePartial partial : first) {
                (partial.feature().equals(PanePartial.SERVICE) ? requests : features).send(partial);
            }
            requests.reach(11 * HOUR);
            features.reach(11 * HOUR);
            decide.sendRecords(requests.records());
            decide.sendRecords(features.records());
            decide.reach(11 * HOUR);
            for (PanePartial partial : late) {
                if (partial.feature().equals(PanePartial.SERVICE)) {
                    requests.send(partial, sentAt);
                }
            }
            // the slower sender lets the requests' subtask run ahead of the features'
            requests.reach(11 * HOUR + 7 * MINUTE);
            features.reach(11 * HOUR + 4 * MINUTE);
            decide.sendRecords(requests.records());
            decide.reach(11 * HOUR + 4 * MINUTE);
            for (PanePartial partial : late) {
                if (!partial.feature().equals(PanePartial.SERVICE)) {
                    features.send(partial, sentAt);
                }
            }
            features.reach(11 * HOUR + 6 * MINUTE);
            decide.sendRecords(features.records());
            decide.reach(11 * HOUR + 6 * MINUTE);
            List<String> seen = new ArrayList<>();
            for (Upsert row : decide.output()) {
                if (row.table().equals("feature_window") && row.json().contains("\"x\"")) {
                    Matcher counts = COUNTS.matcher(row.json());
                    assertThat(counts.find()).isTrue();
                    seen.add(counts.group(1) + " present, " + counts.group(2) + " missing");
                }
            }
            assertThat(seen).containsExactly("2 present, 0 missing", "5 present, 0 missing");
        }
    }

    @Test
    void restore_gatheredWindow_isJudgedWithAllOfIt() throws Exception {
        OperatorSubtaskState state;
        List<WindowedFeature> closed;
        try (var windows = windows();
                var decide = decide(null)) {
            windows.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            windows.reach(11 * HOUR);
            closed = windows.output();
            decide.send(closed.subList(0, 1));
            decide.reach(11 * HOUR - MINUTE);
            state = decide.snapshot();
        }
        try (var decide = decide(state)) {
            decide.send(closed.subList(1, closed.size()));
            decide.reach(11 * HOUR);
            assertThat(decide.output().stream().map(Upsert::table).distinct()).hasSize(4);
        }
    }

    @Test
    void finalWindow_stateAndTimersAreGone() throws Exception {
        try (var windows = windows();
                var decide = decide(null)) {
            for (int hour = 10; hour < 15; hour++) {
                windows.send(Watched.partials(monitors, hour * HOUR, 1, 2));
            }
            windows.reach(15 * HOUR);
            decide.send(windows.output());
            decide.reach(15 * HOUR);
            assertThat(decide.entries()).isPositive();
            windows.reach(16 * HOUR);
            decide.send(windows.output());
            decide.reach(16 * HOUR);
            assertThat(decide.entries()).isZero();
            assertThat(decide.timers()).isZero();
        }
    }

    @Test
    void control_finished_doesNotMoveTime() throws Exception {
        try (var windows = windows();
                var decide = decide(null)) {
            windows.send(Watched.partials(monitors, 10 * HOUR, 1, 2));
            windows.reach(11 * HOUR);
            decide.send(windows.output());
            decide.finishControl();
            assertThat(decide.output()).isEmpty();
            assertThat(decide.times()).isEmpty();
        }
    }

    /** The contract: deliveries behind the whole judgement, window and baseline window. */
    @Test
    void revision_countsTheBaselineWindowsDeliveriesToo() throws Exception {
        Monitors open = Watched.by("windows: [1h]\nallowed_lateness: 1h\nmin_samples: 3\n");
        try (var windows =
                        OperatorHarness.of(
                                new WindowOperator(open, SilenceSettings.never()),
                                new StreamKeys.OfPartial(),
                                Types.STRING,
                                null);
                var decide =
                        OperatorHarness.of(
                                new DecideOperator(open, 3),
                                new StreamKeys.OfWindowedFeature(),
                                Types.STRING,
                                null)) {
            windows.send(Watched.partials(open, 10 * HOUR, 1, 2, 3, 4, 5));
            windows.send(Watched.partials(open, 11 * HOUR, 1, 2));
            windows.send(Watched.partials(open, 12 * HOUR, 1, 2, 3));
            List<String> seen = new ArrayList<>();
            for (int hour = 11; hour <= 14; hour++) {
                windows.reach(hour * HOUR);
                decide.sendRecords(windows.records());
                decide.reach(hour * HOUR);
                for (Upsert row : decide.output()) {
                    if (row.table().equals("model_window")) {
                        seen.add(
                                row.key().replaceAll(".*T(\\d\\d):00.*", "$1 ")
                                        + row.version().revision());
                    }
                }
            }
            // the baseline of 10 to 11 holds from 12 on
            assertThat(seen).containsExactly("10 5", "10 5", "11 2", "11 2", "12 8", "12 8");
        }
    }
}
