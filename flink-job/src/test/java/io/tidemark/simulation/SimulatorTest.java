/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.simulation.SimulatedRecord.Stream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END = 1_790_000_000_000L;
    private static final Scenario DEMO = Scenario.demo(42, END, 12);

    @Test
    void events_sameScenario_areTheSameBytes() {
        assertThat(all(DEMO, 0, 1)).isEqualTo(all(DEMO, 0, 1));
    }

    @Test
    void events_otherSeed_differ() {
        assertThat(all(Scenario.demo(43, END, 12), 0, 1)).isNotEqualTo(all(DEMO, 0, 1));
    }

    @Test
    void events_anyPartitions_holdTheSameRecords() {
        List<SimulatedRecord> dealt = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            List<SimulatedRecord> part = all(DEMO, partition, 3);
            assertThat(part.size()).isBetween(2400, 2800);
            dealt.addAll(part);
        }
        assertThat(new HashSet<>(dealt)).isEqualTo(new HashSet<>(all(DEMO, 0, 1)));
        assertThat(dealt).doesNotHaveDuplicates();
    }

    @Test
    void events_onePartition_areInOrderAndInsideTheScenario() {
        long last = DEMO.startMillis();
        for (SimulatedRecord record : all(DEMO, 1, 2)) {
            assertThat(record.timestamp()).isGreaterThanOrEqualTo(last);
            last = record.timestamp();
        }
        assertThat(last).isLessThan(DEMO.endMillis());
        assertThat(DEMO.endMillis() - last).isLessThan(Scenario.HOUR_MILLIS);
    }

    @Test
    void events_labels_comeSixToThirtyHoursAfterTheirPrediction() {
        Map<String, Long> predicted = new HashMap<>();
        Set<String> labelled = new HashSet<>();
        for (SimulatedRecord record : all(DEMO, 0, 1)) {
            if (record.stream() == Stream.PREDICTION) {
                assertThat(predicted.put(record.key(), record.timestamp())).isNull();
            } else {
                long delay = record.timestamp() - predicted.get(record.key());
                assertThat(delay).isBetween(6 * Scenario.HOUR_MILLIS, 30 * Scenario.HOUR_MILLIS);
                assertThat(labelled.add(record.key())).isTrue();
            }
        }
        assertThat((double) labelled.size() / predicted.size()).isBetween(0.86, 0.96);
    }

    @Test
    void events_json_isAsTheContractHasIt() throws IOException {
        for (SimulatedRecord record : all(DEMO, 0, 1)) {
            JsonNode event = JSON.readTree(record.value());
            assertThat(event.get("prediction_id").textValue()).isEqualTo(record.key());
            assertThat(event.get("model_id").textValue()).isEqualTo(FareReference.MODEL_ID);
            assertThat(Instant.parse(event.get("timestamp").textValue()).toEpochMilli())
                    .isEqualTo(record.timestamp());
            if (record.stream() == Stream.FEEDBACK) {
                assertThat(event.get("actual_label").isNumber()).isTrue();
            } else {
                assertThat(event.get("features").size()).isEqualTo(8);
                assertThat(event.get("latency_ms").doubleValue()).isPositive();
                assertThat(event.has("prediction")).isNotEqualTo(event.has("error"));
                assertThat(event.has("status")).isEqualTo(event.has("error"));
            }
        }
    }

    @Test
    void events_unitChange_writesMetres() throws IOException {
        for (SimulatedRecord record : all(DEMO, 0, 1)) {
            if (record.stream() == Stream.PREDICTION) {
                double distance =
                        JSON.readTree(record.value()).at("/features/distance_km").doubleValue();
                boolean isBroken =
                        DEMO.active(FaultKind.UNIT_CHANGE, record.timestamp()).isPresent();
                assertThat(distance > 100).isEqualTo(isBroken);
            }
        }
    }

    @Test
    void events_atTheEnd_throwsNoSuchElement() {
        Iterator<SimulatedRecord> events = new Simulator(Scenario.healthy(1, 0, 1, 1)).events(0, 1);
        events.forEachRemaining(record -> assertThat(record).isNotNull());
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void events_volume_isAsAsked() {
        long predictions =
                all(Scenario.demo(5, END, 400), 0, 1).stream()
                        .filter(record -> record.stream() == Stream.PREDICTION)
                        .count();
        assertThat(predictions / (14.0 * 24)).isBetween(392.0, 408.0);
    }

    private static List<SimulatedRecord> all(Scenario scenario, int partition, int partitions) {
        List<SimulatedRecord> records = new ArrayList<>();
        new Simulator(scenario).events(partition, partitions).forEachRemaining(records::add);
        return records;
    }
}
