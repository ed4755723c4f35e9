/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.NamedValues;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.performance.LabelCandidate;
import io.tidemark.performance.PredictionChange;
import io.tidemark.performance.PredictionSlot;
import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyChange;
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

class PerformanceOperatorHarnessTest {
    private static final String SPEC =
            """
            task: regression
            windows: [1h, 2h/1h]
            allowed_lateness: 1h
            labels: {horizon: 4h}
            """;
    private static final Pattern NUMBERS =
            Pattern.compile("\"labelled\":(\\d+),\"predictions\":(\\d+)");

    private final Monitors monitors = Watched.by(SPEC);
    private final Monitor monitor = monitors.monitor("m", 0);

    private OperatorHarness<String, TallyPartial, Upsert> harness(OperatorSubtaskState restored)
            throws Exception {
        return OperatorHarness.of(
                new PerformanceOperator(monitors, 0),
                new StreamKeys.OfTally(),
                Types.STRING,
                restored);
    }

    private static PredictionSlot predicted(long time) {
        PredictionSlot slot = new PredictionSlot();
        slot.modelId = "m";
        slot.modelVersion = "1";
        slot.timestamp = time;
        slot.predictionKind = NamedValues.NUMBER;
        slot.predictionNumber = 7;
        return slot;
    }

    private TallyPartial predictions(long pane, int count) {
        Tally tally = new Tally(monitor.tallyLayout());
        for (int i = 0; i < count; i++) {
            tally.apply(new PredictionChange(1, 1, predicted(pane)));
        }
        return partial(TallyPartial.PREDICTIONS, pane, pane, tally);
    }

    private TallyPartial label(long pane, long labelPane) {
        LabelCandidate label = new LabelCandidate();
        label.labelName = "label";
        label.modelId = "m";
        label.timestamp = labelPane;
        label.labelKind = NamedValues.NUMBER;
        label.labelNumber = 8;
        Tally tally = new Tally(monitor.tallyLayout());
        tally.apply(new TallyChange(1, 1, "label", labelPane, predicted(pane), label));
        return partial("label", pane, labelPane, tally);
    }

    private static TallyPartial partial(String label, long pane, long labelPane, Tally tally) {
        return new TallyPartial("m", "1", Monitor.OVERALL, label, pane, labelPane, tally.toBytes());
    }

    /** Rows of mae as {@code window start: labelled of predictions, stage}, in hours. */
    private static List<String> scores(List<Upsert> rows) {
        List<String> scores = new ArrayList<>();
        for (Upsert row : rows) {
            Matcher numbers = NUMBERS.matcher(row.json());
            if (row.key().contains("\"mae\"") && numbers.find()) {
                Matcher start = Pattern.compile("T(\\d\\d):00").matcher(row.key());
                String name = row.key().contains("2h/1h") ? "2h/1h" : "1h";
                assertThat(start.find()).isTrue();
                scores.add(
                        "%s %s: %s of %s%s"
                                .formatted(
                                        name,
                                        start.group(1),
                                        numbers.group(1),
                                        numbers.group(2),
                                        row.version().stage() == RowVersion.FINAL
                                                ? ", final"
                                                : ""));
            }
        }
        return scores;
    }

