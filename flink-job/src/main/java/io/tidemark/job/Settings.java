/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All settings of a job, as its file has them; every key that is absent has its default. Durations
 * are written as in a monitor spec: {@code 30s}, {@code 5m}, {@code 1h}.
 *
 * @param monitors what is watched; models without a monitor are watched all the same
 */
public record Settings(
        KafkaSettings kafka,
        PostgresSettings postgres,
        List<MonitorFiles> monitors,
        TimeSettings time,
        JobSettings job) {

    public Settings {
        kafka =
                kafka == null
                        ? new KafkaSettings(null, null, null, null, null, null, null, null, null)
                        : kafka;
        postgres = postgres == null ? new PostgresSettings(null, null, null, null, null) : postgres;
        // as it was read, absent entries too: the reader says which one is at fault
        monitors = monitors == null ? List.of() : Collections.unmodifiableList(monitors);
        time = time == null ? new TimeSettings(null, null, null, null, null, null) : time;
        job = job == null ? new JobSettings(null, null, null, null, null) : job;
    }

    /**
     * Where events come from and alerts go.
     *
     * @param feedback empty text: no labels are read and nothing is joined
     * @param start where a run without a checkpoint begins: {@code committed_or_earliest}, {@code
     *     committed_or_latest}, {@code earliest}, {@code latest}
     * @param alertsDelivery {@code at_least_once} or {@code exactly_once}
     * @param properties further properties of Kafka's clients
     */
    public record KafkaSettings(
            String bootstrapServers,
            String group,
            String predictions,
            String feedback,
            String alerts,
            String deadLetters,
            String start,
            String alertsDelivery,
            Map<String, String> properties) {
        public KafkaSettings {
            bootstrapServers = or(bootstrapServers, "localhost:9092");
            group = or(group, "tidemark");
            predictions = or(predictions, "tidemark.predictions");
            feedback = or(feedback, "tidemark.feedback");
            alerts = or(alerts, "tidemark.alerts");
            deadLetters = or(deadLetters, "tidemark.dead-letters");
            start = or(start, "committed_or_earliest");
            alertsDelivery = or(alertsDelivery, "at_least_once");
            properties = properties == null ? Map.of() : Collections.unmodifiableMap(properties);
        }

        boolean hasFeedback() {
            return !feedback.isEmpty();
        }
    }

    /**
     * Where rows go.
     *
     * @param passwordFile a file that holds the password alone; the environment variable {@code
     *     TIDEMARK_POSTGRES_PASSWORD} serves too
     * @param maxOutage how long the job waits for the database before it fails
     */
    public record PostgresSettings(
            String url, String user, String passwordFile, String maxOutage, Integer batchRows) {
        public PostgresSettings {
            url = or(url, "jdbc:postgresql://localhost:5432/tidemark");
            user = or(user, "tidemark");
            maxOutage = or(maxOutage, "30m");
            batchRows = batchRows == null ? 1_000 : batchRows;
        }
    }

    /**
     * A monitor's files, paths relative to the settings file.
     *
     * @param spec YAML or JSON
     * @param reference CSV; may be absent
     */
    public record MonitorFiles(String spec, String reference) {}

    /**
     * How time is told.
     *
     * @param outOfOrderness disorder of event time that makes nothing late
     * @param idleAfter a partition that says nothing for so long does not hold the others back
     * @param maxAhead events further ahead of their record than this are quarantined
     * @param notBefore events before this instant are quarantined (ISO-8601)
     * @param provisionalAfter open windows are shown when time has stood still for so long; 0s:
     *     never
     * @param silentAfter an alert is raised when nothing of a model has come for so long; 0s: never
     */
    public record TimeSettings(
            String outOfOrderness,
            String idleAfter,
            String maxAhead,
            String notBefore,
            String provisionalAfter,
            String silentAfter) {
        public TimeSettings {
            outOfOrderness = or(outOfOrderness, "30s");
            idleAfter = or(idleAfter, "1m");
            maxAhead = or(maxAhead, "5m");
            notBefore = or(notBefore, "2000-01-01T00:00:00Z");
            provisionalAfter = or(provisionalAfter, "2m");
            silentAfter = or(silentAfter, "15m");
        }
    }

    /**
     * How the job runs.
     *
     * @param parallelism null: the cluster's default; as many as processors in a local run
     * @param generation raised to force a rewrite of rows
     * @param checkpointInterval of the local run; on a cluster its configuration rules
     * @param checkpointDirectory a URI. A local run goes on from the newest checkpoint in it. Null:
     *     the cluster's; in a local run one that is gone afterwards
     * @param name the job's name in Flink
     */
    public record JobSettings(
            Integer parallelism,
            Integer generation,
            String checkpointInterval,
            String checkpointDirectory,
            String name) {
        public JobSettings {
            generation = generation == null ? 0 : generation;
            checkpointInterval = or(checkpointInterval, "60s");
            name = or(name, "tidemark");
        }
    }

    private static String or(String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
