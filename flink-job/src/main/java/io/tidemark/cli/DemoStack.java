/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.embedded.EmbeddedDatabase;
import io.tidemark.embedded.EmbeddedKafka;
import io.tidemark.embedded.ExitHook;
import io.tidemark.io.kafka.KafkaEndpoints;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.Migrations;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.job.Environments;
import io.tidemark.job.MonitorFilesReader;
import io.tidemark.job.Settings;
import io.tidemark.job.Topology;
import io.tidemark.monitor.Monitors;
import io.tidemark.simulation.FareReference;
import io.tidemark.simulation.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real broker, a real database and the real job in this process, on loopback, for one scenario.
 */
final class DemoStack implements AutoCloseable {
    private static final int PARALLELISM = 2;
    private static final int REFERENCE_ROWS = 8_000;
    private static final int CANCEL_SECONDS = 10;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    private final Settings settings = new Settings(null, null, null, null, null);
    private final Path directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedDatabase database;
    private final ExitHook exitHook;
    private JobClient job;

    private DemoStack(Path directory, EmbeddedKafka kafka, EmbeddedDatabase database) {
        this.directory = directory;
        this.kafka = kafka;
        this.database = database;
        this.exitHook =
                new ExitHook("demo-exit", () -> FileUtils.deleteDirectory(directory.toFile()));
    }

    static DemoStack start(Scenario scenario) throws Exception {
        CompletableFuture<EmbeddedKafka> broker =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return EmbeddedKafka.start();
                            } catch (IOException e) {
                                throw new CommandFailedException("Kafka does not start here", e);
                            }
                        });
        EmbeddedDatabase database;
        try {
            database = EmbeddedDatabase.start();
        } catch (IOException e) {
            close(broker.join());
            throw new CommandFailedException("Postgres does not start here", e);
        }
        DemoStack stack =
                new DemoStack(Files.createTempDirectory("tidemark-demo"), broker.join(), database);
        try {
            stack.submit(scenario);
        } catch (Exception | Error e) {
            stack.close();
            throw e;
        }
        return stack;
    }

    private static void close(EmbeddedKafka broker) {
        try {
            broker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(Scenario scenario) throws Exception {
        createTopics();
        PostgresSettings postgres = database.settings();
        Migrations.migrate(postgres);
        Migrations.ensurePartitions(
                postgres,
                Instant.ofEpochMilli(scenario.startMillis()),
                Instant.ofEpochMilli(scenario.endMillis()));
        StreamExecutionEnvironment env =
                Environments.local(PARALLELISM, configuration(directory.resolve("checkpoints")));
        env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
        Topology.build(
                env,
                settings,
                monitors(scenario),
                new KafkaEndpoints(KafkaSettings.of(kafka.bootstrapServers())),
                new PostgresSink(postgres, PostgresSink.Settings.defaults()));
        job = env.executeAsync("tidemark demo");
    }

    private void createTopics() throws Exception {
        Settings.KafkaSettings topics = settings.kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            int partitions = DemoPlayback.PARTITIONS;
            admin.createTopics(
                            List.of(
                                    new NewTopic(topics.predictions(), partitions, (short) 1),
                                    new NewTopic(topics.feedback(), partitions, (short) 1),
                                    new NewTopic(topics.alerts(), 1, (short) 1),
                                    new NewTopic(topics.deadLetters(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private Monitors monitors(Scenario scenario) throws Exception {
        Path spec = directory.resolve("fare-estimator.yaml");
        Path reference = directory.resolve("fare-estimator.csv");
        Files.writeString(spec, FareReference.monitor(), StandardCharsets.UTF_8);
        Files.writeString(
                reference, FareReference.csv(scenario, REFERENCE_ROWS), StandardCharsets.UTF_8);
        return new Monitors(List.of(MonitorFilesReader.read(spec, reference)));
    }

    private static Configuration configuration(Path checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return configuration;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    Settings.KafkaSettings topics() {
        return settings.kafka();
    }

    PostgresSettings postgres() {
        return database.settings();
    }

    /** The monitor and the reference of the simulated model. */
    Path directory() {
        return directory;
    }

    /** Fails when the job has. */
    void requireRunning() throws Exception {
        if (job.getJobStatus().get().isGloballyTerminalState()) {
            job.getJobExecutionResult().get();
            throw new CommandFailedException("the job has ended by itself");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (job != null) {
                job.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it goes down with the process
        } finally {
            kafka.close();
            database.close();
            exitHook.cancel();
            FileUtils.deleteQuietly(directory.toFile());
        }
    }
}
