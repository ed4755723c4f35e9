/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.monitor.Monitors;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // of the harness, whose close() may throw anything
class ProfileOperatorHarnessTest {
    private final Monitors monitors = Watched.by("windows: [1h]\n");

    private OneInputStreamOperatorTestHarness<Arrival, PanePartial> harness(int profileCap)
            throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProfileOperator(
                                monitors, new ProfileSettings(true, 2, profileCap, 10_000)));
        harness.open();
        return harness;
    }

    private static StreamRecord<Arrival> event(long time) {
        Arrival arrival = new Arrival();
        arrival.prediction = Watched.event(time, Watched.x(1));
        arrival.recordTimestamp = time;
        return new StreamRecord<>(arrival, time);
    }

    private static List<Long> panes(
            OneInputStreamOperatorTestHarness<Arrival, PanePartial> harness) {
        return harness.extractOutputValues().stream()
                .map(PanePartial::paneStart)
                .distinct()
                .toList();
    }

    @Test
    void watermark_closesPanes() throws Exception {
        try (var harness = harness(1_000)) {
            harness.processElement(event(0));
            harness.processElement(event(HOUR));
            assertThat(harness.getOutput()).isEmpty();
            harness.processWatermark(new Watermark(HOUR - 1));
            assertThat(panes(harness)).containsExactly(0L);
            assertThat(harness.getOutput()).last().isEqualTo(new Watermark(HOUR - 1));
        }
    }

    @Test
    void barrier_allLeavesBeforeIt() throws Exception {
        try (var harness = harness(1_000)) {
            harness.processElement(event(0));
            harness.processElement(event(HOUR));
            harness.prepareSnapshotPreBarrier(1);
            assertThat(panes(harness)).containsExactlyInAnyOrder(0L, HOUR);
            int sent = harness.extractOutputValues().size();
            harness.prepareSnapshotPreBarrier(2);
            assertThat(harness.extractOutputValues()).hasSize(sent);
        }
    }

    @Test
    void cap_reached_flushes() throws Exception {
        try (var harness = harness(6)) {
            harness.processElement(event(0));
            assertThat(harness.getOutput()).isEmpty();
            harness.processElement(event(HOUR));
            assertThat(panes(harness)).containsExactlyInAnyOrder(0L, HOUR);
        }
    }

    @Test
    void quiet_flushesAfterAWhile() throws Exception {
        try (var harness = harness(1_000)) {
            harness.processElement(event(0));
            harness.setProcessingTime(9_999);
            assertThat(harness.getOutput()).isEmpty();
            harness.setProcessingTime(10_000);
            assertThat(panes(harness)).containsExactly(0L);
        }
    }

    @Test
    void modelsBeyondTheCap_doNotJoin_andModelsOfNoSpecDoNotNameTheirDeadLetters()
            throws Exception {
        try (var harness = harness(1_000)) {
            for (String model : List.of("a", "b", "c")) {
                StreamRecord<Arrival> event = event(0);
                event.getValue().prediction.modelId = model;
                harness.processElement(event);
                Arrival dead = new Arrival();
                dead.deadLetter = new DeadLetter();
                dead.deadLetter.modelId = model;
                dead.deadLetter.reason = "wrong_type";
                harness.processElement(new StreamRecord<>(dead, 0));
            }
            harness.processWatermark(new Watermark(HOUR));
            assertThat(harness.getSideOutput(SideOutputs.JOIN_INPUT)).hasSize(2);
            assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS)).hasSize(3);
            assertThat(
                            harness.getSideOutput(SideOutputs.OUTCOMES).stream()
                                    .map(
                                            record ->
                                                    record.getValue().modelId()
                                                            + " "
                                                            + record.getValue().outcome()))
                    .containsExactlyInAnyOrder("(unknown) wrong_type", "(unknown) capped");
        }
    }
}
