/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.result.AlertEvent;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The job's sources and sinks on Kafka. */
public final class KafkaEndpoints {
    private final KafkaSettings settings;

    public KafkaEndpoints(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Prediction events of a topic. */
    public KafkaSource<Arrival> predictions(
            String topic, EventLimits limits, EventTimeBounds bounds) {
        return source(topic, "predictions", new PredictionRecordDeserializer(limits, bounds));
    }

    /** Feedback events of a topic. */
    public KafkaSource<Arrival> feedback(String topic, EventLimits limits, EventTimeBounds bounds) {
        return source(topic, "feedback", new FeedbackRecordDeserializer(limits, bounds));
    }

    /**
     * Alerts into a topic: at least once, so that an alert need not wait for a checkpoint and a
     * repeat has the same id, unless the settings ask for transactions.
     */
    public KafkaSink<AlertEvent> alerts(String topic) {
        KafkaSinkBuilder<AlertEvent> sink = sink("alerts", new AlertSerializer(topic));
        if (settings.alertTransactionTimeoutMillis() > 0) {
            sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(settings.groupId() + "-alerts")
                    .setProperty(
                            "transaction.timeout.ms",
                            String.valueOf(settings.alertTransactionTimeoutMillis()));
        }
        return sink.build();
    }

    /** Dead letters into a topic, at least once. */
    public KafkaSink<DeadLetter> deadLetters(String topic) {
        return sink("dead-letters", new DeadLetterSerializer(topic)).build();
    }

    private KafkaSource<Arrival> source(
            String topic, String role, ArrivalDeserializer deserializer) {
        KafkaSourceBuilder<Arrival> source =
                KafkaSource.<Arrival>builder()
                        .setBootstrapServers(settings.bootstrapServers())
                        .setTopics(topic)
                        .setGroupId(settings.groupId())
                        .setClientIdPrefix(settings.groupId() + "-" + role)
                        .setStartingOffsets(startingOffsets())
                        .setProperties(clientProperties())
                        .setDeserializer(deserializer);
        if (settings.isBounded()) {
            source.setBounded(OffsetsInitializer.latest());
        } else {
            source.setProperty(
                    "partition.discovery.interval.ms",
                    String.valueOf(settings.partitionDiscoveryMillis()));
        }
        return source.build();
    }

    private <T> KafkaSinkBuilder<T> sink(
            String role, KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setProperty("client.id", settings.groupId() + "-" + role)
                .setKafkaProducerConfig(clientProperties())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer);
    }

    // Kafka deprecates the strategy's type, the connector has no other
    @SuppressWarnings("deprecation")
    private OffsetsInitializer startingOffsets() {
        return switch (settings.start()) {
            case COMMITTED_OR_EARLIEST ->
                    OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case COMMITTED_OR_LATEST ->
                    OffsetsInitializer.committedOffsets(OffsetResetStrategy.LATEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }

    private Properties clientProperties() {
        Properties properties = new Properties();
        settings.clientProperties().forEach(properties::setProperty);
        return properties;
    }
}
