/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.performance.LabelSampling;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * PROFILE: folds every prediction in place, before any shuffle, and sends what it folded when the
 * watermark closes a pane, when it holds too much, before each checkpoint barrier, after a while
 * without a flush, and at the end of input. Whatever came before a barrier has left before it, so
 * it checkpoints no data and loses none.
 *
 * <p>It has one input, so that Flink chains it to the event source. Monitor updates cannot come as
 * a second one: a plain two-input operator cuts the chain, and the sources that a multiple-input
 * operator takes into its chain are left out of every checkpoint (Flink 2.2: their operator ids are
 * not among those of the job vertex), which loses a Kafka source's splits in the first restart.
 */
final class ProfileOperator extends AbstractStreamOperator<PanePartial>
        implements OneInputStreamOperator<Arrival, PanePartial> {
    private static final long serialVersionUID = 1;

    // configuration
    private final Monitors monitors;
    private final ProfileSettings settings;

    // transient
    private transient PaneProfiler profiler;
    private transient OutcomeCounter outcomes;
    private transient Emitter emitter;
    private transient StreamRecord<JoinInput> joinRecord;
    private transient long watermark;

    ProfileOperator(Monitors monitors, ProfileSettings settings) {
        this.monitors = monitors;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        outcomes = new OutcomeCounter();
        profiler = new PaneProfiler(monitors, settings.modelCap(), outcomes);
        emitter = new Emitter();
        joinRecord = new StreamRecord<>(null);
        watermark = Long.MIN_VALUE;
        scheduleFlush();
    }

    /** A quiet topic does not sit on its last events: they leave although no watermark comes. */
    @SuppressWarnings("FutureReturnValueIgnored") // the timer ends with its task
    private void scheduleFlush() {
        long next = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService()
                .registerTimer(
                        next + settings.flushIntervalMillis(),
                        now -> {
                            flushAll();
                            scheduleFlush();
                        });
    }

    @Override
    public void processElement(StreamRecord<Arrival> record) {
        process(record.getValue(), record.getTimestamp());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        profiler.flushThrough(mark.getTimestamp(), emitter);
        flushOutcomes();
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    private void process(Arrival arrival, long timestamp) {
        if (arrival.prediction != null) {
            String[] segments = profiler.add(arrival.prediction, arrival.recordTimestamp);
            if (segments != null && settings.isJoinOn()) {
                project(arrival.prediction, segments, arrival.recordTimestamp, timestamp);
            }
            if (profiler.size() >= settings.profileCap()) {
                flushAll();
            }
        } else if (arrival.feedback != null) {
            if (settings.isJoinOn()
                    && LabelSampling.keeps(
                            arrival.feedback.predictionId,
                            AnyModelRules.sample(monitors, arrival.feedback.modelId))) {
                JoinInput label = JoinInput.ofFeedback(arrival.feedback, arrival.recordTimestamp);
                output.collect(SideOutputs.JOIN_INPUT, joinRecord.replace(label, timestamp));
            }
        } else {
            DeadLetter dead = arrival.deadLetter;
            String model = monitors.declares(dead.modelId) ? dead.modelId : null;
            outcomes.add(model, dead.recordTimestamp, dead.reason, 1);
            output.collect(SideOutputs.DEAD_LETTERS, new StreamRecord<>(dead, timestamp));
        }
    }

    /** What the label join needs of a prediction; a request that failed has none. */
    private void project(
            PredictionEvent event, String[] segments, long recordTime, long timestamp) {
        Monitor monitor = monitors.monitor(event.modelId, Long.MAX_VALUE);
        if (!event.isError
                && LabelSampling.keeps(event.predictionId, monitor.spec().labels().sample())) {
            JoinInput prediction = JoinInput.ofPrediction(event, segments, recordTime);
            output.collect(SideOutputs.JOIN_INPUT, joinRecord.replace(prediction, timestamp));
        }
    }

    private void flushAll() {
        profiler.flush(emitter);
        flushOutcomes();
    }

    private void flushOutcomes() {
        outcomes.flush(delta -> output.collect(SideOutputs.OUTCOMES, new StreamRecord<>(delta)));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flushAll();
    }

    @Override
    public void finish() throws Exception {
        flushAll();
        super.finish();
    }

    /**
     * Sends partials with the watermark that they follow, so that WINDOWS can tell when all that
     * was sent along with them has come; and a sign of life for their model.
     */
    private final class Emitter implements PaneProfiler.Output {
        private final StreamRecord<PanePartial> record = new StreamRecord<>(null);

        @Override
        public void partial(PanePartial partial) {
            record.replace(partial, watermark);
            if (partial.feature().equals(PanePartial.EVENTS)) {
                output.collect(SideOutputs.EVENT_PARTIALS, record);
            } else {
                output.collect(record);
            }
        }

        @Override
        public void signOfLife(String modelId, String modelVersion, long time) {
            output.collect(
                    SideOutputs.RULE_INPUT,
                    new StreamRecord<>(RuleInput.signOfLife(modelId, modelVersion, time), time));
        }
    }
}
