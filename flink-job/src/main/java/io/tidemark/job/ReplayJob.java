/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.event.Arrival;
import io.tidemark.io.file.ReplaySource;
import io.tidemark.monitor.Monitors;
import io.tidemark.pipeline.ArrivalWatermarks;
import io.tidemark.pipeline.ControlSource;
import io.tidemark.pipeline.OperatorIds;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineSettings;
import io.tidemark.pipeline.SilenceSettings;
import io.tidemark.result.Upsert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The same pipeline over files, in event time: history at full speed. */
public final class ReplayJob {
    /**
     * What is replayed.
     *
     * @param feedback null when there are no labels
     * @param outOfOrderness disorder of event time that makes nothing late
     */
    public record Request(
            Path predictions,
            Path feedback,
            Monitors monitors,
            Duration outOfOrderness,
            int generation) {
        private static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofSeconds(30);

        /** With the disorder that a live job allows for. */
        public static Request of(
                Path predictions, Path feedback, Monitors monitors, int generation) {
            return new Request(
                    predictions, feedback, monitors, DEFAULT_OUT_OF_ORDERNESS, generation);
        }
    }

    private ReplayJob() {}

    /** Lays the replay out; the caller sinks the rows and executes. */
    public static DataStream<Upsert> build(StreamExecutionEnvironment env, Request request) {
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        DataStream<Arrival> events =
                env.fromSource(
                                new ReplaySource(
                                        request.predictions(),
                                        request.feedback(),
                                        env.getParallelism()),
                                ArrivalWatermarks.strategy(request.outOfOrderness(), Duration.ZERO),
                                "events",
                                TypeInformation.of(Arrival.class))
                        .uid(OperatorIds.PREDICTIONS);
        PipelineSettings settings =
                PipelineSettings.of(
                        request.feedback() != null, request.generation(), SilenceSettings.never());
        return new Pipeline(env, request.monitors(), settings)
                .build(events, null, new ControlSource(List.of(), Boundedness.BOUNDED))
                .rows();
    }
}
