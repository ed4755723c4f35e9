/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.result.Upsert;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // of the harness, whose close() may throw anything
class OutcomeOperatorHarnessTest {
    private static final int CELLS = 2_000;

    private static KeyedOneInputStreamOperatorTestHarness<String, OutcomeDelta, Upsert> harness()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new OutcomeOperator()),
                        new StreamKeys.OfOutcome(),
                        Types.STRING);
        harness.open();
        return harness;
    }

    private static OutcomeDelta accepted(long hour) {
        return new OutcomeDelta("m", hour * HOUR, OutcomeDelta.ACCEPTED, 1);
    }

    /** Subtasks of a replay are weeks apart, with hardly a watermark between. */
    @Test
    void deltas_farApartInTime_sumUpInAnyOrder() throws Exception {
        try (var harness = harness()) {
            for (int subtask = 0; subtask < 2; subtask++) {
                for (int hour = 0; hour < CELLS; hour++) {
                    harness.processElement(accepted(hour), 0);
                }
                harness.processWatermark(subtask == 0 ? HOUR : CELLS * HOUR);
            }
            assertThat(harness.extractOutputValues().subList(CELLS, 2 * CELLS))
                    .allMatch(row -> row.json().contains("\"count\":2"));
        }
    }

    @Test
    void cells_untouchedForLong_areForgotten() throws Exception {
        try (var harness = harness()) {
            for (int hour = 0; hour < 10 * CELLS; hour++) {
                harness.processElement(accepted(hour), 0);
                harness.processWatermark(hour * HOUR);
            }
            harness.processElement(accepted(0), 0);
            assertThat(harness.extractOutputValues().get(10 * CELLS).json())
                    .as("the sum of an old hour has begun anew")
                    .contains("\"count\":1");
        }
    }

    @Test
    void modelThatIsNeverHeardOfAgain_leavesNoState() throws Exception {
        try (var harness = harness()) {
            harness.processElement(accepted(0), 0);
            harness.processElement(accepted(1), 0);
            harness.processWatermark(39 * 24 * HOUR);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            harness.processWatermark(42 * 24 * HOUR);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }
}
