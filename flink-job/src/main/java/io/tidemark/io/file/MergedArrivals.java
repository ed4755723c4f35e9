/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.event.FeedbackDecoder;
import io.tidemark.event.PredictionDecoder;
import io.tidemark.event.RejectedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Predictions and feedback from two files as one stream, merged by event time; a line that cannot
 * be read stands where its file has it. There are no Kafka records here, so event time stands for
 * the record's time.
 */
final class MergedArrivals implements Closeable {
    private final EventLimits limits = EventLimits.defaults();
    private final PredictionDecoder predictionDecoder =
            new PredictionDecoder(limits, EventTimeBounds.any());
    private final FeedbackDecoder feedbackDecoder =
            new FeedbackDecoder(limits, EventTimeBounds.any());
    private final Input predictions;
    private final Input feedback;

    /**
     * @param feedbackFile null when there is none
     */
    MergedArrivals(Path predictionFile, Path feedbackFile) throws IOException {
        this.predictions = new Input(predictionFile, false);
        try {
            this.feedback = feedbackFile == null ? null : new Input(feedbackFile, true);
        } catch (IOException e) {
            predictions.close();
            throw e;
        }
    }

    /** The next arrival, or null at the end; of equal times the prediction comes first. */
    Arrival next() throws IOException {
        Arrival prediction = predictions.head();
        Arrival label = feedback == null ? null : feedback.head();
        boolean isPredictionFirst =
                prediction != null
                        && (label == null || prediction.timestamp() <= label.timestamp());
        if (isPredictionFirst || label == null) {
            predictions.take();
            return prediction;
        }
        feedback.take();
        return label;
    }

    @Override
    public void close() throws IOException {
        try {
            predictions.close();
        } finally {
            if (feedback != null) {
                feedback.close();
            }
        }
    }

    private final class Input implements Closeable {
        private final LineReader lines;
        private final String name;
        private final boolean isFeedback;
        private Arrival head;
        private long line;
        private long lastTime;

        Input(Path file, boolean isFeedback) throws IOException {
            this.lines = new LineReader(file, limits.maxBytes());
            this.name = file.getFileName().toString();
            this.isFeedback = isFeedback;
        }

        Arrival head() throws IOException {
            if (head == null) {
                byte[] bytes = lines.next();
                if (bytes != null) {
                    head = decode(bytes);
                    line++;
                }
            }
            return head;
        }

        void take() {
            head = null;
        }

        private Arrival decode(byte[] bytes) {
            Arrival arrival = new Arrival();
            try {
                if (isFeedback) {
                    arrival.feedback = feedbackDecoder.decode(bytes, lastTime);
                    lastTime = arrival.feedback.timestamp;
                } else {
                    arrival.prediction = predictionDecoder.decode(bytes, lastTime);
                    lastTime = arrival.prediction.timestamp;
                }
            } catch (RejectedEvent e) {
                arrival.deadLetter =
                        DeadLetter.of(e, null, bytes, DeadLetter.DEFAULT_VALUE_LIMIT)
                                .from(name, 0, line, lastTime);
            }
            arrival.recordTimestamp = lastTime;
            return arrival;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
