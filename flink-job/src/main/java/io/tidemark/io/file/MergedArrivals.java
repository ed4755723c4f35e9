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
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions and feedback from two files as one stream, merged by event time; of each file every
 * {@code of}-th line. A line that cannot be read stands where its file has it, and so does one
 * without a time. There are no Kafka records here, so event time stands for the record's time.
 *
 * <p>The lines of others are not parsed, unless one of ours needs the time of what came before it.
 */
final class MergedArrivals implements Closeable {
    private final EventLimits limits = EventLimits.defaults();
    private final PredictionDecoder predictionDecoder =
            new PredictionDecoder(limits, EventTimeBounds.any());
    private final FeedbackDecoder feedbackDecoder =
            new FeedbackDecoder(limits, EventTimeBounds.any());
    private final Input predictions;
    private final Input feedback;
    private final int index;
    private final int of;

    /**
     * @param feedbackFile null when there is none
     * @param index of the first line that is ours, of each file
     * @param of every so-many-th line from there on is
     */
    MergedArrivals(Path predictionFile, Path feedbackFile, int index, int of) throws IOException {
        this.index = index;
        this.of = of;
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
        private final List<byte[]> passed = new ArrayList<>();
        private Arrival head;
        private long line;
        private long lastTime;

        Input(Path file, boolean isFeedback) throws IOException {
            this.lines = new LineReader(file, limits.maxBytes());
            this.name = file.getFileName().toString();
            this.isFeedback = isFeedback;
            this.lastTime = firstTime(file);
        }

        /** Stands for the time of the lines before the first that has one. */
        private long firstTime(Path file) throws IOException {
            try (LineReader first = new LineReader(file, limits.maxBytes())) {
                for (byte[] bytes = first.next(); bytes != null; bytes = first.next()) {
                    Arrival arrival = decodeWithTime(bytes);
                    if (arrival != null) {
                        return arrival.timestamp();
                    }
                }
                return 0;
            }
        }

        Arrival head() throws IOException {
            while (head == null) {
                byte[] bytes = lines.next();
                if (bytes == null) {
                    return null;
                }
                if (line % of == index) {
                    head = decode(bytes);
                } else {
                    passed.add(bytes);
                }
                line++;
            }
            return head;
        }

        void take() {
            head = null;
        }

        private Arrival decode(byte[] bytes) {
            Arrival arrival = decodeWithTime(bytes);
            if (arrival == null) {
                for (byte[] before : passed) {
                    Arrival other = decodeWithTime(before);
                    lastTime = other == null ? lastTime : other.timestamp();
                }
                try {
                    arrival = decode(bytes, lastTime);
                } catch (RejectedEvent e) {
                    DeadLetter dead =
                            DeadLetter.of(e, null, bytes, DeadLetter.DEFAULT_VALUE_LIMIT)
                                    .from(name, 0, line, lastTime);
                    arrival = Arrival.of(dead, lastTime);
                }
            }
            passed.clear();
            lastTime = arrival.timestamp();
            return arrival;
        }

        /** Null: not an event, or one without a time of its own. */
        private Arrival decodeWithTime(byte[] bytes) {
            try {
                Arrival arrival = decode(bytes, PredictionDecoder.NO_TIMESTAMP);
                arrival.recordTimestamp = arrival.timestamp();
                return arrival;
            } catch (RejectedEvent e) {
                return null;
            }
        }

        private Arrival decode(byte[] bytes, long recordTime) throws RejectedEvent {
            return isFeedback
                    ? Arrival.of(feedbackDecoder.decode(bytes, recordTime), recordTime)
                    : Arrival.of(predictionDecoder.decode(bytes, recordTime), recordTime);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
