/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.ReferenceReader;
import io.tidemark.simulation.FareReference;
import io.tidemark.simulation.Fault;
import io.tidemark.simulation.FaultKind;
import io.tidemark.simulation.Scenario;
import io.tidemark.simulation.SimulatedRecord;
import io.tidemark.simulation.Simulator;
import io.tidemark.testing.RealKafka;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Six days of the fare model in topics: two healthy ones, a wrong unit, and a new tariff. */
final class FareTopics {
    /** A Monday, 2026-09-07. */
    static final long START = 1_788_739_200_000L;

    static final int PARTITIONS = 4;

    static final Scenario SCENARIO =
            new Scenario(
                    20260907,
                    START,
                    START + 6 * Scenario.DAY_MILLIS,
                    120,
                    List.of(
                            fault(FaultKind.UNIT_CHANGE, 2, 3),
                            fault(FaultKind.CONCEPT_CHANGE, 4, 6)));

    private static final List<List<SimulatedRecord>> EVENTS = events();

    private FareTopics() {}

    private static Fault fault(FaultKind kind, int fromDay, int toDay) {
        return new Fault(
                kind, START + fromDay * Scenario.DAY_MILLIS, START + toDay * Scenario.DAY_MILLIS);
    }

    /** The fare model's monitor with sliding windows and segments. */
    static Monitors monitors() throws Exception {
        String yaml =
                FareReference.monitor().replace("[6h, 1d]", "[6h, 1d/6h]")
                        + "\nsegments: [metadata.city]\n";
        MonitorSpec spec = new MonitorSpecReader().read(yaml);
        byte[] csv = FareReference.csv(SCENARIO, 3_000).getBytes(StandardCharsets.UTF_8);
        return new Monitors(
                List.of(
                        Monitor.of(
                                spec,
                                new ReferenceReader(spec)
                                        .read(new ByteArrayInputStream(csv), "fares.csv"))));
    }

    /** Sends the records with a time in [from, to): each partition in the order of event time. */
    static void send(RealKafka kafka, Topics topics, long from, long to) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (SimulatedRecord event : EVENTS.get(partition)) {
                if (event.timestamp() >= from && event.timestamp() < to) {
                    kafka.send(record(event, topics, partition));
                }
            }
        }
        kafka.flush();
    }

    /** All records of each partition; drawing them takes longer than sending them. */
    private static List<List<SimulatedRecord>> events() {
        Simulator simulator = new Simulator(SCENARIO);
        List<List<SimulatedRecord>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<SimulatedRecord> events = new ArrayList<>();
            simulator.events(partition, PARTITIONS).forEachRemaining(events::add);
            partitions.add(events);
        }
        return partitions;
    }

    private static ProducerRecord<byte[], byte[]> record(
            SimulatedRecord event, Topics topics, int partition) {
        return new ProducerRecord<>(
                event.stream() == SimulatedRecord.Stream.PREDICTION
                        ? topics.predictions()
                        : topics.feedback(),
                partition,
                event.timestamp(),
                event.key().getBytes(StandardCharsets.UTF_8),
                event.value());
    }
}
