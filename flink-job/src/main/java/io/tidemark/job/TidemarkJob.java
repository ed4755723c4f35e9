/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.io.EndpointException;
import io.tidemark.io.kafka.KafkaEndpoints;
import io.tidemark.io.kafka.KafkaPreflight;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.Migrations;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job against a real Kafka and a real Postgres: main class of the job jar ({@code flink run}),
 * and what the command {@code run} runs.
 *
 * <p>Three steps, so that each failure can be told for what it is: the files are read ({@link
 * InvalidSettings}), Kafka and Postgres are asked ({@link EndpointException}), the job is laid out.
 */
public final class TidemarkJob {
    private final Settings settings;
    private final Endpoints endpoints;
    private final Monitors monitors;

    private TidemarkJob(Settings settings, Endpoints endpoints, Monitors monitors) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.monitors = monitors;
    }

    /**
     * Submits the job to the cluster that runs this program.
     *
     * @param arguments {@code --config job.yaml}
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new InvalidSettings("expected the arguments --config FILE");
        }
        TidemarkJob job = read(Path.of(arguments[1]), System.getenv());
        job.prepareEndpoints();
        StreamExecutionEnvironment env = Environments.ofContext();
        if (job.settings.job().parallelism() != null) {
            env.setParallelism(job.settings.job().parallelism());
        }
        String directory = job.settings.job().checkpointDirectory();
        if (directory != null) {
            Configuration checkpoints = new Configuration();
            checkpoints.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
            env.configure(checkpoints);
        }
        job.build(env);
        env.execute(job.name());
    }

    /**
     * Reads the settings and all files that they name.
     *
     * @param environment for the password
     */
    public static TidemarkJob read(Path config, Map<String, String> environment)
            throws InvalidSettings {
        Settings settings = SettingsReader.read(config);
        Endpoints endpoints = Endpoints.of(settings, config, environment);
        List<Monitor> monitors = new ArrayList<>();
        TreeSet<String> models = new TreeSet<>();
        for (Settings.MonitorFiles files : settings.monitors()) {
            Path reference =
                    files.reference() == null ? null : config.resolveSibling(files.reference());
            Path spec = config.resolveSibling(files.spec());
            Monitor monitor = MonitorFilesReader.read(spec, reference);
            if (!models.add(monitor.modelId())) {
                throw new InvalidSettings(
                        spec + ": a second monitor for model " + monitor.modelId());
            }
            monitors.add(monitor);
        }
        return new TidemarkJob(settings, endpoints, new Monitors(monitors));
    }

    /** Makes sure that the topics are there and the tables as this job writes them. */
    public void prepareEndpoints() throws EndpointException {
        Settings.KafkaSettings topics = settings.kafka();
        List<String> needed = new ArrayList<>(List.of(topics.predictions()));
        if (topics.hasFeedback()) {
            needed.add(topics.feedback());
        }
        needed.add(topics.alerts());
        needed.add(topics.deadLetters());
        KafkaPreflight.check(endpoints.kafka(), needed);
        Migrations.migrate(endpoints.postgres());
    }

    /** Lays the job out; the caller executes. */
    public void build(StreamExecutionEnvironment env) {
        Topology.build(
                env,
                settings,
                monitors,
                new KafkaEndpoints(endpoints.kafka()),
                new PostgresSink(endpoints.postgres(), endpoints.rows()));
    }

    /** The settings as they were read, defaults filled in. */
    public Settings settings() {
        return settings;
    }

    /** What is watched. */
    public Monitors monitors() {
        return monitors;
    }

    /** The job's name in Flink. */
    public String name() {
        return settings.job().name();
    }

    KafkaSettings kafka() {
        return endpoints.kafka();
    }

    PostgresSettings postgres() {
        return endpoints.postgres();
    }
}
