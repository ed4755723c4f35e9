/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What a cluster's configuration says, for a job that runs inside one JVM: state and checkpoints.
 */
public final class LocalRun {
    private static final String METADATA = "_metadata";
    private static final String CHECKPOINT = "chk-";
    private static final Duration CHECKPOINT_MARGIN = Duration.ofMinutes(10);

    private LocalRun() {}

    /**
     * RocksDB and regular checkpoints; starts from the newest checkpoint of the directory that the
     * settings name, if there is one.
     *
     * @param temporary for checkpoints when the settings name no directory
     */
    public static Configuration configuration(Settings settings, Path temporary) {
        Duration interval = SettingsReader.duration(settings.job().checkpointInterval());
        Duration outage = SettingsReader.duration(settings.postgres().maxOutage());
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        configuration.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval.dividedBy(2));
        // the sink holds a checkpoint back for as long as it waits for Postgres
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_TIMEOUT, outage.plus(CHECKPOINT_MARGIN));
        String directory = settings.job().checkpointDirectory();
        if (directory == null) {
            configuration.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY, temporary.toUri().toString());
        } else {
            URI uri = uri(directory);
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri.toString());
            configuration.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
            if ("file".equals(uri.getScheme())) {
                newest(Path.of(uri))
                        .ifPresent(
                                checkpoint ->
                                        configuration.set(
                                                StateRecoveryOptions.SAVEPOINT_PATH,
                                                checkpoint.toUri().toString()));
            }
        }
        return configuration;
    }

    private static URI uri(String directory) {
        URI uri = URI.create(directory);
        return uri.getScheme() == null ? Path.of(directory).toAbsolutePath().toUri() : uri;
    }

    /** The newest completed checkpoint below a directory: {@code JOB/chk-N}. */
    static Optional<Path> newest(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(directory, 3)) {
            return files.filter(LocalRun::isMetadata)
                    .max(Comparator.comparing(LocalRun::modified))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMetadata(Path file) {
        return file.getFileName().toString().equals(METADATA)
                && file.getParent().getFileName().toString().startsWith(CHECKPOINT);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
