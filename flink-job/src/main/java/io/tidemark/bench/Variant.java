/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.event.Arrival;
import io.tidemark.pipeline.ArrivalWatermarks;
import io.tidemark.pipeline.ControlSource;
import io.tidemark.pipeline.OperatorIds;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineSettings;
import io.tidemark.pipeline.SilenceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The jobs that are compared. */
enum Variant {
    /** Parsing alone, by Jackson's plain streaming parser. */
    YARDSTICK("yardstick", "parsing alone, Jackson's plain streaming parser"),
    /** The job, predictions only, numbers on a reference's grid. */
    DRIFT("drift", "the job, labels off, with references"),
    /** The job, predictions only, no references: numbers on the log grid. */
    DRIFT_WITHOUT_REFERENCE("drift_without_reference", "the job, labels off, no references"),
    /** A record for each value, into Flink's sliding windows. */
    PLAIN("plain", "explode, keyBy, sliding windows"),
    /** The job, with a label for each prediction. */
    JOIN("join", "the job, one label joined to each prediction");

    private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

    private final String id;
    private final String description;

    Variant(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name in JSON. */
    String id() {
        return id;
    }

    String description() {
        return description;
    }

    boolean hasLabels() {
        return this == JOIN;
    }

    /** Lays the job out in an environment, everything that leaves it discarded. */
    void build(
            StreamExecutionEnvironment env,
            Traffic traffic,
            Path samples,
            BenchmarkMonitors monitors) {
        switch (this) {
            case YARDSTICK ->
                    discard(
                            env.fromSource(
                                            new TrafficSource<>(
                                                    traffic, new YardstickDecoder(), samples),
                                            WatermarkStrategy.noWatermarks(),
                                            "events",
                                            TypeInformation.of(ParsedEvent.class))
                                    .uid(OperatorIds.PREDICTIONS),
                            "parsed");
            case PLAIN ->
                    discard(
                            PlainJob.build(
                                    arrivals(env, traffic, samples), monitors.histogramEdges()),
                            "statistics");
            default -> {
                boolean hasReference = this != DRIFT_WITHOUT_REFERENCE;
                Pipeline.Results results = pipeline(env, traffic, samples, monitors, hasReference);
                discard(results.rows(), OperatorIds.ROWS_SINK);
                discard(results.alerts(), OperatorIds.ALERTS_SINK);
                discard(results.deadLetters(), OperatorIds.DEAD_LETTERS_SINK);
            }
        }
    }

    static Pipeline.Results pipeline(
            StreamExecutionEnvironment env,
            Traffic traffic,
            Path samples,
            BenchmarkMonitors monitors,
            boolean hasReference) {
        PipelineSettings settings =
                PipelineSettings.of(traffic.hasLabels(), 0, SilenceSettings.never());
        return new Pipeline(env, monitors.monitors(hasReference), settings)
                .build(
                        arrivals(env, traffic, samples),
                        null,
                        new ControlSource(List.of(), Boundedness.BOUNDED));
    }

    static DataStream<Arrival> arrivals(
            StreamExecutionEnvironment env, Traffic traffic, Path samples) {
        return env.fromSource(
                        new TrafficSource<>(traffic, new ArrivalDecoder(), samples),
                        ArrivalWatermarks.strategy(OUT_OF_ORDERNESS, Duration.ZERO),
                        "events",
                        TypeInformation.of(Arrival.class))
                .uid(OperatorIds.PREDICTIONS);
    }

    private static <T> void discard(DataStream<T> stream, String uid) {
        stream.sinkTo(new DiscardingSink<>()).name(uid).uid(uid);
    }
}
