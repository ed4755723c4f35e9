/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.drift.NullDistributions;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * WINDOWS: keeps each (model, version, segment, feature)'s panes and merges them into every window
 * of the monitor when it closes; the result leaves compared with its baseline.
 *
 * <p>One pane serves every window that covers it, and a value is stored once however many windows
 * overlap. Windows of a day and more read a second tier of coarser panes. {@link PaneSchedule} has
 * the arithmetic.
 *
 * <p>A partial carries the watermark that PROFILE had reached when it sent it. One whose windows
 * have closed by then waits for the first instant after that: when this operator's own watermark
 * comes to it, every other key's share of the same events has come too, on whichever subtask, so
 * that all fire their closed windows again at one time and DECIDE never judges half of a revision.
 * What comes for a window that is final is counted as late. A pane is freed when its last window is
 * final.
 */
final class WindowOperator extends MonitoredOperator<String, PanePartial, WindowedFeature> {
    private static final long serialVersionUID = 1;

    // configuration
    private final SilenceSettings silence;

    // checkpointed
    private transient KeyedPanes panes;
    private transient ValueState<FirstWindow> firstWindow;

    // transient
    private transient Map<Monitor, PaneSchedule[]> schedules;
    private transient SilenceClock silenceClock;
    private transient NullDistributions nulls;

    WindowOperator(Monitors monitors, SilenceSettings silence) {
        super(monitors);
        this.silence = silence;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        schedules = new HashMap<>();
        var store = context.getKeyedStateStore();
        panes = new KeyedPanes(store);
        firstWindow =
                store.getState(
                        new ValueStateDescriptor<>(
                                OperatorIds.BASELINE_STATE, TypeInformation.of(FirstWindow.class)));
    }

    /** Parts of panes that count from {@code time} on; each time has state of its own. */
    private MapState<Long, byte[]> waiting(long time) throws Exception {
        return getPartitionedState(
                time,
                LongSerializer.INSTANCE,
                KeyedPanes.descriptor(OperatorIds.WAITING_PANES_STATE));
    }

    @Override
    public void open() throws Exception {
        super.open();
        nulls = new NullDistributions();
        silenceClock =
                new SilenceClock(
                        getProcessingTimeService(),
                        silence.provisionalAfterMillis(),
                        this::showOpen);
    }

    private PaneSchedule schedule(Monitor monitor, FeatureKey key) throws Exception {
        PaneSchedule[] both = schedules.computeIfAbsent(monitor, WindowOperator::schedules);
        return both[isBaselineOpen(monitor, key) ? 1 : 0];
    }

    private static PaneSchedule[] schedules(Monitor monitor) {
        long lateness = monitor.allowedLatenessMillis();
        return new PaneSchedule[] {
            new PaneSchedule(monitor.windows(), lateness, false),
            new PaneSchedule(monitor.windows(), lateness, true)
        };
    }

    /** The service's own windows go to DECIDE as totals for as long as features may need them. */
    private boolean isBaselineOpen(Monitor monitor, FeatureKey key) throws Exception {
        return key.isService() || (!hasReference(monitor, key) && firstWindow(key) == null);
    }

    private static boolean hasReference(Monitor monitor, FeatureKey key) {
        return monitor.reference() != null && monitor.reference().layout(key.feature()) != null;
    }

    /** Null: not known yet, or of a layout that holds no more. */
    private FirstWindow firstWindow(FeatureKey key) throws Exception {
        FirstWindow first = firstWindow.value();
        if (first == null || sum(key).fits(first.profile())) {
            return first;
        }
        countForeign(key.modelId());
        firstWindow.clear();
        return null;
    }

    private PaneSum sum(FeatureKey key) {
        return new PaneSum(key.isService() ? null : monitor(key.modelId()).layout(key.feature()));
    }

    // ---------------------------------------------------------------- partials

    /** The record's time is PROFILE's watermark; after a restore the one kept here is ahead. */
    @Override
    public void processElement1(StreamRecord<PanePartial> record) throws Exception {
        silenceClock.dataArrived();
        PanePartial partial = record.getValue();
        FeatureKey key = FeatureKey.of(partial);
        PaneSchedule schedule = schedule(monitor(partial.modelId()), key);
        if (!sum(key).fits(partial.profile())) {
            countForeign(partial.modelId());
            return;
        }
        long sentAt = Math.max(record.getTimestamp(), watermark());
        if (sentAt == Long.MAX_VALUE || schedule.isOnTime(partial.paneStart(), sentAt)) {
            place(key, schedule, partial.paneStart(), partial.profile(), sentAt);
        } else {
            MapState<Long, byte[]> waiting = waiting(sentAt + 1);
            KeyedPanes.add(waiting, partial.paneStart(), partial.profile(), sum(key));
            wakeAt(sentAt + 1);
        }
    }

