/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.monitor.MonitorUpdate;
import io.tidemark.monitor.Monitors;
import io.tidemark.result.AlertEvent;
import io.tidemark.result.Upsert;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * The whole flow as a function of its sources; what leaves is for the caller to sink, so that
 * production, replay and tests differ in the ends only.
 *
 * <pre>
 * arrivals ─ PROFILE ─► keyBy(model, feature, segment) ─► WINDOWS ─► keyBy(model) ─► DECIDE ─► rows
 *              ├─► keyBy(model) ─► EVENTS ──► rows ─────────────────────┘              │
 *              ├─► keyBy(prediction id) ─► JOIN ─ SCORE ─► keyBy(model) ─► PERFORMANCE┤──► rows
 * feedback ────┘                                                                      ▼
 *                                                             keyBy(model) ─► RULES ──► alerts, rows
 *              every operator ─► keyBy(model) ─► OUTCOMES ──► rows
 * </pre>
 */
public final class Pipeline {
    private final StreamExecutionEnvironment env;
    private final Monitors monitors;
    private final PipelineSettings settings;

    public Pipeline(StreamExecutionEnvironment env, Monitors monitors, PipelineSettings settings) {
        this.env = env;
        this.monitors = monitors;
        this.settings = settings;
    }

    /** What leaves the pipeline. */
    public record Results(
            DataStream<Upsert> rows,
            DataStream<AlertEvent> alerts,
            DataStream<DeadLetter> deadLetters) {}

    /**
     * @param arrivals a source of arrivals, so that it can be chained to PROFILE; it may carry
     *     feedback too (a replay's does)
     * @param feedback a source of feedback alone; null where {@code arrivals} carries it
     * @param control monitor updates for the keyed operators; bounded if the events are
     */
    public Results build(
            DataStream<Arrival> arrivals, DataStream<Arrival> feedback, ControlSource control) {
        SingleOutputStreamOperator<PanePartial> partials =
                arrivals.transform(
                                "profile",
                                TypeInformation.of(PanePartial.class),
                                new ProfileOperator(monitors, settings.profile()))
                        .uid(OperatorIds.PROFILE);
        DataStream<MonitorUpdate> updates =
                read(control, OperatorIds.CONTROL).setParallelism(1).broadcast();
        SingleOutputStreamOperator<WindowedFeature> windowed =
                keyed(
                        OperatorIds.WINDOWS,
                        partials,
                        new StreamKeys.OfPartial(),
                        updates,
                        new WindowOperator(monitors, settings.silence()),
                        TypeInformation.of(WindowedFeature.class));
        SingleOutputStreamOperator<WindowedFeature> events =
                keyed(
                        OperatorIds.EVENTS,
                        partials.getSideOutput(SideOutputs.EVENT_PARTIALS),
                        new StreamKeys.OfPartial(),
                        updates,
                        new EventWindowOperator(monitors, settings.generation()),
                        TypeInformation.of(WindowedFeature.class));
        SingleOutputStreamOperator<Upsert> judged =
                keyed(
                        OperatorIds.DECIDE,
                        windowed.union(events),
                        new StreamKeys.OfWindowedFeature(),
                        updates,
                        new DecideOperator(monitors, settings.generation()),
                        TypeInformation.of(Upsert.class));

        DataStream<Upsert> rows = judged.union(events.getSideOutput(SideOutputs.ROWS));
        DataStream<RuleInput> ruleInput =
                partials.getSideOutput(SideOutputs.RULE_INPUT)
                        .union(
                                judged.getSideOutput(SideOutputs.RULE_INPUT),
                                events.getSideOutput(SideOutputs.RULE_INPUT));
        DataStream<OutcomeDelta> outcomes =
                partials.getSideOutput(SideOutputs.OUTCOMES)
                        .union(windowed.getSideOutput(SideOutputs.OUTCOMES));
        DataStream<DeadLetter> deadLetters = partials.getSideOutput(SideOutputs.DEAD_LETTERS);

        if (settings.isJoinOn()) {
            DataStream<JoinInput> joinInput = partials.getSideOutput(SideOutputs.JOIN_INPUT);
            if (feedback != null) {
                SingleOutputStreamOperator<JoinInput> routed =
                        feedback.process(new FeedbackRoute(monitors))
                                .name("feedback-route")
                                .uid(OperatorIds.FEEDBACK_ROUTE);
                joinInput = joinInput.union(routed);
                deadLetters = deadLetters.union(routed.getSideOutput(SideOutputs.DEAD_LETTERS));
                outcomes = outcomes.union(routed.getSideOutput(SideOutputs.OUTCOMES));
            }
            SingleOutputStreamOperator<JoinOutput> joined =
                    keyed(
                            OperatorIds.JOIN,
                            joinInput,
                            new StreamKeys.OfJoinInput(),
                            updates,
                            new JoinOperator(monitors),
                            TypeInformation.of(JoinOutput.class));
            SingleOutputStreamOperator<TallyPartial> tallies =
                    joined.transform(
                                    "score",
                                    TypeInformation.of(TallyPartial.class),
                                    new ScoreOperator(monitors, settings.tallyCap()))
                            .uid(OperatorIds.SCORE);
            SingleOutputStreamOperator<Upsert> performance =
                    keyed(
                            OperatorIds.PERFORMANCE,
                            tallies,
                            new StreamKeys.OfTally(),
                            updates,
                            new PerformanceOperator(monitors, settings.generation()),
                            TypeInformation.of(Upsert.class));
            rows = rows.union(performance);
            ruleInput = ruleInput.union(performance.getSideOutput(SideOutputs.RULE_INPUT));
            outcomes =
                    outcomes.union(
                            joined.getSideOutput(SideOutputs.OUTCOMES),
                            tallies.getSideOutput(SideOutputs.OUTCOMES));
        }

        SingleOutputStreamOperator<Upsert> alertRows =
                ruleInput
                        .keyBy(new StreamKeys.OfRuleInput())
                        .process(new AlertOperator(settings.silence().alertAfterMillis()))
                        .name("rules")
                        .uid(OperatorIds.RULES);
        SingleOutputStreamOperator<Upsert> outcomeRows =
                outcomes.keyBy(new StreamKeys.OfOutcome())
                        .process(new OutcomeOperator())
                        .name("outcomes")
                        .uid(OperatorIds.OUTCOMES);
        return new Results(
                rows.union(alertRows, outcomeRows),
                alertRows.getSideOutput(SideOutputs.ALERTS),
                deadLetters);
    }

