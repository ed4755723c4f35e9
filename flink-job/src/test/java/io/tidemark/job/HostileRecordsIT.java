/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.DeadLetter;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.testing.HostileRecord;
import io.tidemark.testing.RealKafka;
import io.tidemark.testing.RealPostgres;
import io.tidemark.testing.ResultTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One record in a hundred is no event: the job runs on, and says of each what it was. */
@Timeout(300)
class HostileRecordsIT {
    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final int RECORDS = 200_000;
    private static final int HOSTILE_EVERY = 100;
    private static final int FEEDBACK_EVERY = 20;
    private static final int PARTITIONS = 4;
    private static final long HOUR_MILLIS = 3_600_000;

    /** Two days in all; the last record is older than {@link HostileRecord#RECORD_TIME}. */
    private static final long STEP_MILLIS = 864;

    private static final long START = HostileRecord.RECORD_TIME - RECORDS * STEP_MILLIS;

    /** Bytes of a hostile record of which there are many. */
    private static final int LIGHT = 30_000;

    private static final Map<String, String> TOPIC =
            Map.of("max.message.bytes", String.valueOf(4 << 20), "retention.ms", "-1");

    @TempDir Path directory;

    /** Where a record of the topics came to lie. */
    private record Place(String topic, int partition, long offset) {}

    /** A hostile record as it was sent. */
    private record Sent(HostileRecord record, byte[] key, long timestamp) {}

    @Test
    void run_onePercentHostile_rowsAreThoseOfTheOthersAndEachIsAccountedFor(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        Topics clean = topics();
        assertThat(send(clean, false)).isEmpty();
        run(cluster, clean, "clean", POSTGRES.settings());
        assertThat(KAFKA.readAll(clean.deadLetters())).isEmpty();

        Topics mixed = topics();
        Map<Place, Sent> hostile = send(mixed, true);
        assertThat(hostile).hasSize(RECORDS / HOSTILE_EVERY);
        PostgresSettings database = POSTGRES.migratedDatabase();
        run(cluster, mixed, "hostile", database);

        Map<String, String> hashes = ResultTables.hashes(database, "outcome = 'accepted'");
        assertThat(hashes)
                .as(() -> difference(database))
                .isEqualTo(ResultTables.hashes(POSTGRES.settings()));
        System.out.println("with hostile records: " + hashes);
        assertCounted(database, hostile);
        assertQuarantined(mixed, hostile);
        assertCounts(database);
    }

    private static Topics topics() throws Exception {
        return new Topics(
                KAFKA.newTopic("predictions", PARTITIONS, TOPIC),
                KAFKA.newTopic("feedback", PARTITIONS, TOPIC),
                KAFKA.newTopic("alerts", 1, TOPIC),
                KAFKA.newTopic("dead-letters", 2, Map.of("retention.ms", "-1")));
    }

