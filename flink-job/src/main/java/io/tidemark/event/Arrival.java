/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/** What one record turned out to be: exactly one of the three is not null. A POJO. */
public final class Arrival {
    public PredictionEvent prediction;
    public FeedbackEvent feedback;
    public DeadLetter deadLetter;

    /** The record's own timestamp, epoch milliseconds. */
    public long recordTimestamp;

    public Arrival() {}

    public static Arrival of(PredictionEvent prediction, long recordTimestamp) {
        Arrival arrival = new Arrival();
        arrival.prediction = prediction;
        arrival.recordTimestamp = recordTimestamp;
        return arrival;
    }

    public static Arrival of(FeedbackEvent feedback, long recordTimestamp) {
        Arrival arrival = new Arrival();
        arrival.feedback = feedback;
        arrival.recordTimestamp = recordTimestamp;
        return arrival;
    }

    public static Arrival of(DeadLetter deadLetter, long recordTimestamp) {
        Arrival arrival = new Arrival();
        arrival.deadLetter = deadLetter;
        arrival.recordTimestamp = recordTimestamp;
        return arrival;
    }

    /** Event time, epoch milliseconds; a dead letter has that of its record. */
    public long timestamp() {
        if (prediction != null) {
            return prediction.timestamp;
        }
        return feedback != null ? feedback.timestamp : recordTimestamp;
    }
}
