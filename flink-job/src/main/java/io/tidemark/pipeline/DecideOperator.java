/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.WindowPlan;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * DECIDE: gathers a (model, version)'s features of one window, judges them together once all are
 * in, and sends the rows with their verdicts.
 *
 * <p>WINDOWS sends a window's features before the watermark that closes it, so a timer at the
 * window's end finds all of them. A late revision comes with the time at which all of it is in;
 * then it replaces its features and the window is judged again. What is gathered is freed when the
 * window is final; its rows are then written a last time as such.
 */
final class DecideOperator extends MonitoredOperator<String, WindowedFeature, Upsert> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    // configuration
    private final int generation;

    // checkpointed
    private transient MapState<String, BaselineFacts> facts;
    private transient MapState<String, ServiceReading> baselineTotals;
    private transient MapState<String, ServiceBaseline> serviceBaselines;

    DecideOperator(Monitors monitors, int generation) {
        super(monitors);
        this.generation = generation;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getKeyedStateStore();
        facts = store.getMapState(byName(OperatorIds.BASELINE_FACTS_STATE, BaselineFacts.class));
        baselineTotals =
                store.getMapState(byName(OperatorIds.BASELINE_TOTALS_STATE, ServiceReading.class));
        serviceBaselines =
                store.getMapState(
                        byName(OperatorIds.SERVICE_BASELINE_STATE, ServiceBaseline.class));
    }

    private static <T> MapStateDescriptor<String, T> byName(String state, Class<T> type) {
        return new MapStateDescriptor<>(state, Types.STRING, TypeInformation.of(type));
    }

    /** What has been gathered of one window; each window has state of its own. */
    private MapState<String, WindowedFeature> gathered(String window) throws Exception {
        return getPartitionedState(
                window,
                StringSerializer.INSTANCE,
                byName(OperatorIds.GATHERED_STATE, WindowedFeature.class));
    }

    private MapState<String, WindowedFeature> gathered(DueWindow due) throws Exception {
        return gathered(due.window().name() + AT + due.end());
    }

    /** Revisions that are all in at {@code time}; each time has state of its own. */
    private MapState<String, WindowedFeature> waiting(long time) throws Exception {
        return getPartitionedState(
                time,
                LongSerializer.INSTANCE,
                byName(OperatorIds.WAITING_FEATURES_STATE, WindowedFeature.class));
    }

    // ---------------------------------------------------------------- features

    @Override
    public void processElement1(StreamRecord<WindowedFeature> record) throws Exception {
        WindowedFeature feature = record.getValue();
        WindowKey window = feature.window();
        Monitor monitor = monitor(window.modelId());
        long end = window.windowEndMillis();
        long finalAt = end - 1 + monitor.allowedLatenessMillis();
        String place = StreamKeys.of(window.segment(), feature.feature());
        if (feature.stage() == RowVersion.PROVISIONAL) {
            emit(WindowJudgement.provisional(feature, version(monitor, 0, RowVersion.PROVISIONAL)));
        } else if (feature.facts() != null) {
            facts.put(place, feature.facts());
            wakeAt(finalAt);
        } else if (window.windowName().equals(BaselineComparison.FIRST_WINDOW)) {
            baselineTotals.put(
                    window.segment() + AT + window.windowStartMillis(), feature.service());
            wakeAt(finalAt);
        } else {
            String id = window.windowName() + AT + end;
            long sentAt = Math.max(record.getTimestamp(), watermark());
            if (sentAt < end) {
                gathered(id).put(place, feature);
                wakeAt(end - 1);
            } else {
                waiting(sentAt).put(StreamKeys.of(id, place), feature);
                wakeAt(sentAt);
            }
            wakeAt(finalAt);
        }
    }

    // ---------------------------------------------------------------- timers

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long end = timer.getTimestamp() + 1;
        String key = timer.getKey();
        Monitor monitor = monitor(key.substring(0, key.indexOf(StreamKeys.SEPARATOR)));
        long finalEnd = end - monitor.allowedLatenessMillis();
        fixBaselines(monitor, finalEnd);
        SortedSet<DueWindow> due = new TreeSet<>(revised(monitor, timer.getTimestamp()));
        List<WindowPlan.Tier> tiers = monitor.windows().tiers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            for (WindowSpec window : tiers.get(tier).windows()) {
                for (long closing : new long[] {end, finalEnd}) {
                    if (window.isWindowEnd(closing)) {
                        due.add(new DueWindow(tier, window, closing));
                    }
                }
            }
        }
        for (DueWindow window : due) {
            judge(monitor, window, finalEnd);
            if (window.end() == finalEnd) {
                gathered(window).clear();
            }
        }
    }

    /** Takes in the revisions that are complete now; returns the windows that they change. */
    private List<DueWindow> revised(Monitor monitor, long time) throws Exception {
        List<WindowedFeature> complete = new ArrayList<>();
        waiting(time).values().forEach(complete::add);
        if (!complete.isEmpty()) {
            waiting(time).clear();
        }
        List<DueWindow> revised = new ArrayList<>();
        for (WindowedFeature feature : complete) {
            WindowKey key = feature.window();
            WindowSpec window = monitor.windows().window(key.windowName());
            if (window != null) {
                DueWindow due = new DueWindow(0, window, key.windowEndMillis());
                gathered(due).put(StreamKeys.of(key.segment(), feature.feature()), feature);
                revised.add(due);
            }
        }
        return revised;
    }

    /**
     * Judges a window with all that is known of it; it is final when its end is {@code finalEnd}.
     */
    private void judge(Monitor monitor, DueWindow due, long finalEnd) throws Exception {
        Map<String, Map<String, WindowedFeature>> segments = new TreeMap<>();
        for (WindowedFeature one : gathered(due).values()) {
            segments.computeIfAbsent(one.window().segment(), segment -> new TreeMap<>())
                    .put(one.feature(), one);
        }
        Map<String, WindowedFeature> overall = segments.get(Monitor.OVERALL);
        if (overall == null || !overall.containsKey(PanePartial.SERVICE)) {
            return;
        }
        Map<String, Map<String, BaselineFacts>> baselines = factsBySegment();
        RowVersion version =
                version(
                        monitor,
                        overall.get(PanePartial.SERVICE).service().deliveries()
                                + baselineDeliveries(baselines, due.start()),
                        due.end() == finalEnd ? RowVersion.FINAL : RowVersion.OPEN);
        WindowJudgement judgement = new WindowJudgement(monitor, segments, baselines);
        judgement.rows(version).forEach(this::emit);
        for (Condition condition : judgement.conditions(serviceBaselines())) {
            output.collect(SideOutputs.RULE_INPUT, new StreamRecord<>(RuleInput.of(condition)));
        }
    }

    /** Deliveries of the windows that serve a window which starts here as baselines. */
    private static long baselineDeliveries(
            Map<String, Map<String, BaselineFacts>> segments, long windowStart) {
        Map<Long, Long> byWindow = new TreeMap<>();
        for (Map<String, BaselineFacts> features : segments.values()) {
            for (BaselineFacts fact : features.values()) {
                if (fact.effectiveFrom() <= windowStart) {
                    byWindow.put(fact.windowStart(), fact.deliveries());
                }
            }
        }
        long sum = 0;
        for (long deliveries : byWindow.values()) {
            sum += deliveries;
        }
        return sum;
    }

    private RowVersion version(Monitor monitor, long revision, int stage) {
        return new RowVersion(generation, monitor.spec().revision(), revision, stage);
    }

    private void emit(ResultRow row) {
        output.collect(new StreamRecord<>(Upsert.of(row)));
    }

    // ---------------------------------------------------------------- first-window baselines

    /**
     * The totals of a baseline window and the features that took it as their baseline come with the
     * same watermark; at its timer they meet. Windows are taken one by one, in time order.
     */
    private void fixBaselines(Monitor monitor, long finalEnd) throws Exception {
        WindowSpec window = monitor.windows().baselineWindow();
        if (window == null || !window.isWindowEnd(finalEnd)) {
            return;
        }
        long start = window.windowStart(finalEnd);
        Map<String, ServiceReading> totals = new TreeMap<>();
        for (Map.Entry<String, ServiceReading> one : baselineTotals.entries()) {
            int at = one.getKey().lastIndexOf(AT);
            if (Long.parseLong(one.getKey().substring(at + 1)) == start) {
                totals.put(one.getKey().substring(0, at), one.getValue());
            }
        }
        Map<String, BaselineFacts> completed = new TreeMap<>();
        for (Map.Entry<String, BaselineFacts> fact : facts.entries()) {
            int feature = fact.getKey().indexOf(StreamKeys.SEPARATOR);
            ServiceReading total = totals.get(fact.getKey().substring(0, feature));
            if (fact.getValue().windowStart() == start && total != null) {
                long expected = total.expected(fact.getKey().substring(feature + 1));
                completed.put(
                        fact.getKey(),
                        fact.getValue()
                                .completed(expected, totals.get(Monitor.OVERALL).deliveries()));
            }
        }
        if (!completed.isEmpty()) {
            // an empty map would stay as state of its own
            facts.putAll(completed);
        }
        for (Map.Entry<String, ServiceReading> total : totals.entrySet()) {
            baselineTotals.remove(total.getKey() + AT + start);
            if (!serviceBaselines.contains(total.getKey())
                    && total.getValue().deliveries() >= monitor.spec().minSamples()) {
                serviceBaselines.put(
                        total.getKey(),
                        new ServiceBaseline(
                                finalEnd + monitor.allowedLatenessMillis(), total.getValue()));
            }
        }
    }

    private Map<String, Map<String, BaselineFacts>> factsBySegment() throws Exception {
        Map<String, Map<String, BaselineFacts>> bySegment = new TreeMap<>();
        for (Map.Entry<String, BaselineFacts> fact : facts.entries()) {
            int feature = fact.getKey().indexOf(StreamKeys.SEPARATOR);
            bySegment
                    .computeIfAbsent(fact.getKey().substring(0, feature), s -> new TreeMap<>())
                    .put(fact.getKey().substring(feature + 1), fact.getValue());
        }
        return bySegment;
    }

    private Map<String, ServiceBaseline> serviceBaselines() throws Exception {
        Map<String, ServiceBaseline> bySegment = new TreeMap<>();
        for (Map.Entry<String, ServiceBaseline> one : serviceBaselines.entries()) {
            bySegment.put(one.getKey(), one.getValue());
        }
        return bySegment;
    }
}