    private DataStreamSource<MonitorUpdate> read(ControlSource control, String uid) {
        DataStreamSource<MonitorUpdate> updates =
                env.fromSource(
                        control,
                        WatermarkStrategy.noWatermarks(),
                        uid.substring(0, uid.lastIndexOf("-v")),
                        TypeInformation.of(MonitorUpdate.class));
        updates.uid(uid);
        return updates;
    }

    private <K, I, O> SingleOutputStreamOperator<O> keyed(
            String uid,
            DataStream<I> input,
            KeySelector<I, K> key,
            DataStream<MonitorUpdate> updates,
            MonitoredOperator<K, I, O> operator,
            TypeInformation<O> type) {
        KeyedStream<I, K> keyed = input.keyBy(key);
        String name = uid.substring(0, uid.lastIndexOf("-v"));
        TwoInputTransformation<I, MonitorUpdate, O> transformation =
                new TwoInputTransformation<>(
                        keyed.getTransformation(),
                        updates.getTransformation(),
                        name,
                        operator,
                        type,
                        env.getParallelism(),
                        false);
        transformation.setStateKeySelectors(key, null);
        transformation.setStateKeyType(keyed.getKeyType());
        transformation.setUid(uid);
        return new KeyedStep<>(env, transformation);
    }

    /** A step of the pipeline made from a transformation; Flink's constructor is not public. */
    private static final class KeyedStep<O> extends SingleOutputStreamOperator<O> {
        KeyedStep(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, O> transformation) {
            super(env, transformation);
            env.addOperator(transformation);
        }
    }
}
