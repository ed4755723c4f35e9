/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static io.tidemark.pipeline.Watched.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.monitor.Monitors;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
}
