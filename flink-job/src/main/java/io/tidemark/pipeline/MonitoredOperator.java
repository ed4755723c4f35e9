/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorUpdate;
import io.tidemark.monitor.Monitors;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyed operator that knows the monitors and never forgets how far event time has come.
 *
 * <p>The first input is keyed data, the second the broadcast monitor updates. Time comes from the
 * data alone: a silent or finished control stream neither holds the clock back nor moves it. The
 * watermark is kept in operator state (union list, the minimum on restore), because checkpoints
 * hold none: an operator that starts at the beginning of time again takes closed windows for new
 * ones and overwrites good rows with partial ones.
 */
abstract class MonitoredOperator<K, I, O> extends AbstractStreamOperator<O>
        implements TwoInputStreamOperator<I, MonitorUpdate, O>, Triggerable<K, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(MonitoredOperator.class);

    // configuration
    private final Monitors monitors;

    // checkpointed
    private transient ListState<Long> watermarkState;
    private transient ListState<MonitorUpdate> updateState;

    // transient
    private transient Counter foreignParts;
    private transient Counter refusedUpdates;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient long watermark;

    MonitoredOperator(Monitors monitors) {
        this.monitors = monitors;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarkState =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(OperatorIds.WATERMARK_STATE, Types.LONG));
        updateState =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        OperatorIds.MONITOR_STATE,
                                        TypeInformation.of(MonitorUpdate.class)));
        watermark = Long.MIN_VALUE;
        if (context.isRestored()) {
            long minimum = Long.MAX_VALUE;
            for (long restored : watermarkState.get()) {
                minimum = Math.min(minimum, restored);
            }
            watermark = minimum == Long.MAX_VALUE ? Long.MIN_VALUE : minimum;
            MonitorUpdates.restore(monitors, updateState, isKeeper());
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers =
                getInternalTimerService(OperatorIds.TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        foreignParts = getMetricGroup().counter("foreignParts");
        refusedUpdates = getMetricGroup().counter("refusedUpdates");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        watermarkState.update(List.of(watermark));
    }

    /** What cannot be used is counted (metric {@code refusedUpdates}); what is in force stays. */
    @Override
    public final void processElement2(StreamRecord<MonitorUpdate> record) throws Exception {
        MonitorUpdate update = record.getValue();
        try {
            if (monitors.apply(update) && isKeeper()) {
                updateState.add(update);
            }
        } catch (InvalidSpec bad) {
            refusedUpdates.inc();
            MonitorUpdates.refused(update, bad);
        }
    }

    /** One subtask keeps the updates for all. */
    private boolean isKeeper() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }

    /**
     * The restored watermark counts until the stream has caught up with it; while a replay is
     * behind it, time stands still here and nothing is let through that would go back.
     */
    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        watermark = Math.max(watermark, mark.getTimestamp());
        processWatermark(new Watermark(watermark));
    }

    @Override
    public final void processWatermark2(Watermark mark) {}

    /**
     * Idleness ends here. What leaves this operator leaves before the watermark that completes it;
     * were one of its subtasks idle downstream, the next operator would take the other's watermark
     * for all and close windows before this one's part has come.
     */
    @Override
    protected final void processWatermarkStatus(WatermarkStatus status, int index) {}

    @Override
    public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) {
        throw new IllegalStateException("registers no processing-time timers");
    }

    /**
     * Counts a part of the state that is laid out for another reference or other kinds than the
     * monitor's, and says so once: it counts as absent.
     */
    final void countForeign(String modelId) {
        if (foreignParts.getCount() == 0) {
            LOG.warn(
                    "State of model {} was made under another reference or other feature kinds;"
                            + " what it held of open windows is left out, new data start anew."
                            + " The counter foreignParts goes on.",
                    modelId);
        }
        foreignParts.inc();
    }

    final Monitors monitors() {
        return monitors;
    }

    /** The monitor in force for a model. */
    final Monitor monitor(String modelId) {
        return monitors.monitor(modelId, Long.MAX_VALUE);
    }

    /** How far event time has come, restores included. */
    final long watermark() {
        return watermark;
    }

    /**
     * Wakes the current key when the watermark reaches {@code time}; at the next watermark when it
     * already has.
     */
    final void wakeAt(long time) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    }

    /** Takes back {@link #wakeAt}. */
    final void forgetWakeAt(long time) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
    }
}