    /** Sends all records, or all but the hostile ones; returns where those are. */
    private static Map<Place, Sent> send(Topics topics, boolean withHostile) throws Exception {
        List<HostileRecord> predictions = schedule(HostileRecord.all());
        List<HostileRecord> feedback = schedule(HostileRecord.allOfFeedback());
        Map<String, Integer> used = new HashMap<>();
        Map<String, Long> ends = new HashMap<>();
        Map<Place, Sent> hostile = new HashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            boolean isHostile = i % HOSTILE_EVERY == 37;
            boolean isFeedback = isHostile ? i / HOSTILE_EVERY % 10 == 0 : i % FEEDBACK_EVERY == 3;
            if (isHostile && !withHostile) {
                continue;
            }
            String topic = isFeedback ? topics.feedback() : topics.predictions();
            int partition = (i + i / FEEDBACK_EVERY) % PARTITIONS;
            long timestamp = START + i * STEP_MILLIS;
            byte[] key = ("k" + i).getBytes(UTF_8);
            byte[] value;
            long offset = ends.merge(topic + partition, 1L, Long::sum) - 1;
            if (isHostile) {
                List<HostileRecord> kinds = isFeedback ? feedback : predictions;
                HostileRecord kind = kinds.get(used.merge(topic, 1, Integer::sum) - 1);
                hostile.put(new Place(topic, partition, offset), new Sent(kind, key, timestamp));
                value = kind.value();
            } else {
                value = (isFeedback ? label(i - 1) : prediction(i)).getBytes(UTF_8);
            }
            KAFKA.send(new ProducerRecord<>(topic, partition, timestamp, key, value));
        }
        KAFKA.flush();
        return hostile;
    }

    /** Large records twice, then the small ones in turn. */
    private static List<HostileRecord> schedule(List<HostileRecord> kinds) {
        List<HostileRecord> light = new ArrayList<>();
        List<HostileRecord> schedule = new ArrayList<>();
        for (HostileRecord kind : kinds) {
            if (kind.value() != null && kind.value().length > LIGHT) {
                schedule.add(kind);
                schedule.add(kind);
            } else {
                light.add(kind);
            }
        }
        for (int i = 0; schedule.size() < RECORDS / HOSTILE_EVERY; i++) {
            schedule.add(light.get(i % light.size()));
        }
        return schedule;
    }

    /** Some have control characters in a text, which is no reason to refuse them. */
    private static String prediction(int i) {
        long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
        double number = (mixed >>> 40) / (double) (1 << 24);
        String zone = i % 50 == 0 ? "a\\u0000\\u001f" : "z" + (mixed >>> 20 & 3);
        return """
        {"id":"p%d","model":"m","version":"1","timestamp":%d,"features":{"x":%s,"zone":"%s"},\
        "prediction":%s,"latency_ms":%d}"""
                .formatted(i, START + i * STEP_MILLIS, number, zone, number * 2, mixed >>> 58);
    }

    private static String label(int i) {
        return """
        {"id":"p%d","model":"m","label":%d,"timestamp":%d}"""
                .formatted(i, i % 3, START + (i + 1) * STEP_MILLIS);
    }

    private void run(MiniCluster cluster, Topics topics, String name, PostgresSettings database)
            throws Exception {
        String spec =
                """
                model_id: m
                task: regression
                windows: [6h, 1d]
                performance_windows: [1d]
                labels: {horizon: 2h, corrections_for: 1h}
                """;
        Monitor monitor = Monitor.of(new MonitorSpecReader().read(spec), null);
        long begin = System.nanoTime();
        try (LiveJob job =
                LiveJob.start(
                        cluster,
                        new LiveJob.Deployment(2, directory, "hashmap", null),
                        new Monitors(List.of(monitor)),
                        KafkaSettings.of(KAFKA.bootstrapServers())
                                .withGroupId("hostile-" + name)
                                .bounded(),
                        topics,
                        LiveJob.EVENT_TIME,
                        database)) {
            job.awaitEnd();
            assertThat(job.attempts()).as("restarts").isZero();
        }
        System.out.println(name + ": " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static void assertCounted(PostgresSettings database, Map<Place, Sent> hostile)
            throws Exception {
        Map<String, Long> expected = new TreeMap<>();
        Set<String> reasons = new HashSet<>();
        for (Sent sent : hostile.values()) {
            String model = sent.record().modelId();
            long hour = Math.floorDiv(sent.timestamp(), HOUR_MILLIS);
            expected.merge(
                    (model == null ? "(unknown)" : model)
                            + "|"
                            + hour
                            + "|"
                            + sent.record().reason(),
                    1L,
                    Long::sum);
            reasons.add(sent.record().reason());
        }
        assertThat(reasons).as("kinds of hostile records").hasSizeGreaterThanOrEqualTo(20);
        Map<String, Long> counted = new TreeMap<>();
        for (String row :
                RealPostgres.rows(
                        database,
                        "SELECT model_id, (extract(epoch FROM hour) / 3600)::bigint, outcome, count"
                                + " FROM tidemark.event_outcome WHERE outcome <> 'accepted'")) {
            int bar = row.lastIndexOf('|');
            counted.put(row.substring(0, bar), Long.valueOf(row.substring(bar + 1)));
        }
        assertThat(counted).isEqualTo(expected);
    }

    /** Every event is in the figures; outcomes count labels only where one is refused. */
    private static void assertCounts(PostgresSettings database) throws Exception {
        int labels = RECORDS / FEEDBACK_EVERY;
        assertThat(RealPostgres.rows(database, "SELECT sum(count) FROM tidemark.event_outcome"))
                .containsExactly(String.valueOf(RECORDS - labels));
        assertThat(
                        RealPostgres.rows(
                                database,
                                "SELECT sum(labelled) FROM tidemark.performance_window"
                                        + " WHERE metric = 'mae'"))
                .containsExactly(String.valueOf(labels));
        assertThat(
                        RealPostgres.rows(
                                database,
                                "SELECT count(*) > 0 FROM tidemark.feature_distribution d"
                                        + " WHERE feature = 'zone' AND d::text LIKE '%a\uFFFD\uFFFD%'"))
                .as("control characters are replaced")
                .containsExactly("t");
    }

    private static void assertQuarantined(Topics topics, Map<Place, Sent> hostile)
            throws Exception {
        Set<Place> seen = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> letter : KAFKA.readAll(topics.deadLetters())) {
            Place place =
                    new Place(
                            header(letter, "topic"),
                            Integer.parseInt(header(letter, "partition")),
                            Long.parseLong(header(letter, "offset")));
            assertThat(seen.add(place)).as("once: " + place).isTrue();
            Sent sent = hostile.get(place);
            assertThat(sent).as("sent: " + place).isNotNull();
            HostileRecord record = sent.record();
            assertThat(header(letter, "reason")).as(record.name()).isEqualTo(record.reason());
            assertThat(header(letter, "detail")).contains(record.word());
            assertThat(letter.key()).isEqualTo(sent.key());
            byte[] value = record.value();
            boolean isCut = value != null && value.length > DeadLetter.DEFAULT_VALUE_LIMIT;
            assertThat(letter.value())
                    .as(record.name())
                    .isEqualTo(
                            isCut ? Arrays.copyOf(value, DeadLetter.DEFAULT_VALUE_LIMIT) : value);
            assertThat(header(letter, "truncated")).isEqualTo(isCut ? "true" : null);
            assertThat(header(letter, "original_size"))
                    .isEqualTo(isCut ? String.valueOf(value.length) : null);
        }
        assertThat(seen).isEqualTo(hostile.keySet());
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static String difference(PostgresSettings database) {
        try {
            return ResultTables.difference(POSTGRES.settings(), database, "outcome = 'accepted'");
        } catch (java.sql.SQLException e) {
            return e.toString();
        }
    }
}
