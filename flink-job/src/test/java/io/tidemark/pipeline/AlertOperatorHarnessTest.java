/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.result.AlertEvent;
import io.tidemark.result.Upsert;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AlertOperatorHarnessTest {
    private static final long MINUTE = 60_000;
    private static final long SILENT_AFTER = 10 * MINUTE;

    private static KeyedOneInputStreamOperatorTestHarness<String, RuleInput, Upsert> harness(
            OperatorSubtaskState restored, long now) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AlertOperator(SILENT_AFTER)),
                        new StreamKeys.OfRuleInput(),
                        Types.STRING);
        harness.setProcessingTime(now);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }

    /** Lets processing time pass minute by minute. */
    private static void pass(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, int minutes)
            throws Exception {
        for (int i = 0; i < minutes; i++) {
            harness.setProcessingTime(harness.getProcessingTime() + MINUTE);
        }
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness) {
        var alerts = harness.getSideOutput(SideOutputs.ALERTS);
        return alerts == null
                ? List.of()
                : alerts.stream().map(StreamRecord::getValue).map(AlertEvent::status).toList();
    }

    private static void hear(KeyedOneInputStreamOperatorTestHarness<?, RuleInput, ?> harness)
            throws Exception {
        RuleInput sign = RuleInput.signOfLife("m", "1", 1_000);
        harness.processElement(new StreamRecord<>(sign, 1_000));
    }

    @Test
    void silence_longEnough_firesOnceAndIsResolvedByTheNextEvent() throws Exception {
        try (var harness = harness(null, 0)) {
            hear(harness);
            pass(harness, 10);
            assertThat(told(harness)).isEmpty();
            pass(harness, 20);
            assertThat(told(harness)).containsExactly("firing");
            hear(harness);
            assertThat(told(harness)).containsExactly("firing", "resolved");
            pass(harness, 30);
            assertThat(harness.getSideOutput(SideOutputs.ALERTS))
                    .as("no event is newer: it is the same episode")
                    .extracting(alert -> alert.getValue().transition())
                    .containsExactly(1, 2, 3);
            assertThat(harness.getSideOutput(SideOutputs.ALERTS))
                    .extracting(alert -> alert.getValue().alertId())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void silence_whileTheJobWasAway_isNotTheModels() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(null, 0)) {
            hear(harness);
            pass(harness, 5);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(state, 60 * MINUTE)) {
            pass(harness, 9);
            assertThat(told(harness)).as("it has to listen as long as ever").isEmpty();
            pass(harness, 5);
            assertThat(told(harness)).containsExactly("firing");
        }
    }
}
