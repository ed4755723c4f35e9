/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.testing.RealKafka;
import io.tidemark.testing.RealPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}: what goes wrong at its start, and a process of its own from start to Ctrl-C. */
@Timeout(180)
class RunCommandIT {
    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    private static final String SECRET = "canary-secret";

    @TempDir Path directory;

    @Test
    void run_monitorFileIsFaulty_is2AndNamesIt() throws Exception {
        Path monitor = Files.writeString(directory.resolve("m.yaml"), "model_id: m\nwindow: [1h]");
        assertThat(run(2, config("127.0.0.1:1", POSTGRES.settings().url(), "topic", monitor)))
                .contains(monitor.toString())
                .contains("window");
    }

    @Test
    void run_kafkaIsNotThere_is1AndNamesTheAddress() throws Exception {
        assertThat(run(1, config("127.0.0.1:1", POSTGRES.settings().url(), "topic", null)))
                .contains("Kafka at 127.0.0.1:1 cannot be reached");
    }

    @Test
    void run_topicIsNotThere_is1AndNamesIt() throws Exception {
        String config =
                config(KAFKA.bootstrapServers(), POSTGRES.settings().url(), "no-such-topic", null);
        assertThat(run(1, config)).contains(KAFKA.bootstrapServers()).contains("no-such-topic");
    }

    @Test
    void run_postgresIsNotThere_is1AndNamesTheAddress() throws Exception {
        String topic = KAFKA.newTopic("predictions", 1);
        String url = "jdbc:postgresql://127.0.0.1:1/tidemark?password=" + SECRET;
        assertThat(run(1, config(KAFKA.bootstrapServers(), url, topic, null)))
                .contains("Postgres at 127.0.0.1:1/tidemark cannot be reached");
    }

    @Test
    void run_process_writesRowsAndEndsWhenAsked() throws Exception {
        PostgresSettings database = POSTGRES.emptyDatabase();
        String topic = KAFKA.newTopic("predictions", 2);
        KAFKA.send(
                topic,
                "k",
                "{\"prediction_id\":\"p\",\"model_id\":\"m\",\"features\":{\"x\":1},\"prediction\":1}");
        KAFKA.flush();
        Path config = directory.resolve("job.yaml");
        Files.writeString(config, config(KAFKA.bootstrapServers(), database.url(), topic, null));
        Path err = directory.resolve("err");
        ProcessBuilder command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dlog4j2.configurationFile=log4j2.properties",
                                Tidemark.class.getName(),
                                "run",
                                "--config",
                                config.toString())
                        .redirectError(err.toFile())
                        .redirectOutput(directory.resolve("out").toFile());
        command.environment()
                .put(
                        "TIDEMARK_POSTGRES_PASSWORD",
                        database.password() == null ? SECRET : database.password());
        Process process = command.start();
        try {
            while (!hasAccepted(database)) {
                assertThat(process.isAlive()).as(() -> read(err)).isTrue();
                Thread.sleep(100);
            }
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(read(err))
                .startsWith("reading " + topic + " from Kafka at " + KAFKA.bootstrapServers())
                .doesNotContain("\tat ")
                .doesNotContain(SECRET);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(3);
        }
    }

    private static boolean hasAccepted(PostgresSettings database) {
        try {
            return RealPostgres.rows(
                            database, "SELECT sum(count)::text FROM tidemark.event_outcome")
                    .contains("1");
        } catch (java.sql.SQLException e) {
            // the schema is still to come
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String config(String kafka, String url, String topic, Path monitor) throws Exception {
        String outputs = "{alerts: %s, dead_letters: %s".formatted(alerts(kafka), letters(kafka));
        return """
                kafka: %s, bootstrap_servers: '%s', predictions: %s, feedback: '', group: %s}
                postgres: {url: '%s', user: %s}
                job: {parallelism: 1, checkpoint_interval: 1s}
                monitors: [%s]
                """
                .formatted(
                        outputs,
                        kafka,
                        topic,
                        topic,
                        url,
                        POSTGRES.settings().user(),
                        monitor == null ? "" : "{spec: " + monitor + "}");
    }

    private static String alerts(String kafka) throws Exception {
        return kafka.equals(KAFKA.bootstrapServers()) ? KAFKA.newTopic("alerts", 1) : "alerts";
    }

    private static String letters(String kafka) throws Exception {
        return kafka.equals(KAFKA.bootstrapServers()) ? KAFKA.newTopic("letters", 1) : "letters";
    }

    private String run(int status, String config) throws Exception {
        Path file = directory.resolve("job.yaml");
        Files.write(file, config.getBytes(UTF_8));
        StringWriter err = new StringWriter();
        int found =
                Tidemark.execute(
                        Tidemark.commandLine(),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        false,
                        "run",
                        "--config",
                        file.toString());
        assertThat(found).as(err.toString()).isEqualTo(status);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("tidemark: ").doesNotContain(SECRET);
        return err.toString();
    }
}
