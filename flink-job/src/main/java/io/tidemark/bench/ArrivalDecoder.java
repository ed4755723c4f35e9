/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.event.Arrival;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.event.FeedbackDecoder;
import io.tidemark.event.PredictionDecoder;
import io.tidemark.event.RejectedEvent;

/** The job's own decoders. */
final class ArrivalDecoder implements RecordDecoder<Arrival> {
    private static final long serialVersionUID = 1L;

    private transient PredictionDecoder predictions;
    private transient FeedbackDecoder labels;

    @Override
    public void open() {
        predictions = new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.live());
        labels = new FeedbackDecoder(EventLimits.defaults(), EventTimeBounds.live());
    }

    @Override
    public Arrival prediction(byte[] record, long recordTimestamp) throws RejectedEvent {
        return Arrival.of(predictions.decode(record, recordTimestamp), recordTimestamp);
    }

    @Override
    public Arrival label(byte[] record, long recordTimestamp) throws RejectedEvent {
        return Arrival.of(labels.decode(record, recordTimestamp), recordTimestamp);
    }
}
