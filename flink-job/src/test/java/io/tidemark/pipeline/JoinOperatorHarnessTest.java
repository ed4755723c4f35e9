/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.FeedbackEvent;
import io.tidemark.event.NamedValues;
import io.tidemark.monitor.Monitors;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class JoinOperatorHarnessTest {
    private static final String SPEC =
            """
            task: regression
            windows: [1h]
            allowed_lateness: 1h
            labels: {horizon: 10h, corrections_for: 2h}
            """;

    private final Monitors monitors = Watched.by(SPEC);

    private OperatorHarness<Tuple2<Long, Long>, JoinInput, JoinOutput> harness(
            OperatorSubtaskState restored) throws Exception {
        return OperatorHarness.of(
                new JoinOperator(monitors),
                new StreamKeys.OfJoinInput(),
                Types.TUPLE(Types.LONG, Types.LONG),
                restored);
    }

    private static JoinInput prediction(long time) {
        var event = Watched.event(time, null);
        event.predictionId = "p";
        return JoinInput.ofPrediction(event, new String[0], time);
    }

    private static JoinInput label(long time, double value) {
        FeedbackEvent event = new FeedbackEvent();
        event.predictionId = "p";
        event.modelId = "m";
        event.labelName = "label";
        event.timestamp = time;
        event.labelKind = NamedValues.NUMBER;
        event.labelNumber = value;
        event.contentHash = Double.hashCode(value);
        return JoinInput.ofFeedback(event, time);
    }

    /**
     * Pairs as {@code sign label}, other steps as {@code prediction} and outcomes by their code.
     */
    private static List<String> steps(List<JoinOutput> output) {
        List<String> steps = new ArrayList<>();
        for (JoinOutput step : output) {
            if (step.tally() != null && step.tally().sign() != 0) {
                steps.add(step.tally().sign() + " " + step.tally().label().labelNumber);
            } else if (step.prediction() != null && step.prediction().sign() != 0) {
                steps.add("prediction " + step.prediction().sign());
            } else if (step.outcome() != null) {
                steps.add(step.outcome().code().code());
            }
        }
        return steps;
    }

    @Test
    void predictionAndLabel_eitherOrder_makeOnePair() throws Exception {
        try (var harness = harness(null)) {
            harness.send(prediction(HOUR));
            harness.send(label(2 * HOUR, 5));
            assertThat(steps(harness.output())).containsExactly("prediction 1", "1 5.0");
        }
        try (var harness = harness(null)) {
            harness.send(label(2 * HOUR, 5));
            harness.send(prediction(HOUR));
            assertThat(steps(harness.output())).containsExactlyInAnyOrder("prediction 1", "1 5.0");
        }
    }

    @Test
    void repeats_countOnce_andACorrectionTakesTheOldLabelBack() throws Exception {
        try (var harness = harness(null)) {
            harness.send(prediction(HOUR));
            harness.send(prediction(HOUR));
            harness.send(label(2 * HOUR, 5));
            harness.send(label(2 * HOUR, 5));
            harness.send(label(3 * HOUR, 6));
            assertThat(steps(harness.output()))
                    .containsExactly(
                            "prediction 1",
                            "duplicate",
                            "1 5.0",
                            "label_duplicate",
                            "-1 5.0",
                            "1 6.0");
            assertThat(harness.timers()).as("one timer an entry").isEqualTo(1);
            assertThat(harness.entries()).isEqualTo(1);
        }
    }

    @Test
    void entry_whenNoLabelCanCountAnyMore_isGoneWithItsTimer() throws Exception {
        try (var harness = harness(null)) {
            harness.send(prediction(HOUR));
            harness.send(label(2 * HOUR, 5));
            harness.reach(13 * HOUR);
            assertThat(harness.entries()).isEqualTo(1);
            harness.reach(13 * HOUR + 1);
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void label_withoutPrediction_endsAsOrphan() throws Exception {
        try (var harness = harness(null)) {
            harness.send(label(2 * HOUR, 5));
            harness.reach(12 * HOUR);
            assertThat(harness.output()).isEmpty();
            harness.reach(14 * HOUR);
            assertThat(steps(harness.output())).containsExactly("label_orphan");
            assertThat(harness.entries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    /** Names on the feedback topic are anybody's: they make no rows. */
    @Test
    void outcomes_ofModelsThatOnlyLabelsName_haveNoModel() throws Exception {
        try (var harness = harness(null)) {
            JoinInput bogus = label(2 * HOUR, 5);
            bogus.label().modelId = "bogus";
            harness.send(bogus);
            harness.send(new JoinInput(1, 2, null, label(2 * HOUR, 5).label()));
            harness.reach(5_000 * HOUR);
            assertThat(harness.output())
                    .extracting(step -> step.outcome().modelId())
                    .containsExactlyInAnyOrder(null, "m");
        }
        try (var harness = harness(null)) {
            JoinInput prediction = prediction(HOUR);
            prediction.prediction().modelId = "undeclared";
            harness.send(prediction);
            harness.send(prediction);
            JoinInput expired = label(2_000 * HOUR, 5);
            expired.label().modelId = "undeclared";
            harness.send(expired);
            harness.reach(5_000 * HOUR);
            assertThat(harness.output())
                    .filteredOn(step -> step.outcome() != null)
                    .extracting(step -> step.outcome().code().code() + step.outcome().modelId())
                    .containsExactly("duplicateundeclared", "label_orphanundeclared");
        }
    }

    @Test
    void prediction_beyondAllowedLateness_isRefusedAndCounted() throws Exception {
        try (var harness = harness(null)) {
            harness.reach(2 * HOUR);
            harness.send(prediction(HOUR));
            assertThat(steps(harness.output())).as("just inside").containsExactly("prediction 1");
        }
        try (var harness = harness(null)) {
            harness.reach(2 * HOUR + 1);
            harness.send(prediction(HOUR));
            assertThat(harness.output()).isEmpty();
            assertThat(harness.entries()).isZero();
            assertThat(harness.side(SideOutputs.OUTCOMES))
                    .containsExactly(new OutcomeDelta("m", HOUR, OutcomeDelta.LATE_FOR_LABELS, 1));
        }
    }

    @Test
    void restore_keepsTheWatermark_soThatAnEndedEntryCannotComeBack() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(null)) {
            harness.send(prediction(HOUR));
            harness.reach(20 * HOUR);
            assertThat(harness.entries()).isZero();
            state = harness.snapshot();
        }
        try (var harness = harness(state)) {
            harness.send(prediction(HOUR));
            harness.reach(2 * HOUR);
            assertThat(harness.output()).isEmpty();
            assertThat(harness.entries()).isZero();
            assertThat(harness.times()).as("time does not go back").containsExactly(20 * HOUR);
        }
    }

    @Test
    void control_finished_doesNotMoveTime() throws Exception {
        try (var harness = harness(null)) {
            harness.send(label(2 * HOUR, 5));
            harness.finishControl();
            assertThat(harness.output()).isEmpty();
            assertThat(harness.entries()).isEqualTo(1);
            assertThat(harness.times()).isEmpty();
        }
    }
}
