/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.DeadLetterReason;
import io.tidemark.event.PredictionDecoder;
import io.tidemark.event.RejectedEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A Kafka record as an arrival: every record gives exactly one, and none stops the job. What is no
 * event becomes a dead letter that knows where it came from.
 */
public abstract sealed class ArrivalDeserializer
        implements KafkaRecordDeserializationSchema<Arrival>
        permits PredictionRecordDeserializer, FeedbackRecordDeserializer {
    private static final long serialVersionUID = 1L;

    /** Decodes a value, null for a tombstone; the timestamp may be NO_TIMESTAMP. */
    abstract Arrival decode(byte[] value, long recordTimestamp) throws RejectedEvent;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
        long timestamp =
                record.timestamp() < 0 ? PredictionDecoder.NO_TIMESTAMP : record.timestamp();
        Arrival arrival;
        try {
            arrival = decode(record.value(), timestamp);
        } catch (RejectedEvent e) {
            arrival = deadLetter(e, record);
        } catch (RuntimeException e) {
            // a defect of the decoder must not become an endless restart on one record
            arrival =
                    deadLetter(
                            new RejectedEvent(
                                    DeadLetterReason.MALFORMED, "the decoder failed: " + e, null),
                            record);
        }
        out.collect(arrival);
    }

    private static Arrival deadLetter(
            RejectedEvent rejected, ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter =
                DeadLetter.of(
                                rejected,
                                record.key(),
                                record.value(),
                                DeadLetter.DEFAULT_VALUE_LIMIT)
                        .from(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.timestamp());
        return Arrival.of(letter, record.timestamp());
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
        return TypeInformation.of(Arrival.class);
    }
}
