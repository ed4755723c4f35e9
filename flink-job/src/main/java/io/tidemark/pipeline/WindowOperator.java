/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.drift.NullDistributions;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.WindowPlan;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.ServiceProfile;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * WINDOWS: keeps each (model, version, segment, feature)'s panes and merges them into every window
 * of the monitor when it closes; the result leaves compared with its baseline.
 *
 * <p>One pane serves every window that covers it, and a value is stored once however many windows
 * overlap. Windows of a day and more read a second tier of coarser panes. A pane that comes inside
 * the allowed lateness fires its closed windows again; what comes for a window that is final is
 * counted as late. A pane is freed when its last window is final.
 */
final class WindowOperator extends MonitoredOperator<String, PanePartial, WindowedFeature> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    // configuration
    private final SilenceSettings silence;

    // checkpointed
    private transient List<MapState<Long, byte[]>> panes;
    private transient MapState<String, Boolean> revised;
    private transient ValueState<FirstWindow> firstWindow;

    // transient
    private transient SilenceClock silenceClock;
    private transient NullDistributions nulls;

    WindowOperator(Monitors monitors, SilenceSettings silence) {
        super(monitors);
        this.silence = silence;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getKeyedStateStore();
        panes =
                List.of(
                        store.getMapState(paneState(OperatorIds.FINE_PANES_STATE)),
                        store.getMapState(paneState(OperatorIds.COARSE_PANES_STATE)));
        revised =
                store.getMapState(
                        new MapStateDescriptor<>(
                                OperatorIds.REVISED_STATE, Types.STRING, Types.BOOLEAN));
        firstWindow =
                store.getState(
                        new ValueStateDescriptor<>(
                                OperatorIds.BASELINE_STATE, TypeInformation.of(FirstWindow.class)));
    }

    private static MapStateDescriptor<Long, byte[]> paneState(String name) {
        return new MapStateDescriptor<>(
                name, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
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

    // ---------------------------------------------------------------- partials

    @Override
    public void processElement1(StreamRecord<PanePartial> record) throws Exception {
        silenceClock.dataArrived();
        PanePartial partial = record.getValue();
        FeatureKey key = FeatureKey.of(partial);
        Monitor monitor = monitor(partial.modelId());
        WindowPlan plan = monitor.windows();
        boolean hasMissed = false;
        boolean isHeld = false;
        for (int tier = 0; tier < plan.tiers().size(); tier++) {
            long pane = plan.tiers().get(tier).paneStart(partial.paneStart());
            boolean isOpen = isWanted(monitor, key, tier, pane);
            for (WindowSpec window : published(monitor, tier)) {
                hasMissed |= isFinal(monitor, window.firstWindowEnd(pane));
                isOpen |= !isFinal(monitor, window.lastWindowEnd(pane));
            }
            if (isOpen) {
                isHeld = true;
                byte[] held = panes.get(tier).get(pane);
                panes.get(tier)
                        .put(pane, held == null ? partial.profile() : merge(key, held, partial));
                schedule(monitor, key, tier, pane, held == null);
            }
        }
        if (key.isService() && key.segment().equals(Monitor.OVERALL)) {
            countOutcomes(partial, hasMissed || !isHeld);
        }
    }

    private boolean isFinal(Monitor monitor, long windowEnd) {
        return windowEnd - 1 + monitor.allowedLatenessMillis() <= watermark();
    }

    /** Whether a pane may still become part of the first-window baseline. */
    private boolean isWanted(Monitor monitor, FeatureKey key, int tier, long pane)
            throws Exception {
        return tier == baselineTier(monitor)
                && isBaselineOpen(monitor, key)
                && !isFinal(monitor, monitor.windows().baselineWindow().firstWindowEnd(pane));
    }

    /** The service's own windows go to DECIDE as totals for as long as features may need them. */
    private boolean isBaselineOpen(Monitor monitor, FeatureKey key) throws Exception {
        if (monitor.windows().baselineWindow() == null) {
            return false;
        }
        return key.isService() || (!hasReference(monitor, key) && firstWindow.value() == null);
    }

    private static boolean hasReference(Monitor monitor, FeatureKey key) {
        return monitor.reference() != null && monitor.reference().layout(key.feature()) != null;
    }

    private byte[] merge(FeatureKey key, byte[] held, PanePartial partial) {
        if (key.isService()) {
            ServiceProfile sum = ServiceProfile.fromBytes(held);
            sum.merge(ServiceProfile.fromBytes(partial.profile()));
            return sum.toBytes();
        }
        FeatureProfile sum = profile(key, held);
        sum.merge(profile(key, partial.profile()));
        return sum.toBytes();
    }

    private FeatureProfile profile(FeatureKey key, byte[] bytes) {
        return FeatureProfile.fromBytes(monitor(key.modelId()).layout(key.feature()), bytes);
    }

    private void schedule(Monitor monitor, FeatureKey key, int tier, long pane, boolean isNew)
            throws Exception {
        long lateness = monitor.allowedLatenessMillis();
        long lastEnd = Long.MIN_VALUE;
        boolean isRevised = false;
        for (WindowSpec window : published(monitor, tier)) {
            long last = window.lastWindowEnd(pane);
            long end = window.firstWindowEnd(pane);
            for (; end <= last && end - 1 <= watermark(); end += window.slideMillis()) {
                if (!isFinal(monitor, end)) {
                    revised.put(window.name() + AT + end, true);
                    isRevised = true;
                }
            }
            if (isNew && end <= last) {
                wakeAt(end - 1);
            }
            lastEnd = Math.max(lastEnd, last);
        }
        if (isWanted(monitor, key, tier, pane)) {
            long end = monitor.windows().baselineWindow().firstWindowEnd(pane);
            lastEnd = Math.max(lastEnd, end);
            wakeAt(end - 1 + lateness);
        }
        if (isNew) {
            wakeAt(lastEnd - 1 + lateness);
        }
        if (isRevised) {
            wakeAt(watermark());
        }
    }

    private void countOutcomes(PanePartial partial, boolean isLate) {
        String outcome = isLate ? OutcomeDelta.LATE : OutcomeDelta.ACCEPTED;
        ServiceProfile.fromBytes(partial.profile())
                .hours()
                .forEach(
                        (hour, count) ->
                                output.collect(
                                        SideOutputs.OUTCOMES,
                                        new StreamRecord<>(
                                                new OutcomeDelta(
                                                        partial.modelId(), hour, outcome, count))));
    }

    /** The windows of a tier that have rows: without the one that is kept as a baseline alone. */
    private static List<WindowSpec> published(Monitor monitor, int tier) {
        List<WindowSpec> windows = new ArrayList<>(monitor.windows().tiers().get(tier).windows());
        windows.removeIf(WindowPlan::isHidden);
        return windows;
    }

    /** -1: everything has a reference, and none of the windows would serve. */
    private static int baselineTier(Monitor monitor) {
        WindowSpec baseline = monitor.windows().baselineWindow();
        List<WindowPlan.Tier> tiers = monitor.windows().tiers();
        for (int tier = 0; baseline != null && tier < tiers.size(); tier++) {
            if (tiers.get(tier).windows().contains(baseline)) {
                return tier;
            }
        }
        return -1;
    }

    // ---------------------------------------------------------------- timers

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long end = timer.getTimestamp() + 1;
        FeatureKey key = FeatureKey.parse(timer.getKey());
        Monitor monitor = monitor(key.modelId());
        examineBaseline(monitor, key, end - monitor.allowedLatenessMillis());
        TreeSet<String> due = new TreeSet<>();
        for (String name : revised.keys()) {
            due.add(name);
        }
        revised.clear();
        for (int tier = 0; tier < monitor.windows().tiers().size(); tier++) {
            for (WindowSpec window : published(monitor, tier)) {
                if (window.isWindowEnd(end)) {
                    fire(monitor, key, tier, window, end, 1);
                    due.remove(window.name() + AT + end);
                    wakeForNext(tier, monitor.windows().tiers().get(tier), window, end);
                }
                fireRevised(monitor, key, tier, window, due);
            }
            free(monitor, key, tier, end - monitor.allowedLatenessMillis());
        }
    }

    private void fireRevised(
            Monitor monitor, FeatureKey key, int tier, WindowSpec window, Set<String> due)
            throws Exception {
        String prefix = window.name() + AT;
        for (String name : due) {
            if (name.startsWith(prefix)) {
                long end = Long.parseLong(name.substring(prefix.length()));
                fire(monitor, key, tier, window, end, 1);
            }
        }
    }

    /** The next window closes later even if nothing more comes: as long as it holds a pane. */
    private void wakeForNext(int tier, WindowPlan.Tier panesOf, WindowSpec window, long end)
            throws Exception {
        long next = end + window.slideMillis();
        for (long pane = end - panesOf.paneMillis();
                pane >= next - window.sizeMillis();
                pane -= panesOf.paneMillis()) {
            if (panes.get(tier).contains(pane)) {
                wakeAt(next - 1);
                return;
            }
        }
    }

    /** Drops the panes whose last window is final at {@code finalEnd}. */
    private void free(Monitor monitor, FeatureKey key, int tier, long finalEnd) throws Exception {
        List<Long> freed = new ArrayList<>();
        for (long pane : panes.get(tier).keys()) {
            // by the timer's time: the watermark may have jumped over the baseline's own timer
            long last =
                    tier == baselineTier(monitor) && isBaselineOpen(monitor, key)
                            ? monitor.windows().baselineWindow().firstWindowEnd(pane)
                            : Long.MIN_VALUE;
            for (WindowSpec window : published(monitor, tier)) {
                last = Math.max(last, window.lastWindowEnd(pane));
            }
            if (last <= finalEnd) {
                freed.add(pane);
            }
        }
        for (long pane : freed) {
            panes.get(tier).remove(pane);
        }
    }

    // ---------------------------------------------------------------- windows

    private void fire(
            Monitor monitor, FeatureKey key, int tier, WindowSpec window, long end, int stage)
            throws Exception {
        long start = end - window.sizeMillis();
        long step = monitor.windows().tiers().get(tier).paneMillis();
        WindowKey windowKey = key.window(window.name(), start, end);
        if (key.isService()) {
            ServiceProfile sum = serviceBetween(tier, start, end, step);
            if (sum != null) {
                emit(WindowedFeature.ofService(windowKey, stage, ServiceReading.of(sum)), end);
            }
            return;
        }
        FeatureProfile sum = featureBetween(key, tier, start, end, step);
        if (sum != null) {
            FirstWindow first = firstWindow.value();
            emit(WindowComparison.compare(monitor, key, windowKey, sum, first, stage, nulls), end);
        }
    }

    private void emit(WindowedFeature feature, long end) {
        output.collect(new StreamRecord<>(feature, end - 1));
    }

    private ServiceProfile serviceBetween(int tier, long start, long end, long step)
            throws Exception {
        ServiceProfile sum = null;
        for (long pane = start; pane < end; pane += step) {
            byte[] held = panes.get(tier).get(pane);
            if (held != null) {
                ServiceProfile part = ServiceProfile.fromBytes(held);
                if (sum == null) {
                    sum = part;
                } else {
                    sum.merge(part);
                }
            }
        }
        return sum;
    }

    private FeatureProfile featureBetween(FeatureKey key, int tier, long start, long end, long step)
            throws Exception {
        FeatureProfile sum = null;
        for (long pane = start; pane < end; pane += step) {
            byte[] held = panes.get(tier).get(pane);
            if (held != null) {
                FeatureProfile part = profile(key, held);
                if (sum == null) {
                    sum = part;
                } else {
                    sum.merge(part);
                }
            }
        }
        return sum;
    }

    /** Fixes the first-window baseline when a full window has become final; see the contract. */
    private void examineBaseline(Monitor monitor, FeatureKey key, long finalEnd) throws Exception {
        WindowSpec window = monitor.windows().baselineWindow();
        if (!isBaselineOpen(monitor, key) || !window.isWindowEnd(finalEnd)) {
            return;
        }
        long start = finalEnd - window.sizeMillis();
        int tier = baselineTier(monitor);
        long step = monitor.windows().tiers().get(tier).paneMillis();
        long effectiveFrom = finalEnd + monitor.allowedLatenessMillis();
        WindowKey windowKey = key.window(BaselineComparison.FIRST_WINDOW, start, finalEnd);
        if (key.isService()) {
            ServiceProfile sum = serviceBetween(tier, start, finalEnd, step);
            if (sum != null) {
                ServiceReading totals = ServiceReading.of(sum);
                emit(WindowedFeature.ofService(windowKey, 1, totals), effectiveFrom);
            }
            return;
        }
        FeatureProfile sum = featureBetween(key, tier, start, finalEnd, step);
        if (sum != null && sum.present() >= monitor.spec().minSamples()) {
            FirstWindow first =
                    new FirstWindow(sum.resolveKind(), start, effectiveFrom, sum.toBytes());
            firstWindow.update(first);
            BaselineFacts facts =
                    new BaselineFacts(first.kind(), start, effectiveFrom, sum.present(), -1);
            emit(WindowedFeature.ofBaseline(windowKey, key.feature(), facts), effectiveFrom);
        }
    }

    // ---------------------------------------------------------------- silence

    /** The clock stands still: shows what the open windows hold so far, unjudged. */
    private void showOpen() throws Exception {
        for (int tier = 0; tier < panes.size(); tier++) {
            int shown = tier;
            String state =
                    tier == 0 ? OperatorIds.FINE_PANES_STATE : OperatorIds.COARSE_PANES_STATE;
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            paneState(state),
                            (key, held) -> showOpen(FeatureKey.parse(key), shown, held));
        }
    }

    private void showOpen(FeatureKey key, int tier, MapState<Long, byte[]> held) throws Exception {
        Monitor monitor = monitor(key.modelId());
        if (tier >= monitor.windows().tiers().size()) {
            return;
        }
        for (WindowSpec window : published(monitor, tier)) {
            TreeSet<Long> ends = new TreeSet<>();
            for (long pane : held.keys()) {
                for (long end = window.firstWindowEnd(pane);
                        end <= window.lastWindowEnd(pane);
                        end += window.slideMillis()) {
                    if (end - 1 > watermark()) {
                        ends.add(end);
                        break;
                    }
                }
            }
            for (long end : ends) {
                fire(monitor, key, tier, window, end, 0);
            }
        }
    }

    @Override
    public void processWatermark1(org.apache.flink.streaming.api.watermark.Watermark mark)
            throws Exception {
        silenceClock.timeMoved();
        super.processWatermark1(mark);
    }
}
