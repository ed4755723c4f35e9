/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.PredictionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class ArrivalWatermarksTest {
    private static final long BOUND = 30_000;
    private static final Duration IDLE_AFTER = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();

    @Test
    void events_theNewestLessTheBound_isTheTime() {
        WatermarkGenerator<Arrival> generator = generator(Duration.ZERO);
        generator.onPeriodicEmit(told);
        generator.onEvent(event(), 100_000, told);
        generator.onEvent(event(), 90_000, told);
        generator.onPeriodicEmit(told);
        assertThat(told.said).containsExactly(Long.toString(100_000 - BOUND - 1));
    }

    @Test
    void deadLetters_neitherMoveTheClockNorKeepTheirPartitionAlive() {
        WatermarkGenerator<Arrival> generator = generator(IDLE_AFTER);
        for (int second = 0; second <= 20; second++) {
            generator.onEvent(deadLetter(), 100_000, told);
            generator.onPeriodicEmit(told);
            clock.advanceTime(Duration.ofSeconds(1));
        }
        assertThat(told.said).containsOnly("idle");
        generator.onEvent(event(), 100_000, told);
        generator.onPeriodicEmit(told);
        assertThat(told.said).endsWith(Long.toString(100_000 - BOUND - 1));
    }

    private WatermarkGenerator<Arrival> generator(Duration idleAfter) {
        return ArrivalWatermarks.strategy(Duration.ofMillis(BOUND), idleAfter)
                .createWatermarkGenerator(
                        new WatermarkGeneratorSupplier.Context() {
                            @Override
                            public MetricGroup getMetricGroup() {
                                return new UnregisteredMetricsGroup();
                            }

                            @Override
                            public RelativeClock getInputActivityClock() {
                                return clock;
                            }
                        });
    }

    private static Arrival event() {
        Arrival arrival = new Arrival();
        arrival.prediction = new PredictionEvent();
        return arrival;
    }

    private static Arrival deadLetter() {
        return Arrival.of(new DeadLetter(), 0);
    }

    private static final class Told implements WatermarkOutput {
        private final List<String> said = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            said.add(Long.toString(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
            said.add("idle");
        }

        @Override
        public void markActive() {
            said.add("active");
        }
    }
}
