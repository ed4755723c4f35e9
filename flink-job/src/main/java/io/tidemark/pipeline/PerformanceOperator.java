/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.drift.NullDistributions;
import io.tidemark.monitor.Durations;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.WindowPlan;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyLayout;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * PERFORMANCE: the tallies of a (model, version) by pane of the prediction's time, merged into its
 * windows; a label that comes 30 days late corrects the row of the day that it speaks of.
 *
 * <p>Tallies of a label pane are held back until the watermark has passed its end, so that what the
 * rules see are revisions in event time and not accidents of flushing. A window's rows are written
 * when it closes and after each label pane that changes it, and a last time, as final, when no
 * label can change it any more; then its panes are freed.
 */
final class PerformanceOperator extends MonitoredOperator<String, TallyPartial, Upsert> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    // configuration
    private final int generation;

    // checkpointed
    private transient MapState<Long, Boolean> labelPanes;
    private transient InferredTask task;

    // transient
    private transient PerformanceReferences references;
    private transient NullDistributions nulls;

    PerformanceOperator(Monitors monitors, int generation) {
        super(monitors);
        this.generation = generation;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        labelPanes =
                context.getKeyedStateStore()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        OperatorIds.LABEL_PANES_STATE, Types.LONG, Types.BOOLEAN));
        task = new InferredTask(context.getKeyedStateStore());
        references = new PerformanceReferences();
        nulls = new NullDistributions();
    }

    /** Tallies of one pane of label time that is not over, by place. */
    private MapState<String, byte[]> held(long labelPane) throws Exception {
        return tallies(OperatorIds.HELD_TALLIES_STATE, Long.toString(labelPane));
    }

    /** Tallies of one pane of prediction time, by segment and label name. */
    private MapState<String, byte[]> pane(int tier, long pane) throws Exception {
        return tallies(OperatorIds.TALLIES_STATE, tier + String.valueOf(AT) + pane);
    }

    private MapState<String, byte[]> tallies(String state, String namespace) throws Exception {
        return getPartitionedState(
                namespace,
                StringSerializer.INSTANCE,
                new MapStateDescriptor<>(
                        state,
                        Types.STRING,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    // ---------------------------------------------------------------- tallies

    @Override
    public void processElement1(StreamRecord<TallyPartial> record) throws Exception {
        TallyPartial partial = record.getValue();
        Monitor monitor = monitor(partial.modelId());
        String place =
                StreamKeys.of(
                        partial.segment(),
                        partial.labelName(),
                        Long.toString(partial.predictionPane()));
        add(monitor, held(partial.labelPane()), place, partial.tally());
        labelPanes.put(partial.labelPane(), true);
        long labelPaneEnd = partial.labelPane() + monitor.performanceWindows().paneMillis();
        // what is due at the watermark itself has been done: a window is not made final twice
        wakeAt(Math.max(labelPaneEnd - 1, watermark() + 1));
    }

    /** What was laid out for another task or reference is left out, and new tallies replace it. */
    private void add(Monitor monitor, MapState<String, byte[]> tallies, String place, byte[] more)
            throws Exception {
        if (!isReadable(monitor, more)) {
            return;
        }
        byte[] before = tallies.get(place);
        if (before == null || !isReadable(monitor, before)) {
            tallies.put(place, more);
        } else {
            Tally sum = Tally.fromBytes(monitor.tallyLayout(), before);
            sum.merge(more);
            tallies.put(place, sum.toBytes());
        }
    }

    private boolean isReadable(Monitor monitor, byte[] tally) {
        boolean isReadable = Tally.fits(monitor.tallyLayout(), tally);
        if (!isReadable) {
            countForeign(monitor.modelId());
        }
        return isReadable;
    }

    // ---------------------------------------------------------------- timers

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long end = timer.getTimestamp() + 1;
        String key = timer.getKey();
        Monitor monitor = monitor(key.substring(0, key.indexOf(StreamKeys.SEPARATOR)));
        WindowPlan plan = monitor.performanceWindows();
        SortedSet<DueWindow> due = new TreeSet<>();
        release(monitor, end, due);
        long finalEnd = end - finalAfterMillis(monitor);
        for (int tier = 0; tier < plan.tiers().size(); tier++) {
            for (WindowSpec window : plan.tiers().get(tier).windows()) {
                if (window.isWindowEnd(end)) {
                    due.add(new DueWindow(tier, window, end));
                    wakeForNext(plan, tier, window, end);
                }
                if (window.isWindowEnd(finalEnd)) {
                    due.add(new DueWindow(tier, window, finalEnd));
                }
            }
        }
        if (settleTask(monitor, due, end)) {
            due.addAll(closed(plan, finalEnd, end));
        }
        for (DueWindow window : due) {
            emit(monitor, key, window, finalEnd);
        }
        free(plan, finalEnd);
    }

    /**
     * Infers the task at the moment at which a first-window baseline may be fixed, from {@code
     * min_samples} labels; where a window becomes final before, from what there is.
     *
     * @return whether it has just been settled
     */
    private boolean settleTask(Monitor monitor, Set<DueWindow> due, long end) throws Exception {
        TallyLayout layout = monitor.tallyLayout();
        if (!task.isOpen(layout)) {
            return false;
        }
        long known = end - monitor.allowedLatenessMillis();
        boolean isLast = false;
        for (DueWindow window : due) {
            isLast |= window.end() <= end - finalAfterMillis(monitor) && holds(monitor, window);
        }
        boolean isMoment = Math.floorMod(known, taskWindowMillis(monitor)) == 0;
        return (isMoment && task.settle(layout, known, monitor.spec().minSamples()))
                || (isLast && task.settle(layout, known, 1));
    }

    private boolean holds(Monitor monitor, DueWindow due) throws Exception {
        long step = monitor.performanceWindows().tiers().get(due.tier()).paneMillis();
        for (long pane = due.start(); pane < due.end(); pane += step) {
            if (!pane(due.tier(), pane).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static long taskWindowMillis(Monitor monitor) {
        WindowSpec baseline = monitor.windows().baselineWindow();
        return baseline == null ? Durations.HOUR_MILLIS : baseline.sizeMillis();
    }

    /** The windows that are over and have had no rows as long as the task was not settled. */
    private static List<DueWindow> closed(WindowPlan plan, long finalEnd, long end) {
        List<DueWindow> closed = new ArrayList<>();
        for (int tier = 0; tier < plan.tiers().size(); tier++) {
            for (WindowSpec window : plan.tiers().get(tier).windows()) {
                long first =
                        window.isWindowEnd(finalEnd) ? finalEnd : window.firstWindowEnd(finalEnd);
                for (long over = first; over <= end; over += window.slideMillis()) {
                    closed.add(new DueWindow(tier, window, over));
                }
            }
        }
        return closed;
    }

    /** Lets the tallies of the label panes that are over into their panes of prediction time. */
    private void release(Monitor monitor, long end, Set<DueWindow> due) throws Exception {
        WindowPlan plan = monitor.performanceWindows();
        TreeSet<Long> over = new TreeSet<>();
        for (long labelPane : labelPanes.keys()) {
            if (labelPane + plan.paneMillis() <= end) {
                over.add(labelPane);
            }
        }
        for (long labelPane : over) {
            for (Map.Entry<String, byte[]> one : held(labelPane).entries()) {
                int pane = one.getKey().lastIndexOf(StreamKeys.SEPARATOR);
                String place = one.getKey().substring(0, pane);
                long predictionPane = Long.parseLong(one.getKey().substring(pane + 1));
                learnTask(monitor, labelPane + plan.paneMillis(), place, one.getValue(), end);
                for (int tier = 0; tier < plan.tiers().size(); tier++) {
                    let(monitor, tier, predictionPane, place, one.getValue(), end, due);
                }
            }
            held(labelPane).clear();
            labelPanes.remove(labelPane);
        }
    }

    private void learnTask(Monitor monitor, long labelPaneEnd, String place, byte[] tally, long end)
            throws Exception {
        TallyLayout layout = monitor.tallyLayout();
        if (place.equals(StreamKeys.of(Monitor.OVERALL, PerformanceWindow.DEFAULT_LABEL))
                && task.isOpen(layout)
                && isReadable(monitor, tally)) {
            task.add(layout, labelPaneEnd, tally);
            long window = taskWindowMillis(monitor);
            // the first moment after now at which all of the pane has come
            long lateness = monitor.allowedLatenessMillis();
            long known = Math.max(labelPaneEnd, end + 1 - lateness);
            wakeAt(-Math.floorDiv(-known, window) * window + lateness - 1);
        }
    }

    private void let(
            Monitor monitor,
            int tier,
            long predictionPane,
            String place,
            byte[] tally,
            long end,
            Set<DueWindow> due)
            throws Exception {
        WindowPlan.Tier panes = monitor.performanceWindows().tiers().get(tier);
        long pane = panes.paneStart(predictionPane);
        long finalEnd = end - finalAfterMillis(monitor);
        boolean isOpen = false;
        for (WindowSpec window : panes.windows()) {
            for (long windowEnd : window.windowEndsCovering(pane)) {
                if (windowEnd >= finalEnd) {
                    isOpen = true;
                    if (windowEnd < end) {
                        due.add(new DueWindow(tier, window, windowEnd));
                    } else if (windowEnd > end) {
                        wakeAt(windowEnd - 1);
                        break;
                    }
                }
            }
        }
        if (isOpen) {
            add(monitor, pane(tier, pane), place, tally);
            wakeAt(panes.lastWindowEnd(pane) - 1 + finalAfterMillis(monitor));
        }
    }

    private void wakeForNext(WindowPlan plan, int tier, WindowSpec window, long end)
            throws Exception {
        long paneMillis = plan.tiers().get(tier).paneMillis();
        long next = end + window.slideMillis();
        for (long pane = end - paneMillis; pane >= next - window.sizeMillis(); pane -= paneMillis) {
            if (!pane(tier, pane).isEmpty()) {
                wakeAt(next - 1);
                return;
            }
        }
    }

    /** Drops the panes whose last window has just become final. */
    private void free(WindowPlan plan, long finalEnd) throws Exception {
        for (int tier = 0; tier < plan.tiers().size(); tier++) {
            WindowPlan.Tier panes = plan.tiers().get(tier);
            for (WindowSpec window : panes.windows()) {
                if (window.isWindowEnd(finalEnd)) {
                    long start = window.windowStart(finalEnd);
                    for (long pane = start;
                            pane < start + window.slideMillis();
                            pane += panes.paneMillis()) {
                        if (panes.lastWindowEnd(pane) <= finalEnd) {
                            pane(tier, pane).clear();
                        }
                    }
                }
            }
        }
    }

    /**
     * How long after its end no label can change a window: the last one's pane must be over too.
     */
    private static long finalAfterMillis(Monitor monitor) {
        return monitor.spec().labels().horizonMillis()
                + monitor.allowedLatenessMillis()
                + monitor.performanceWindows().paneMillis();
    }

    // ---------------------------------------------------------------- rows

    private void emit(Monitor monitor, String key, DueWindow due, long finalEnd) throws Exception {
        PerformanceWindow tallies = new PerformanceWindow(monitor.tallyLayout());
        long step = monitor.performanceWindows().tiers().get(due.tier()).paneMillis();
        for (long pane = due.window().windowStart(due.end()); pane < due.end(); pane += step) {
            for (Map.Entry<String, byte[]> one : pane(due.tier(), pane).entries()) {
                int label = one.getKey().indexOf(StreamKeys.SEPARATOR);
                if (isReadable(monitor, one.getValue())) {
                    tallies.add(
                            one.getKey().substring(0, label),
                            one.getKey().substring(label + 1),
                            one.getValue());
                }
            }
        }
        int stage = due.end() <= finalEnd ? RowVersion.FINAL : RowVersion.OPEN;
        if (!tallies.isEmpty() && stage == RowVersion.OPEN) {
            wakeAt(due.end() - 1 + finalAfterMillis(monitor));
        }
        if (tallies.isEmpty() || task.isOpen(monitor.tallyLayout())) {
            return;
        }
        int separator = key.indexOf(StreamKeys.SEPARATOR);
        WindowKey overall =
                new WindowKey(
                        key.substring(0, separator),
                        key.substring(separator + 1),
                        Monitor.OVERALL,
                        due.window().name(),
                        due.window().windowStart(due.end()),
                        due.end());
        RowVersion version =
                new RowVersion(generation, monitor.spec().revision(), tallies.deliveries(), stage);
        PerformanceJudgement judgement =
                new PerformanceJudgement(
                        monitor, overall, tallies, task.value(), references, nulls);
        for (ResultRow row : judgement.rows(version)) {
            output.collect(new StreamRecord<>(Upsert.of(row)));
        }
        for (Condition condition : judgement.conditions()) {
            output.collect(SideOutputs.RULE_INPUT, new StreamRecord<>(RuleInput.of(condition)));
        }
    }
}
