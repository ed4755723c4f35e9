/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.simulation.Scenario;
import io.tidemark.simulation.SimulatedRecord;
import io.tidemark.simulation.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays a scenario into Kafka, faster than life: one ordered producer a partition, each at its own
 * share of the events, all at the same simulated time, so that reading makes no event late.
 */
final class DemoPlayback implements AutoCloseable {
    static final int PARTITIONS = 2;
    private static final long STEP_MILLIS = 20;

    private final Scenario scenario;
    private final String bootstrapServers;
    private final String predictions;
    private final String feedback;
    private final long durationNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong newest;
    private volatile RuntimeException failure;

    /**
     * @param durationMillis how long the whole scenario takes
     */
    DemoPlayback(
            Scenario scenario,
            String bootstrapServers,
            String predictions,
            String feedback,
            long durationMillis) {
        this.scenario = scenario;
        this.bootstrapServers = bootstrapServers;
        this.predictions = predictions;
        this.feedback = feedback;
        this.durationNanos = durationMillis * 1_000_000;
        this.newest = new AtomicLong(scenario.startMillis());
    }

    void start() {
        long startNanos = System.nanoTime();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int own = partition;
            Thread thread = new Thread(() -> play(own, startNanos), "demo-producer-" + partition);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    private void play(int partition, long startNanos) {
        Iterator<SimulatedRecord> events = new Simulator(scenario).events(partition, PARTITIONS);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (events.hasNext() && !Thread.currentThread().isInterrupted()) {
                SimulatedRecord event = events.next();
                awaitTurn(event.timestamp(), startNanos);
                boolean isPrediction = event.stream() == SimulatedRecord.Stream.PREDICTION;
                producer.send(
                        new ProducerRecord<>(
                                isPrediction ? predictions : feedback,
                                partition,
                                event.timestamp(),
                                event.key().getBytes(StandardCharsets.UTF_8),
                                event.value()),
                        (sentTo, error) -> noteFailure(error));
                sent.incrementAndGet();
                newest.accumulateAndGet(event.timestamp(), Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void noteFailure(Exception error) {
        if (error != null) {
            failure = new CommandFailedException("Kafka does not take events", error);
        }
    }

    /** Simulated time runs evenly over the duration. */
    private void awaitTurn(long timestamp, long startNanos) throws InterruptedException {
        double share =
                (double) (timestamp - scenario.startMillis())
                        / (scenario.endMillis() - scenario.startMillis());
        long dueMillis =
                ((long) (share * durationNanos) - (System.nanoTime() - startNanos)) / 1_000_000;
        if (dueMillis > STEP_MILLIS) {
            Thread.sleep(dueMillis);
        }
    }

    boolean isDone() {
        if (failure != null) {
            throw new CommandFailedException("the simulated traffic stopped", failure);
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** Records sent so far. */
    long sent() {
        return sent.get();
    }

    /** Simulated time of the newest event sent. */
    long newestMillis() {
        return newest.get();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
