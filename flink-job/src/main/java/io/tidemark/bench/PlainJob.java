/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.event.Arrival;
import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The job that one writes first: a record for each value of each prediction, keyed by model and
 * feature, into Flink's own sliding windows of 5 minutes every minute.
 */
final class PlainJob {
    private static final Duration SIZE = Duration.ofMinutes(5);
    private static final Duration SLIDE = Duration.ofMinutes(1);

    private PlainJob() {}

    /**
     * @param edges of each numeric feature's histogram, ascending
     */
    static DataStream<FeatureStatistics> build(
            DataStream<Arrival> events, Map<String, double[]> edges) {
        return events.flatMap(new Explode())
                .returns(TypeInformation.of(FeatureValue.class))
                .name("explode")
                .uid("explode")
                .keyBy(
                        value -> Tuple2.of(value.modelId, value.feature),
                        Types.TUPLE(Types.STRING, Types.STRING))
                .window(SlidingEventTimeWindows.of(SIZE, SLIDE))
                .aggregate(
                        new Statistics(edges),
                        new WithWindow(),
                        TypeInformation.of(FeatureStatistics.class),
                        TypeInformation.of(FeatureStatistics.class),
                        TypeInformation.of(FeatureStatistics.class))
                .name("sliding-windows")
                .uid("sliding-windows");
    }

    private static final class Explode implements FlatMapFunction<Arrival, FeatureValue> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Arrival arrival, Collector<FeatureValue> out) {
            PredictionEvent event = arrival.prediction;
            NamedValues values = event.features;
            for (int i = 0; i < values.size; i++) {
                out.collect(
                        new FeatureValue(
                                event.modelId,
                                values.names[i],
                                values.kinds[i],
                                values.numbers[i],
                                values.texts[i]));
            }
        }
    }

    private record Statistics(Map<String, double[]> edges)
            implements AggregateFunction<FeatureValue, FeatureStatistics, FeatureStatistics> {
        private static final double[] NO_EDGES = {};

        @Override
        public FeatureStatistics createAccumulator() {
            return new FeatureStatistics();
        }

        @Override
        public FeatureStatistics add(FeatureValue value, FeatureStatistics statistics) {
            statistics.add(value, edges.getOrDefault(value.feature, NO_EDGES));
            return statistics;
        }

        @Override
        public FeatureStatistics getResult(FeatureStatistics statistics) {
            return statistics;
        }

        @Override
        public FeatureStatistics merge(FeatureStatistics one, FeatureStatistics other) {
            throw new UnsupportedOperationException("only session windows merge");
        }
    }

    private static final class WithWindow
            extends ProcessWindowFunction<
                    FeatureStatistics, FeatureStatistics, Tuple2<String, String>, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(
                Tuple2<String, String> key,
                Context context,
                Iterable<FeatureStatistics> results,
                Collector<FeatureStatistics> out) {
            FeatureStatistics statistics = results.iterator().next();
            statistics.windowStart = context.window().getStart();
            out.collect(statistics);
        }
    }
}
