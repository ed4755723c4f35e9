/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.monitor.Monitors;
import io.tidemark.simulation.Scenario;
import io.tidemark.testing.RealKafka;
import io.tidemark.testing.RealPostgres;
import io.tidemark.testing.ResultTables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a run, its tables are those of the run to which nothing happened. */
@Timeout(600)
class KafkaRecoveryIT {
    /** As many as the killed job uses: whichever TaskManager dies, it dies under the job. */
    private static final int SLOTS = 3;

    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(SLOTS)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final int KILLS = 3;
    private static final int LATE = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of event time, sent while the job runs. */
    private static final long SLICE_MILLIS = Scenario.DAY_MILLIS / 2;

    private static Monitors monitors;
    private static Topics undisturbed;

    @TempDir Path directory;

    /** The run to which nothing happens; its database is the class's own. */
    @BeforeEach
    void runUndisturbed(@InjectMiniCluster MiniCluster cluster) throws Exception {
        if (undisturbed != null) {
            return;
        }
        monitors = FareTopics.monitors();
        Topics topics = Topics.create(KAFKA, FareTopics.PARTITIONS);
        FareTopics.send(KAFKA, topics, Long.MIN_VALUE, Long.MAX_VALUE);
        LiveJob job =
                start(
                        cluster,
                        new LiveJob.Deployment(2, directory, "hashmap", null),
                        kafka("undisturbed").bounded(),
                        topics,
                        POSTGRES.settings());
        job.awaitEnd();
        assertThat(job.attempts()).isZero();
        System.out.println("undisturbed: " + ResultTables.hashes(POSTGRES.settings()));
        assertThat(POSTGRES.number("SELECT count(*) FROM tidemark.alert"))
                .as("alerts, without which nothing would be shown about them")
                .isGreaterThan(3);
        assertThat(POSTGRES.rows("SELECT DISTINCT outcome FROM tidemark.event_outcome"))
                .as("one ordered producer per partition makes nothing late")
                .containsExactly("accepted");
        undisturbed = topics;
    }

    @Test
    void run_taskManagerKilledThreeTimes_tablesAndAlertsAreTheSame(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        PostgresSettings database = POSTGRES.migratedDatabase();
        Topics topics = Topics.create(KAFKA, FareTopics.PARTITIONS);
        LiveJob job =
                start(
                        cluster,
                        new LiveJob.Deployment(SLOTS, directory, "hashmap", null),
                        kafka("killed"),
                        topics,
                        database);
        int kills = 0;
        long end = FareTopics.SCENARIO.endMillis();
        for (long from = FareTopics.START; from < end; from += SLICE_MILLIS) {
            FareTopics.send(KAFKA, topics, from, from + SLICE_MILLIS);
            if (kills < KILLS && from > FareTopics.START && from + SLICE_MILLIS < end) {
                // this slice is being read, the next one is still to come
                cluster.terminateTaskManager(kills).get();
                cluster.startTaskManager();
                kills++;
                job.awaitRestore(kills);
            }
            job.awaitCommitted(job.available() / 2);
        }
        assertThat(kills).isEqualTo(KILLS);
        job.awaitAllCommitted();
        job.drain(directory);
        assertThat(job.attempts()).isGreaterThanOrEqualTo(KILLS);
        assertThat(job.restores()).isGreaterThanOrEqualTo(KILLS);
        assertSameTables(database, "true");
        assertSameAlerts(topics);
    }

    @Test
    void run_stoppedAndRestoredAtAnotherParallelismAmongLateEvents_tablesAreTheSame(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        PostgresSettings database = POSTGRES.migratedDatabase();
        Topics topics = Topics.create(KAFKA, FareTopics.PARTITIONS);
        long middle = FareTopics.START + 5 * Scenario.DAY_MILLIS / 2;
        FareTopics.send(KAFKA, topics, Long.MIN_VALUE, middle);
        LiveJob first =
                start(
                        cluster,
                        new LiveJob.Deployment(2, directory, "hashmap", null),
                        kafka("restored"),
                        topics,
                        database);
        first.awaitAllCommitted();
        String savepoint = first.stop(directory);
        assertThat(first.status()).isEqualTo(JobStatus.FINISHED);

        // the first that the restored job reads: events for windows that have been closed for a day
        for (int i = 0; i < LATE; i++) {
            KAFKA.send(lateEvent(topics, i));
        }
        FareTopics.send(KAFKA, topics, middle, Long.MAX_VALUE);
        LiveJob second =
                start(
                        cluster,
                        new LiveJob.Deployment(SLOTS, directory, "rocksdb", savepoint),
                        kafka("restored"),
                        topics,
                        database);
        second.awaitAllCommitted();
        second.drain(directory);
        assertThat(second.attempts()).isZero();
        assertThat(second.restores()).isEqualTo(1);
        assertThat(
                        RealPostgres.rows(
                                database,
                                "SELECT outcome, sum(count) FROM tidemark.event_outcome"
                                        + " WHERE outcome <> 'accepted' GROUP BY 1 ORDER BY 1"))
                .containsExactly("late|" + LATE, "late_for_labels|" + LATE);
        assertSameTables(database, "outcome = 'accepted'");
        assertSameAlerts(topics);
    }

    private static ProducerRecord<byte[], byte[]> lateEvent(Topics topics, int number) {
        long time = FareTopics.START + number * 600_000L;
        String json =
                """
                {"prediction_id":"late-%d","model_id":"%s","model_version":"%s","timestamp":%d,\
                "features":{"distance_km":9999},"prediction":9999,"metadata":{"city":"riverton"}}"""
                        .formatted(
                                number,
                                io.tidemark.simulation.FareReference.MODEL_ID,
                                io.tidemark.simulation.FareReference.MODEL_VERSION,
                                time);
        return new ProducerRecord<>(
                topics.predictions(),
                number % FareTopics.PARTITIONS,
                FareTopics.START + 3 * Scenario.DAY_MILLIS,
                null,
                json.getBytes(UTF_8));
    }

    private static LiveJob start(
            MiniCluster cluster,
            LiveJob.Deployment deployment,
            KafkaSettings kafka,
            Topics topics,
            PostgresSettings database)
            throws Exception {
        return LiveJob.start(
                cluster, deployment, monitors, kafka, topics, LiveJob.EVENT_TIME, database);
    }

    private static KafkaSettings kafka(String group) {
        return KafkaSettings.of(KAFKA.bootstrapServers()).withGroupId("recovery-" + group);
    }

    private static void assertSameTables(PostgresSettings database, String outcomes)
            throws Exception {
        assertThat(ResultTables.hashes(database, outcomes))
                .as(() -> difference(database, outcomes))
                .isEqualTo(ResultTables.hashes(POSTGRES.settings(), outcomes));
    }

    private static String difference(PostgresSettings database, String outcomes) {
        try {
            return ResultTables.difference(POSTGRES.settings(), database, outcomes);
        } catch (java.sql.SQLException e) {
            return e.toString();
        }
    }

    /** Nothing is missing, and what comes twice has the same id and says the same. */
    private static void assertSameAlerts(Topics topics) throws Exception {
        assertThat(alerts(topics)).isEqualTo(alerts(undisturbed));
    }

    private static Map<String, Set<String>> alerts(Topics topics) throws Exception {
        Map<String, Set<String>> alerts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : KAFKA.readAll(topics.alerts())) {
            String json = new String(record.value(), UTF_8);
            String id = JSON.readTree(json).get("alert_id").textValue();
            alerts.computeIfAbsent(id, any -> new TreeSet<>()).add(json);
        }
        return alerts;
    }
}
