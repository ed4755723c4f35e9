/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.WindowPlan;
import io.tidemark.performance.JoinOutcome;
import io.tidemark.performance.PredictionChange;
import io.tidemark.performance.PredictionSlot;
import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyChange;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * SCORE: tallies joined pairs in place, chained to JOIN, by pane of the prediction and pane of the
 * label. It sends a label pane's tallies when the watermark passes its end, when it holds too much,
 * before each barrier and at the end of input, and so checkpoints nothing.
 */
final class ScoreOperator extends AbstractStreamOperator<TallyPartial>
        implements OneInputStreamOperator<JoinOutput, TallyPartial> {
    private static final long serialVersionUID = 1;

    private record Place(
            String modelId,
            String modelVersion,
            String segment,
            String labelName,
            long predictionPane,
            long labelPane,
            long labelPaneEnd) {}

    // configuration
    private final Monitors monitors;
    private final int tallyCap;

    // transient
    private transient Map<Place, Tally> tallies;
    private transient OutcomeCounter outcomes;

    ScoreOperator(Monitors monitors, int tallyCap) {
        this.monitors = monitors;
        this.tallyCap = tallyCap;
    }

    @Override
    public void open() throws Exception {
        super.open();
        tallies = new HashMap<>();
        outcomes = new OutcomeCounter();
    }

    @Override
    public void processElement(StreamRecord<JoinOutput> record) {
        JoinOutput joined = record.getValue();
        if (joined.tally() != null) {
            TallyChange change = joined.tally();
            fold(
                    change.prediction(),
                    change.labelName(),
                    change.effectiveTimeMillis(),
                    tally -> tally.apply(change));
        } else if (joined.prediction() != null) {
            PredictionChange change = joined.prediction();
            fold(
                    change.prediction(),
                    TallyPartial.PREDICTIONS,
                    change.prediction().timestamp,
                    tally -> tally.apply(change));
        } else {
            JoinOutcome outcome = joined.outcome();
            outcomes.add(
                    outcome.modelId(),
                    outcome.recordTimestamp(),
                    outcome.code().code(),
                    outcome.count());
        }
        if (tallies.size() >= tallyCap) {
            flushThrough(Long.MAX_VALUE);
        }
    }

    private void fold(
            PredictionSlot prediction, String labelName, long knownAt, Consumer<Tally> change) {
        Monitor monitor = monitors.monitor(prediction.modelId, Long.MAX_VALUE);
        WindowPlan plan = monitor.performanceWindows();
        long predictionPane = plan.paneStart(prediction.timestamp);
        long labelPane = plan.paneStart(knownAt);
        fold(monitor, prediction, Monitor.OVERALL, labelName, predictionPane, labelPane, change);
        for (String segment : prediction.segments) {
            fold(monitor, prediction, segment, labelName, predictionPane, labelPane, change);
        }
    }

    private void fold(
            Monitor monitor,
            PredictionSlot prediction,
            String segment,
            String labelName,
            long predictionPane,
            long labelPane,
            Consumer<Tally> change) {
        Place place =
                new Place(
                        prediction.modelId,
                        prediction.modelVersion,
                        segment,
                        labelName,
                        predictionPane,
                        labelPane,
                        labelPane + monitor.performanceWindows().paneMillis());
        change.accept(tallies.computeIfAbsent(place, p -> new Tally(monitor.tallyLayout())));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flushThrough(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flushThrough(Long.MAX_VALUE);
    }

    @Override
    public void finish() throws Exception {
        flushThrough(Long.MAX_VALUE);
        super.finish();
    }

    private void flushThrough(long watermark) {
        for (Iterator<Map.Entry<Place, Tally>> held = tallies.entrySet().iterator();
                held.hasNext(); ) {
            Map.Entry<Place, Tally> one = held.next();
            Place place = one.getKey();
            if (place.labelPaneEnd - 1 <= watermark) {
                TallyPartial partial =
                        new TallyPartial(
                                place.modelId,
                                place.modelVersion,
                                place.segment,
                                place.labelName,
                                place.predictionPane,
                                place.labelPane,
                                one.getValue().toBytes());
                output.collect(new StreamRecord<>(partial, place.labelPane));
                held.remove();
            }
        }
        outcomes.flush(delta -> output.collect(SideOutputs.OUTCOMES, new StreamRecord<>(delta)));
    }
}
