/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.result.AlertEvent;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An alert as a Kafka record: the fingerprint as key, so that the transitions of one alert stay in
 * order and a compacted topic keeps the latest; the event's JSON as value.
 */
public final class AlertSerializer implements KafkaRecordSerializationSchema<AlertEvent> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    public AlertSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            AlertEvent alert, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic,
                alert.fingerprint().getBytes(StandardCharsets.UTF_8),
                alert.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
