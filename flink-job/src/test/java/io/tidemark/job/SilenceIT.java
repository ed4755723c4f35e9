/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.testing.RealKafka;
import io.tidemark.testing.RealPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A partition without events holds nobody back, and a topic without events is told of. */
@Timeout(120)
class SilenceIT {
    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final long START = 1_788_739_200_000L; // 2026-09-07T00:00:00Z
    private static final long MINUTE_MILLIS = 60_000;
    private static final long STEP_MILLIS = 10_000;
    private static final int FIRST_END = 25;
    private static final int SECOND_END = 45;

    private static final int PATIENCE = 300;

    @TempDir Path directory;

    @Test
    void run_topicGoesQuiet_openWindowsAreShownAndTheModelIsCalledSilent(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        Topics topics = Topics.create(KAFKA, 2);
        Monitors monitors =
                new Monitors(
                        List.of(
                                Monitor.of(
                                        new MonitorSpecReader()
                                                .read(
                                                        "{model_id: m, windows: [10m],"
                                                                + " allowed_lateness: 1m}"),
                                        null)));
        Settings.TimeSettings time = new Settings.TimeSettings("1s", "1s", null, null, "2s", "3s");
        try (LiveJob job =
                LiveJob.start(
                        cluster,
                        new LiveJob.Deployment(2, directory, "rocksdb", null),
                        monitors,
                        KafkaSettings.of(KAFKA.bootstrapServers()).withGroupId("silence"),
                        topics,
                        time,
                        POSTGRES.settings())) {
            // the other partition, and the feedback topic, never hold anything
            send(topics, 0, FIRST_END);
            await("windows", List.of("2|60", "2|60", "0|30"));
            await("SELECT status FROM tidemark.alert WHERE rule = 'silence'", List.of("firing"));
            assertThat(windows())
                    .as("silence moves no clock")
                    .containsExactly("2|60", "2|60", "0|30");
            assertThat(POSTGRES.rows("SELECT DISTINCT stage FROM tidemark.feature_window"))
                    .contains("0");

            send(topics, FIRST_END, SECOND_END);
            await(
                    "SELECT status FROM tidemark.alert WHERE rule = 'silence' ORDER BY started_at"
                            + " LIMIT 1",
                    List.of("resolved"));
            await("all windows", List.of("2|60", "2|60", "2|60", "2|60", "0|30"));
            assertThat(POSTGRES.rows("SELECT DISTINCT outcome FROM tidemark.event_outcome"))
                    .containsExactly("accepted");
            assertThat(job.attempts()).isZero();
            job.cancel();
        }
        assertThat(silence(topics)).startsWith("firing", "resolved");
    }

    private static void send(Topics topics, int fromMinute, int toMinute) throws Exception {
        for (long time = START + fromMinute * MINUTE_MILLIS;
                time < START + toMinute * MINUTE_MILLIS;
                time += STEP_MILLIS) {
            String json =
                    "{\"prediction_id\":\"p%d\",\"model_id\":\"m\",\"features\":{\"x\":1},\"prediction\":1}"
                            .formatted(time);
            KAFKA.send(
                    new ProducerRecord<>(
                            topics.predictions(), 0, time, null, json.getBytes(UTF_8)));
        }
        KAFKA.flush();
    }

    private static List<String> windows() throws Exception {
        return POSTGRES.rows(
                "SELECT stage, predictions FROM tidemark.model_window ORDER BY window_start");
    }

    private static void await(String query, List<String> expected) throws Exception {
        List<String> found = List.of();
        for (int tries = 0; tries < PATIENCE; tries++) {
            found = query.startsWith("SELECT") ? POSTGRES.rows(query) : windows();
            if (found.equals(expected)) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(found).as(query).isEqualTo(expected);
    }

    private static List<String> silence(Topics topics) throws Exception {
        List<String> transitions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : KAFKA.readAll(topics.alerts())) {
            var alert = new ObjectMapper().readTree(record.value());
            if (alert.get("rule").textValue().equals("silence")) {
                transitions.add(alert.get("status").textValue());
            }
        }
        return transitions;
    }
}
