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
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
 * window's end finds all of them. A late revision replaces its feature and the window is judged
 * again. What is gathered is freed when the window is final; its rows are then written a last time
 * as such.
 */
final class DecideOperator extends MonitoredOperator<String, WindowedFeature, Upsert> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    // configuration
    private final int generation;

    // checkpointed
    private transient MapState<String, Boolean> revised;
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
        revised =
                store.getMapState(
                        new MapStateDescriptor<>(
                                OperatorIds.REVISED_STATE, Types.STRING, Types.BOOLEAN));
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

    // ---------------------------------------------------------------- features

    @Override
    public void processElement1(StreamRecord<WindowedFeature> record) throws Exception {
        WindowedFeature feature = record.getValue();
        WindowKey window = feature.window();
        Monitor monitor = monitor(window.modelId());
        long end = window.windowEndMillis();
        long finalAt = end - 1 + monitor.allowedLatenessMillis();
        String place = StreamKeys.of(window.segment(), feature.feature());
        if (feature.stage() == 0) {
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
            gathered(id).put(place, feature);
            if (end - 1 <= watermark()) {
                revised.put(id, true);
                wakeAt(watermark());
            } else {
                wakeAt(end - 1);
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
        TreeSet<String> again = new TreeSet<>();
        for (String id : revised.keys()) {
            again.add(id);
        }
        revised.clear();
        for (WindowPlan.Tier tier : monitor.windows().tiers()) {
            for (WindowSpec window : tier.windows()) {
                if (window.isWindowEnd(end)) {
                    again.add(window.name() + AT + end);
                }
            }
        }
        for (String id : again) {
            judge(monitor, id, finalEnd);
        }
        for (WindowPlan.Tier tier : monitor.windows().tiers()) {
            for (WindowSpec window : tier.windows()) {
                if (window.isWindowEnd(finalEnd)) {
                    String id = window.name() + AT + finalEnd;
                    if (!again.contains(id)) {
                        judge(monitor, id, finalEnd);
                    }
                    gathered(id).clear();
                }
            }
        }
    }

    /**
     * Judges a window with all that is known of it; it is final when its end is {@code finalEnd}.
     */
    private void judge(Monitor monitor, String id, long finalEnd) throws Exception {
        Map<String, Map<String, WindowedFeature>> segments = new TreeMap<>();
        for (Map.Entry<String, WindowedFeature> one : gathered(id).entries()) {
            segments.computeIfAbsent(one.getValue().window().segment(), segment -> new TreeMap<>())
                    .put(one.getValue().feature(), one.getValue());
        }
        Map<String, WindowedFeature> overall = segments.get(Monitor.OVERALL);
        if (overall == null || !overall.containsKey(PanePartial.SERVICE)) {
            return;
        }
        boolean isFinal = id.endsWith(AT + Long.toString(finalEnd));
        RowVersion version =
                version(
                        monitor,
                        overall.get(PanePartial.SERVICE).service().deliveries(),
                        isFinal ? RowVersion.FINAL : RowVersion.OPEN);
        WindowJudgement judgement = new WindowJudgement(monitor, segments, factsBySegment());
        judgement.rows(version).forEach(this::emit);
        for (Condition condition : judgement.conditions(serviceBaselines())) {
            output.collect(SideOutputs.RULE_INPUT, new StreamRecord<>(RuleInput.of(condition)));
        }
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
                completed.put(fact.getKey(), fact.getValue().withExpected(expected));
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
