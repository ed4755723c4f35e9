/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.event.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A dead letter as a Kafka record: the original key and value, and headers {@code reason}, {@code
 * detail}, {@code topic}, {@code partition}, {@code offset}; {@code truncated} and {@code
 * original_size} when the value was cut, {@code key_truncated} when the key was.
 */
public final class DeadLetterSerializer implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    // the whole record must stay below what brokers accept, whatever a producer sent
    private static final int MAX_KEY_BYTES = 64 * 1024;

    private final String topic;

    public DeadLetterSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        boolean isKeyCut = letter.key != null && letter.key.length > MAX_KEY_BYTES;
        byte[] key = isKeyCut ? Arrays.copyOf(letter.key, MAX_KEY_BYTES) : letter.key;
        // not the original's time: brokers refuse a record of which it is far ahead of theirs
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, null, key, letter.value);
        header(record, "reason", letter.reason);
        header(record, "detail", letter.detail);
        header(record, "topic", letter.topic);
        header(record, "partition", String.valueOf(letter.partition));
        header(record, "offset", String.valueOf(letter.offset));
        if (letter.isTruncated()) {
            header(record, "truncated", "true");
            header(record, "original_size", String.valueOf(letter.originalSize));
        }
        if (isKeyCut) {
            header(record, "key_truncated", "true");
        }
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
