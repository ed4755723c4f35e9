/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.event.Arrival;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.io.kafka.KafkaEndpoints;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpecWriter;
import io.tidemark.monitor.Monitors;
import io.tidemark.pipeline.ArrivalWatermarks;
import io.tidemark.pipeline.ControlSource;
import io.tidemark.pipeline.OperatorIds;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineSettings;
import io.tidemark.pipeline.SilenceSettings;
import io.tidemark.result.MonitorRow;
import io.tidemark.result.Upsert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job in production: Kafka in, the pipeline, Postgres and Kafka out.
 *
 * <pre>
 * tidemark.predictions ─►┐            ┌─► rows         ─► Postgres
 * tidemark.feedback    ─►├─ Pipeline ─┼─► alerts       ─► tidemark.alerts
 * control              ─►┘            └─► dead letters ─► tidemark.dead-letters
 * </pre>
 */
public final class Topology {
    private Topology() {}

    /** Lays the job out in an environment; the caller executes. */
    public static void build(
            StreamExecutionEnvironment env,
            Settings settings,
            Monitors monitors,
            KafkaEndpoints kafka,
            PostgresSink rows) {
        Settings.KafkaSettings topics = settings.kafka();
        WatermarkStrategy<Arrival> time =
                ArrivalWatermarks.strategy(
                        SettingsReader.duration(settings.time().outOfOrderness()),
                        SettingsReader.duration(settings.time().idleAfter()));
        EventLimits limits = EventLimits.defaults();
        EventTimeBounds bounds =
                new EventTimeBounds(
                        Instant.parse(settings.time().notBefore()).toEpochMilli(),
                        SettingsReader.duration(settings.time().maxAhead()).toMillis());

        KafkaSource<Arrival> source = kafka.predictions(topics.predictions(), limits, bounds);
        DataStream<Arrival> predictions = read(env, source, time, OperatorIds.PREDICTIONS);
        DataStream<Arrival> feedback =
                topics.hasFeedback()
                        ? read(
                                env,
                                kafka.feedback(topics.feedback(), limits, bounds),
                                time,
                                OperatorIds.FEEDBACK)
                        : null;

        Pipeline.Results results =
                new Pipeline(env, monitors, pipelineSettings(settings))
                        .build(
                                predictions,
                                feedback,
                                new ControlSource(List.of(), source.getBoundedness()));

        DataStream<Upsert> all = results.rows();
        if (!monitors.all().isEmpty()) {
            all = all.union(monitorRows(env, monitors));
        }
        all.sinkTo(rows).name("rows").uid(OperatorIds.ROWS_SINK).setParallelism(1);
        results.alerts()
                .sinkTo(kafka.alerts(topics.alerts()))
                .name("alerts")
                .uid(OperatorIds.ALERTS_SINK)
                .setParallelism(1);
        results.deadLetters()
                .sinkTo(kafka.deadLetters(topics.deadLetters()))
                .name("dead-letters")
                .uid(OperatorIds.DEAD_LETTERS_SINK);
    }

    private static DataStream<Arrival> read(
            StreamExecutionEnvironment env,
            KafkaSource<Arrival> source,
            WatermarkStrategy<Arrival> time,
            String uid) {
        String name = uid.substring(0, uid.lastIndexOf("-v"));
        return env.fromSource(source, time, name, TypeInformation.of(Arrival.class)).uid(uid);
    }

    private static PipelineSettings pipelineSettings(Settings settings) {
        Duration provisional = SettingsReader.duration(settings.time().provisionalAfter());
        Duration silent = SettingsReader.duration(settings.time().silentAfter());
        return PipelineSettings.of(
                settings.kafka().hasFeedback(),
                settings.job().generation(),
                new SilenceSettings(provisional.toMillis(), silent.toMillis()));
    }

    /** The specs that the job has been started with, for the table of that name. */
    private static DataStream<Upsert> monitorRows(
            StreamExecutionEnvironment env, Monitors monitors) {
        List<Upsert> rows = new ArrayList<>();
        for (Monitor monitor : monitors.all()) {
            String spec = MonitorSpecWriter.toJson(monitor.spec());
            rows.add(Upsert.of(new MonitorRow(monitor.modelId(), monitor.revision(), spec)));
        }
        return env.fromData(rows, TypeInformation.of(Upsert.class))
                .name("monitors")
                .uid(OperatorIds.MONITOR_ROWS);
    }
}
