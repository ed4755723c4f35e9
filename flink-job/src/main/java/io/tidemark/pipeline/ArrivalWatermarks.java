/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.Arrival;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * Event time from the events that are let through: the newest one less a bound for disorder.
 *
 * <p>A dead letter, an event from the future among them, never moves the clock; it is set aside by
 * the decoder, so the clock and the decoder cannot disagree. Nor does it show that its partition is
 * alive: one that sends nothing but dead letters must not hold the others back. Silence never moves
 * the clock either.
 */
public final class ArrivalWatermarks implements WatermarkGenerator<Arrival> {
    private final long outOfOrdernessMillis;
    private long newest = Long.MIN_VALUE;

    private ArrivalWatermarks(long outOfOrdernessMillis) {
        this.outOfOrdernessMillis = outOfOrdernessMillis;
    }

    /**
     * @param idleAfter a partition that says nothing for so long does not hold the others back;
     *     zero: it does, however long
     */
    public static WatermarkStrategy<Arrival> strategy(Duration outOfOrderness, Duration idleAfter) {
        return WatermarkStrategy.forGenerator(new Supplier(outOfOrderness, idleAfter))
                .withTimestampAssigner(new EventTimes());
    }

    @Override
    public void onEvent(Arrival arrival, long eventTimestamp, WatermarkOutput output) {
        newest = Math.max(newest, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (newest != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(newest - outOfOrdernessMillis - 1));
        }
    }

    /** Keeps dead letters from the generator, and from the clock of its idleness. */
    private record OfEventsAlone(WatermarkGenerator<Arrival> ofEvents)
            implements WatermarkGenerator<Arrival> {
        @Override
        public void onEvent(Arrival arrival, long eventTimestamp, WatermarkOutput output) {
            if (arrival.deadLetter == null) {
                ofEvents.onEvent(arrival, eventTimestamp, output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            ofEvents.onPeriodicEmit(output);
        }
    }

    private record Supplier(Duration outOfOrderness, Duration idleAfter)
            implements WatermarkGeneratorSupplier<Arrival> {
        @Override
        public WatermarkGenerator<Arrival> createWatermarkGenerator(
                WatermarkGeneratorSupplier.Context context) {
            WatermarkGenerator<Arrival> newest = new ArrivalWatermarks(outOfOrderness.toMillis());
            return new OfEventsAlone(
                    idleAfter.isZero()
                            ? newest
                            : new WatermarksWithIdleness<>(
                                    newest, idleAfter, context.getInputActivityClock()));
        }
    }

    private static final class EventTimes implements TimestampAssignerSupplier<Arrival> {
        private static final long serialVersionUID = 1;

        @Override
        public TimestampAssigner<Arrival> createTimestampAssigner(
                TimestampAssignerSupplier.Context context) {
            return (arrival, recordTimestamp) -> arrival.timestamp();
        }
    }
}