    /** Returns the closed windows that it changes. */
    private List<DueWindow> place(
            FeatureKey key, PaneSchedule schedule, long start, byte[] profile, long time)
            throws Exception {
        List<DueWindow> revised = new ArrayList<>();
        boolean isLate = true;
        boolean hasMissed = false;
        for (int tier = 0; tier < schedule.tiers(); tier++) {
            long pane = schedule.pane(tier, start);
            PaneSchedule.Placement placement = schedule.place(tier, pane, time);
            hasMissed |= placement.hasMissed();
            if (placement.isOpen()) {
                isLate = false;
                revised.addAll(placement.revised());
                long paneEnd = pane + schedule.paneMillis(tier);
                if (panes.add(tier, pane, paneEnd, profile, sum(key))) {
                    placement.wakes().forEach(this::wakeAt);
                }
            }
        }
        if (key.isService() && key.segment().equals(Monitor.OVERALL)) {
            OutcomeDelta.ofDeliveries(key.modelId(), profile, isLate || hasMissed)
                    .forEach(d -> output.collect(SideOutputs.OUTCOMES, new StreamRecord<>(d)));
        }
        return revised;
    }

    // ---------------------------------------------------------------- timers

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long time = timer.getTimestamp();
        FeatureKey key = FeatureKey.parse(timer.getKey());
        Monitor monitor = monitor(key.modelId());
        PaneSchedule schedule = schedule(monitor, key);
        List<DueWindow> closing = schedule.closing(time + 1);
        SortedSet<DueWindow> due = new TreeSet<>(closing);
        List<Map.Entry<Long, byte[]>> waited = new ArrayList<>();
        waiting(time).entries().forEach(waited::add);
        for (Map.Entry<Long, byte[]> one : waited) {
            if (sum(key).fits(one.getValue())) {
                due.addAll(place(key, schedule, one.getKey(), one.getValue(), time));
            } else {
                countForeign(key.modelId());
            }
        }
        if (!waited.isEmpty()) {
            waiting(time).clear();
        }
        examineBaseline(key, schedule, time);
        for (DueWindow window : due) {
            fire(key, schedule, window, RowVersion.OPEN, time);
        }
        for (DueWindow closed : closing) {
            // the next one closes later even if nothing more comes, as long as it holds a pane
            if (panes.holdsAny(closed.tier(), schedule.panesOfNext(closed))) {
                wakeAt(closed.end() + closed.window().slideMillis() - 1);
            }
        }
        panes.free(schedule(monitor, key), time);
    }

    // ---------------------------------------------------------------- windows

    private void fire(FeatureKey key, PaneSchedule schedule, DueWindow due, int stage, long time)
            throws Exception {
        KeyedPanes.Window held = panes.window(schedule.panes(due), due, sum(key));
        WindowKey window = key.window(due.window().name(), due.start(), due.end());
        if (held.isCut()) {
            countForeign(key.modelId());
        }
        if (key.isService() && !held.sum().isEmpty()) {
            ServiceReading service = ServiceReading.of(held.sum().service());
            emit(WindowedFeature.ofService(window, stage, service), time);
        } else if (held.isCut() || !held.sum().isEmpty()) {
            WindowedFeature feature =
                    WindowComparison.compare(
                            monitor(key.modelId()),
                            key,
                            window,
                            held.sum().feature(),
                            firstWindow(key),
                            stage,
                            nulls);
            emit(held.isCut() ? feature.cut() : feature, time);
        }
    }

    /** With the time at which all of a revision is out, so that DECIDE waits for it. */
    private void emit(WindowedFeature feature, long time) {
        output.collect(new StreamRecord<>(feature, time));
    }

    /** Fixes the first-window baseline when a full window has become final; see the contract. */
    private void examineBaseline(FeatureKey key, PaneSchedule schedule, long time)
            throws Exception {
        DueWindow due = schedule.baselineAt(time);
        if (due == null) {
            return;
        }
        KeyedPanes.Window held = panes.window(schedule.panes(due), due, sum(key));
        PaneSum sum = held.sum();
        if (sum.isEmpty() || held.isCut()) {
            return;
        }
        WindowKey window = key.window(BaselineComparison.FIRST_WINDOW, due.start(), due.end());
        if (key.isService()) {
            ServiceReading totals = ServiceReading.of(sum.service());
            emit(WindowedFeature.ofService(window, RowVersion.OPEN, totals), time);
        } else if (sum.feature().present() >= monitor(key.modelId()).spec().minSamples()) {
            FirstWindow first = FirstWindow.of(sum.feature(), due.start(), time + 1);
            firstWindow.update(first);
            emit(
                    WindowedFeature.ofBaseline(
                            window,
                            key.feature(),
                            BaselineFacts.of(first, sum.feature().present())),
                    time);
        }
    }

    // ---------------------------------------------------------------- silence

    /** The clock stands still: shows what the open windows hold so far, unjudged. */
    private void showOpen() throws Exception {
        for (int tier = 0; tier < KeyedPanes.mostTiers(); tier++) {
            int shown = tier;
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            KeyedPanes.ofTier(tier),
                            (key, held) -> showOpen(FeatureKey.parse(key), shown, held));
        }
    }

    private void showOpen(FeatureKey key, int tier, MapState<Long, byte[]> held) throws Exception {
        Monitor monitor = monitor(key.modelId());
        PaneSchedule schedule = schedule(monitor, key);
        SortedSet<DueWindow> open = new TreeSet<>();
        for (long pane : held.keys()) {
            if (tier < schedule.tiers()) {
                open.addAll(schedule.nextOpen(tier, pane, watermark()));
            }
        }
        for (DueWindow window : open) {
            fire(key, schedule, window, RowVersion.PROVISIONAL, window.end() - 1);
        }
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        silenceClock.timeMoved();
        super.processWatermark1(mark);
    }
}
