/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.result.EventOutcomeRow;
import io.tidemark.result.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * OUTCOMES: the one writer of {@code event_outcome}. Every operator sends it deltas; it sums them
 * by (model, hour, outcome) and writes the sum.
 */
final class OutcomeOperator extends KeyedProcessFunction<String, OutcomeDelta, Upsert> {
    private static final long serialVersionUID = 1;
    private static final char AT = '@';

    /** Operators are never as far apart in event time as this. */
    private static final long KEPT_MILLIS = 40L * 24 * 3_600_000;

    private static final long DAY_MILLIS = 24L * 3_600_000;

    // checkpointed
    private transient MapState<String, Count> counts;

    @Override
    public void open(OpenContext context) {
        counts =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        OperatorIds.OUTCOME_STATE,
                                        Types.STRING,
                                        TypeInformation.of(Count.class)));
    }

    @Override
    public void processElement(OutcomeDelta delta, Context context, Collector<Upsert> out)
            throws Exception {
        String cell = delta.outcome() + AT + delta.hour();
        long watermark = context.timerService().currentWatermark();
        Count before = counts.get(cell);
        long count = (before == null ? 0 : before.count()) + delta.count();
        long touchedBefore = before == null ? delta.hour() : before.touchedAt();
        long touchedAt =
                watermark == Long.MAX_VALUE ? touchedBefore : Math.max(touchedBefore, watermark);
        counts.put(cell, new Count(count, touchedAt));
        out.collect(
                Upsert.of(
                        new EventOutcomeRow(
                                delta.modelId(), delta.hour(), delta.outcome(), count)));
        if (before == null || forgetAt(touchedAt) != forgetAt(touchedBefore)) {
            context.timerService().registerEventTimeTimer(forgetAt(touchedAt));
        }
    }

    /** A timer a day, whatever the number of cells. */
    private static long forgetAt(long touchedAt) {
        return (Math.floorDiv(touchedAt + KEPT_MILLIS, DAY_MILLIS) + 1) * DAY_MILLIS;
    }

    /** Forgets what nothing has been added to for long: a sum that starts anew would be wrong. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Upsert> out)
            throws Exception {
        List<String> old = new ArrayList<>();
        for (Map.Entry<String, Count> cell : counts.entries()) {
            if (forgetAt(cell.getValue().touchedAt()) <= timestamp) {
                old.add(cell.getKey());
            }
        }
        for (String cell : old) {
            counts.remove(cell);
        }
    }

    /**
     * State: one cell of the table. Fields may be added.
     *
     * @param touchedAt event time of the last delta, by the watermark; at least the cell's hour
     */
    public record Count(long count, long touchedAt) {}
}
