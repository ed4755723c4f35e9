/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.performance.JoinChanges;
import io.tidemark.performance.JoinEntry;
import io.tidemark.performance.JoinOutcome;
import io.tidemark.performance.LabelJoin;
import io.tidemark.performance.PredictionChange;
import io.tidemark.performance.PredictionSlot;
import io.tidemark.performance.TallyChange;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * JOIN: predictions and labels of one prediction id, in either order; {@link LabelJoin} has the
 * rules.
 *
 * <p>An entry stays for as long as a label could still count or correct, by one event-time timer; a
 * prediction that is older than the watermark less the allowed lateness is refused as late, so that
 * an entry that has ended cannot come back.
 */
final class JoinOperator extends MonitoredOperator<Tuple2<Long, Long>, JoinInput, JoinOutput> {
    private static final long serialVersionUID = 1;
    private static final Set<JoinOutcome.Code> AMONG_LABELS =
            Set.of(JoinOutcome.Code.LABEL_DUPLICATE, JoinOutcome.Code.LABEL_CONFLICTING);

    // checkpointed
    private transient ValueState<JoinEntry> entryState;

    // transient
    private transient LabelJoin join;

    JoinOperator(Monitors monitors) {
        super(monitors);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        entryState =
                context.getKeyedStateStore()
                        .getState(
                                new ValueStateDescriptor<>(
                                        OperatorIds.JOIN_STATE,
                                        TypeInformation.of(JoinEntry.class)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        join =
                new LabelJoin(
                        (model, time) -> monitor(model).labelRules(), AnyModelRules.of(monitors()));
    }

    @Override
    public void processElement1(StreamRecord<JoinInput> record) throws Exception {
        JoinInput input = record.getValue();
        if (input.prediction() != null && isLate(input.prediction())) {
            output.collect(
                    SideOutputs.OUTCOMES,
                    new StreamRecord<>(
                            new OutcomeDelta(
                                    input.prediction().modelId,
                                    OutcomeDelta.hourOf(input.prediction().recordTimestamp),
                                    OutcomeDelta.LATE_FOR_LABELS,
                                    1)));
            return;
        }
        JoinEntry entry = entryState.value();
        if (entry == null) {
            entry = new JoinEntry();
        }
        boolean isPrediction = input.prediction() != null;
        emit(
                isPrediction
                        ? join.onPrediction(entry, input.prediction())
                        : join.onLabel(entry, input.label()),
                isPrediction ? List.of(input.prediction()) : entry.predictions);
        keep(entry);
    }

    private boolean isLate(PredictionSlot prediction) {
        Monitor monitor = monitor(prediction.modelId);
        return prediction.timestamp + monitor.allowedLatenessMillis() <= watermark();
    }

    /** Remembers the entry until its end, with just one timer. */
    private void keep(JoinEntry entry) throws Exception {
        long end = join.endsAt(entry);
        if (end != entry.timerMillis) {
            if (entry.timerMillis != JoinEntry.NO_TIMER) {
                forgetWakeAt(entry.timerMillis);
            }
            entry.timerMillis = end;
            wakeAt(end);
        }
        entryState.update(entry);
    }

    @Override
    public void onEventTime(InternalTimer<Tuple2<Long, Long>, VoidNamespace> timer)
            throws Exception {
        JoinEntry entry = entryState.value();
        if (entry == null) {
            return;
        }
        if (join.endsAt(entry) > timer.getTimestamp()) {
            // the monitor has become more patient since
            keep(entry);
            return;
        }
        emit(join.onEnd(entry), entry.predictions);
        entryState.clear();
    }

    /**
     * @param watched predictions that PROFILE let through: their models are watched
     */
    private void emit(JoinChanges changes, List<PredictionSlot> watched) {
        for (PredictionChange prediction : changes.predictions()) {
            output.collect(new StreamRecord<>(new JoinOutput(null, prediction, null)));
        }
        for (TallyChange tally : changes.tallies()) {
            output.collect(new StreamRecord<>(new JoinOutput(tally, null, null)));
        }
        for (JoinOutcome outcome : changes.outcomes()) {
            output.collect(new StreamRecord<>(new JoinOutput(null, null, named(outcome, watched))));
        }
    }

    /**
     * Anybody can send a label: a model that only labels name has no rows of its own, nor has what
     * labels do among themselves, with or without a prediction.
     */
    private JoinOutcome named(JoinOutcome outcome, List<PredictionSlot> watched) {
        boolean isWatched = monitors().declares(outcome.modelId());
        for (PredictionSlot prediction : watched) {
            isWatched |=
                    prediction.modelId.equals(outcome.modelId())
                            && !AMONG_LABELS.contains(outcome.code());
        }
        return isWatched
                ? outcome
                : new JoinOutcome(null, outcome.code(), outcome.recordTimestamp(), outcome.count());
    }
}