    @Test
    void lateLabel_correctsTheWindowsOfItsPrediction() throws Exception {
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.reach(11 * HOUR);
            assertThat(scores(harness.output()))
                    .containsExactlyInAnyOrder("1h 10: 0 of 2", "2h/1h 09: 0 of 2");
            harness.send(label(10 * HOUR, 13 * HOUR));
            harness.reach(12 * HOUR);
            assertThat(scores(harness.output())).containsExactly("2h/1h 10: 0 of 2");
            harness.reach(14 * HOUR - 1);
            assertThat(harness.output()).as("the label's pane is not over").isEmpty();
            harness.reach(14 * HOUR);
            assertThat(scores(harness.output()))
                    .containsExactlyInAnyOrder(
                            "1h 10: 1 of 2", "2h/1h 09: 1 of 2", "2h/1h 10: 1 of 2");
        }
    }

    @Test
    void windows_whenNoLabelCanCome_areFinal_andStateAndTimersAreGone() throws Exception {
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.send(label(10 * HOUR, 10 * HOUR));
            harness.reach(16 * HOUR);
            harness.output();
            harness.reach(17 * HOUR);
            assertThat(scores(harness.output()))
                    .containsExactlyInAnyOrder("1h 10: 1 of 2, final", "2h/1h 09: 1 of 2, final");
            assertThat(harness.entries()).isPositive();
            harness.reach(18 * HOUR);
            assertThat(scores(harness.output())).containsExactly("2h/1h 10: 1 of 2, final");
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void tallies_afterTheFinalRows_changeNothing() throws Exception {
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.reach(20 * HOUR);
            harness.output();
            harness.send(label(10 * HOUR, 13 * HOUR));
            harness.reach(30 * HOUR);
            assertThat(harness.output()).isEmpty();
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void tallies_justAfterTheFinalRows_doNotWriteThemAgainWithoutTheFreedPanes() throws Exception {
        try (var harness = harness(null)) {
            harness.send(predictions(9 * HOUR, 3));
            harness.send(predictions(10 * HOUR, 2));
            harness.reach(17 * HOUR);
            assertThat(scores(harness.output())).contains("2h/1h 09: 0 of 5, final");
            harness.send(label(10 * HOUR, 13 * HOUR));
            harness.reach(17 * HOUR + 1);
            assertThat(scores(harness.output())).containsExactly("2h/1h 10: 1 of 2");
        }
    }

    @Test
    void tallies_whenTheWatermarkJumps_endAsStepByStep() throws Exception {
        List<String> atOnce;
        List<String> stepByStep = new ArrayList<>();
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.send(label(10 * HOUR, 12 * HOUR));
            harness.reach(Long.MAX_VALUE);
            atOnce = scores(harness.output());
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            for (int hour = 10; hour < 30; hour++) {
                if (hour == 12) {
                    harness.send(label(10 * HOUR, 12 * HOUR));
                }
                harness.reach(hour * HOUR);
                stepByStep.addAll(scores(harness.output()));
            }
        }
        assertThat(atOnce).containsExactlyElementsOf(stepByStep).hasSize(9);
    }

    @Test
    void restore_keepsTheWatermark_soThatNothingFinalIsOverwritten() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.reach(20 * HOUR);
            state = harness.snapshot();
        }
        try (var harness = harness(state)) {
            harness.send(label(10 * HOUR, 13 * HOUR));
            harness.reach(14 * HOUR);
            harness.reach(21 * HOUR);
            assertThat(harness.output()).isEmpty();
            assertThat(harness.entries()).isZero();
        }
    }

    @Test
    void restore_underAnotherTask_keepsThePredictions_andStartsThePairsAnew() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(null)) {
            harness.send(predictions(10 * HOUR, 2));
            harness.send(label(10 * HOUR, 10 * HOUR));
            harness.reach(11 * HOUR);
            harness.send(label(10 * HOUR, 11 * HOUR));
            state = harness.snapshot();
        }
        Monitors other = Watched.by(SPEC, Watched.reference());
        assertThat(other.monitor("m", 0).tallyLayout().hash())
                .isNotEqualTo(monitor.tallyLayout().hash());
        try (var harness =
                OperatorHarness.of(
                        new PerformanceOperator(other, 0),
                        new StreamKeys.OfTally(),
                        Types.STRING,
                        state)) {
            Tally tally = new Tally(other.monitor("m", 0).tallyLayout());
            LabelCandidate label = new LabelCandidate();
            label.labelName = "label";
            label.timestamp = 11 * HOUR;
            label.labelKind = NamedValues.NUMBER;
            label.labelNumber = 8;
            // a correction of what is lost: nothing may come of it but a row
            tally.apply(new TallyChange(-1, 0, "label", 11 * HOUR, predicted(10 * HOUR), label));
            tally.apply(new TallyChange(1, 1, "label", 11 * HOUR, predicted(10 * HOUR), label));
            harness.send(partial("label", 10 * HOUR, 11 * HOUR, tally));
            harness.send(label(10 * HOUR, 11 * HOUR));
            harness.reach(12 * HOUR);
            assertThat(scores(harness.output())).contains("1h 10: 0 of 2");
            harness.reach(30 * HOUR);
            assertThat(harness.entries()).isZero();
        }
    }

    @Test
    void classesThatNobodyDeclared_areOneMetric_andNoKeyNamesThem() throws Exception {
        Monitors open = Watched.by("windows: [1h]\nlabels: {horizon: 4h}\n");
        Tally tally = new Tally(open.monitor("m", 0).tallyLayout());
        for (String name : List.of("cat", "dog", "owl")) {
            PredictionSlot slot = predicted(10 * HOUR);
            slot.predictionKind = NamedValues.TEXT;
            slot.predictionText = name;
            LabelCandidate label = new LabelCandidate();
            label.labelName = "label";
            label.timestamp = 10 * HOUR;
            label.labelKind = NamedValues.TEXT;
            label.labelText = name;
            tally.apply(new TallyChange(1, 1, "label", 10 * HOUR, slot, label));
        }
        try (var harness =
                OperatorHarness.of(
                        new PerformanceOperator(open, 0),
                        new StreamKeys.OfTally(),
                        Types.STRING,
                        null)) {
            harness.send(partial("label", 10 * HOUR, 10 * HOUR, tally));
            harness.reach(12 * HOUR - 1);
            assertThat(harness.output()).as("the task is not known").isEmpty();
            harness.reach(30 * HOUR);
            assertThat(harness.output())
                    .extracting(Upsert::key)
                    .anyMatch(key -> key.contains("recall[(other)]"))
                    .noneMatch(key -> key.contains("owl"));
        }
    }

    @Test
    void wholeNumbersOfAnUndeclaredRegression_haveNoConfusion() throws Exception {
        Monitors open = Watched.by("windows: [1h]\nlabels: {horizon: 4h}\n");
        Tally tally = new Tally(open.monitor("m", 0).tallyLayout());
        for (int count = 0; count < 100; count++) {
            LabelCandidate label = new LabelCandidate();
            label.labelName = "label";
            label.timestamp = 10 * HOUR;
            label.labelKind = NamedValues.NUMBER;
            label.labelNumber = count;
            PredictionSlot slot = predicted(10 * HOUR);
            tally.apply(new TallyChange(1, 1, "label", 10 * HOUR, slot, label));
        }
        try (var harness =
                OperatorHarness.of(
                        new PerformanceOperator(open, 0),
                        new StreamKeys.OfTally(),
                        Types.STRING,
                        null)) {
            harness.send(partial("label", 10 * HOUR, 10 * HOUR, tally));
            harness.reach(12 * HOUR - 1);
            assertThat(harness.output()).as("the task is not known").isEmpty();
            harness.reach(30 * HOUR);
            assertThat(harness.output())
                    .extracting(Upsert::table)
                    .contains("performance_window")
                    .doesNotContain("confusion");
        }
    }

    /** Labels of one pane for predictions of it, all of one value each. */
    private static TallyPartial labels(Monitors open, long pane, int count, double... values) {
        Tally tally = new Tally(open.monitor("m", 0).tallyLayout());
        for (int i = 0; i < count; i++) {
            LabelCandidate label = new LabelCandidate();
            label.labelName = "label";
            label.timestamp = pane;
            label.labelKind = NamedValues.NUMBER;
            label.labelNumber = values[i % values.length];
            tally.apply(new TallyChange(1, 1, "label", pane, predicted(pane), label));
        }
        return partial("label", pane, pane, tally);
    }

    private static Set<String> metrics(List<Upsert> rows) {
        Set<String> metrics = new TreeSet<>();
        for (Upsert row : rows) {
            if (row.table().equals("performance_window")) {
                metrics.add(row.key().replaceAll(".*T(\\d\\d):00.*\"(\\w+)\"]", "$1 $2"));
            }
        }
        return metrics;
    }

    @Test
    void task_isInferredOnce_soThatOtherLabelsLaterLeaveNoRowsOfAnotherTask() throws Exception {
        Monitors open = Watched.by("windows: [1h]\nlabels: {horizon: 4h}\nallowed_lateness: 1h\n");
        List<Set<String>> ends = new ArrayList<>();
        for (boolean isInOrder : new boolean[] {true, false}) {
            try (var harness =
                    OperatorHarness.of(
                            new PerformanceOperator(open, 0),
                            new StreamKeys.OfTally(),
                            Types.STRING,
                            null)) {
                List<Upsert> rows = new ArrayList<>();
                if (isInOrder) {
                    harness.send(labels(open, 9 * HOUR, 5, 0, 1));
                    harness.send(labels(open, 10 * HOUR, 40, 0, 1));
                    harness.reach(11 * HOUR + HOUR / 2);
                    harness.send(labels(open, 11 * HOUR, 90, 3.7, 4.1, 5.2));
                } else {
                    harness.send(labels(open, 11 * HOUR, 90, 3.7, 4.1, 5.2));
                    harness.send(labels(open, 9 * HOUR, 5, 0, 1));
                    harness.reach(11 * HOUR + HOUR / 2);
                    harness.send(labels(open, 10 * HOUR, 40, 1, 0));
                }
                harness.reach(12 * HOUR - 1);
                assertThat(harness.output()).isEmpty();
                harness.reach(12 * HOUR);
                rows.addAll(harness.output());
                assertThat(metrics(rows)).contains("09 accuracy", "10 accuracy", "11 accuracy");
                harness.reach(30 * HOUR);
                rows.addAll(harness.output());
                assertThat(metrics(rows)).noneMatch(metric -> metric.endsWith("mae"));
                // the decision stays
                assertThat(harness.entries()).isEqualTo(1);
                assertThat(harness.timers()).isZero();
                ends.add(metrics(rows));
            }
        }
        assertThat(ends.get(1)).isEqualTo(ends.get(0));
    }

    @Test
    void task_ofFewLabels_isInferredBeforeTheFirstWindowIsFinal() throws Exception {
        Monitors open =
                Watched.by("windows: [10m]\nlabels: {horizon: 5m}\nallowed_lateness: 10m\n");
        try (var harness =
                OperatorHarness.of(
                        new PerformanceOperator(open, 0),
                        new StreamKeys.OfTally(),
                        Types.STRING,
                        null)) {
            harness.send(labels(open, 10 * HOUR, 3, 3.7, 4.1, 5.2));
            harness.reach(10 * HOUR + 34 * 60_000);
            assertThat(harness.output()).isEmpty();
            harness.reach(Long.MAX_VALUE);
            List<Upsert> rows = harness.output();
            assertThat(metrics(rows)).contains("10 mae");
            assertThat(rows).allMatch(row -> row.version().stage() == RowVersion.FINAL);
            assertThat(harness.entries()).isEqualTo(1);
            assertThat(harness.timers()).isZero();
        }
    }
}
