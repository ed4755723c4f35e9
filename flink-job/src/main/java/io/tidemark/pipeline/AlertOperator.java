/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.AlertState;
import io.tidemark.alert.AlertTimeline;
import io.tidemark.alert.Condition;
import io.tidemark.alert.SilenceRule;
import io.tidemark.result.AlertEvent;
import io.tidemark.result.AlertRow;
import io.tidemark.result.Upsert;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * RULES: turns a model's judged conditions into alert episodes; {@link AlertTimeline} has the
 * rules. A continuing episode says nothing more.
 *
 * <p>It also watches for silence, by processing time: a model of which nothing has come for a while
 * may have stopped, and no watermark would ever say so.
 */
final class AlertOperator extends KeyedProcessFunction<String, RuleInput, Upsert> {
    private static final long serialVersionUID = 1;

    /** Timers are set this much later than needed, so that not every sign of life sets one. */
    private static final long TIMER_STEP = 8;

    // configuration
    private final long silentAfterMillis;

    // checkpointed
    private transient MapState<String, AlertState> timelines;
    private transient ValueState<Silence> silence;

    /**
     * @param silentAfterMillis processing time; 0: silence is not watched
     */
    AlertOperator(long silentAfterMillis) {
        this.silentAfterMillis = silentAfterMillis;
    }

    @Override
    public void open(OpenContext context) {
        timelines =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        OperatorIds.ALERT_STATE,
                                        Types.STRING,
                                        TypeInformation.of(AlertState.class)));
        silence =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        OperatorIds.SILENCE_STATE,
                                        TypeInformation.of(Silence.class)));
    }

    @Override
    public void processElement(RuleInput input, Context context, Collector<Upsert> out)
            throws Exception {
        if (input.condition() != null) {
            judge(input.condition(), context, out);
        } else if (silentAfterMillis > 0) {
            hear(input, context, out);
        }
    }

    private void judge(Condition condition, Context context, Collector<Upsert> out)
            throws Exception {
        AlertState state = timelines.get(condition.fingerprint());
        if (state == null) {
            state = new AlertState();
        }
        for (AlertEvent event : new AlertTimeline(state).update(condition)) {
            tell(event, context, out);
        }
        timelines.put(condition.fingerprint(), state);
    }

    private static void tell(AlertEvent event, Context context, Collector<Upsert> out) {
        context.output(SideOutputs.ALERTS, event);
        out.collect(Upsert.of(new AlertRow(event)));
    }

    // ---------------------------------------------------------------- silence

    private void hear(RuleInput input, Context context, Collector<Upsert> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        Silence last = silence.value();
        if (last != null && last.isTold()) {
            tell(
                    SilenceRule.resolved(
                            input.modelId(),
                            last.lastEventTime(),
                            input.time(),
                            last.transitions() + 1),
                    context,
                    out);
        }
        long eventTime = last == null ? input.time() : Math.max(last.lastEventTime(), input.time());
        boolean isSameEpisode = last != null && last.lastEventTime() == eventTime;
        int told = isSameEpisode ? last.transitions() + (last.isTold() ? 1 : 0) : 0;
        silence.update(new Silence(now, eventTime, false, told));
        checkAfter(now, context);
    }

    private void checkAfter(long now, Context context) {
        long step = stepMillis();
        long check = (now + silentAfterMillis) / step * step + step;
        context.timerService().registerProcessingTimeTimer(check);
    }

    private long stepMillis() {
        return Math.max(1, silentAfterMillis / TIMER_STEP);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Upsert> out)
            throws Exception {
        Silence last = silence.value();
        if (last == null || last.isTold() || timestamp - last.heardAt() < silentAfterMillis) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        if (now - timestamp > stepMillis()) {
            // the job itself was away when it should have looked: it has not listened
            silence.update(new Silence(now, last.lastEventTime(), false, last.transitions()));
            checkAfter(now, context);
            return;
        }
        int transition = last.transitions() + 1;
        silence.update(new Silence(last.heardAt(), last.lastEventTime(), true, transition));
        tell(
                SilenceRule.firing(
                        context.getCurrentKey(),
                        last.lastEventTime(),
                        silentAfterMillis,
                        transition),
                context,
                out);
    }

    /**
     * State: when a model was last heard of. Fields may be added.
     *
     * @param heardAt processing time; since when the job has listened again where it was away
     * @param lastEventTime of its events
     * @param isTold whether the alert is firing
     * @param transitions of the alert that have been told since the last event
     */
    public record Silence(long heardAt, long lastEventTime, boolean isTold, int transitions) {}
}
