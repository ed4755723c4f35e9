/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import io.tidemark.event.Arrival;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.event.FeedbackDecoder;
import io.tidemark.event.RejectedEvent;
import org.apache.flink.api.common.serialization.DeserializationSchema;

/** Reads records of the feedback topic. */
public final class FeedbackRecordDeserializer extends ArrivalDeserializer {
    private static final long serialVersionUID = 1L;

    private final EventLimits limits;
    private final EventTimeBounds bounds;

    private transient FeedbackDecoder decoder;

    public FeedbackRecordDeserializer(EventLimits limits, EventTimeBounds bounds) {
        this.limits = limits;
        this.bounds = bounds;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new FeedbackDecoder(limits, bounds);
    }

    @Override
    Arrival decode(byte[] value, long recordTimestamp) throws RejectedEvent {
        return Arrival.of(decoder.decode(value, recordTimestamp), recordTimestamp);
    }
}
