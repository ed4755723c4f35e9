/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Kafka broker. The {@link #shared} one lives as long as the JVM, and tests keep apart by
 * topics of their own; an {@link #ownEmbedded} one is for tests that stop it.
 */
public final class RealKafka implements BeforeAllCallback, AfterAllCallback {
    /** Room for records that are too large to be events. */
    private static final int LARGEST_REQUEST = 4 << 20;

    private final boolean isOwn;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private KafkaBroker broker;
    private KafkaProducer<byte[], byte[]> producer;

    private RealKafka(boolean isOwn) {
        this.isOwn = isOwn;
    }

    /** The broker that all test classes of this JVM share. */
    public static RealKafka shared() {
        return new RealKafka(false);
    }

    /** An embedded broker for this class alone, whatever the backing of the others. */
    public static RealKafka ownEmbedded() {
        return new RealKafka(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        broker =
                isOwn
                        ? KafkaBroker.start(Backing.EMBEDDED)
                        : context.getRoot()
                                .getStore(Namespace.create(RealKafka.class))
                                .getOrComputeIfAbsent(
                                        "broker", key -> startShared(), KafkaBroker.class);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers(),
                                "linger.ms",
                                "5",
                                "max.request.size",
                                String.valueOf(LARGEST_REQUEST)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    private static KafkaBroker startShared() {
        try {
            return KafkaBroker.start(Backing.choose());
        } catch (IOException e) {
            throw new IllegalStateException("Kafka does not start", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        producer.close(Duration.ofSeconds(5));
        if (isOwn) {
            broker.close();
        }
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The broker itself, to be stopped and started; only of one that is {@link #ownEmbedded}. */
    public EmbeddedKafka embedded() {
        if (isOwn && broker instanceof KafkaBroker.Embedded embedded) {
            return embedded.kafka();
        }
        throw new IllegalStateException("a shared broker is not for faults");
    }

    /** Creates a topic of a name that nobody else has, and returns the name. */
    public String newTopic(String name, int partitions) throws Exception {
        return newTopic(name, partitions, Map.of());
    }

    /** The same with settings of its own. */
    public String newTopic(String name, int partitions, Map<String, String> configuration)
            throws Exception {
        String unique = name + "-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            NewTopic topic = new NewTopic(unique, partitions, (short) 1).configs(configuration);
            admin.createTopics(List.of(topic)).all().get();
        }
        return unique;
    }

    /** Sends without waiting; {@link #flush} waits. */
    public void send(String topic, String key, String value) {
        send(
                new ProducerRecord<>(
                        topic,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends without waiting; {@link #flush} waits. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    /** Waits until everything sent has arrived. */
    public void flush() throws ExecutionException, InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
        sent.clear();
    }

    /** Everything committed that the topic holds now, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic)
            throws ExecutionException, InterruptedException {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
