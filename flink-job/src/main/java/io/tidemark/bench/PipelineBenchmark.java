/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.job.Environments;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs every {@link Variant} in turn, round after round, in one process and on the same events, so
 * that what a loaded machine does to one of them it does to all; the first round only warms up. The
 * figure is events per CPU-second of the whole process, which other processes cannot take away.
 */
public final class PipelineBenchmark {
    private static final int LANES = 2;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    /**
     * CPU time of a run before it is measured. Every start of a job makes the compiler give up code
     * and compile it again, and until the first windows of full length have closed each one is of a
     * new size, whose null distributions are simulated once: work of the first minutes that a job
     * that runs for days does not have.
     */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private final int rounds;
    private final long runNanos;
    private final Consumer<String> progress;
    private final BenchmarkMonitors monitors = new BenchmarkMonitors();

    /**
     * @param rounds that count, at least 1
     * @param seconds of CPU time for which a variant is measured in each round
     * @param progress hears what is being done
     */
    public PipelineBenchmark(int rounds, int seconds, Consumer<String> progress) {
        this.rounds = rounds;
        this.runNanos = WARM_UP.plusSeconds(seconds).toNanos();
        this.progress = progress;
    }

    /**
     * Measures; everything written meanwhile is in a temporary directory that is gone afterwards.
     */
    public BenchmarkReport run() throws Exception {
        Path directory = Files.createTempDirectory("tidemark-bench");
        try {
            progress.accept("checking that the job and the plain job count the same");
            long compared = new WindowAgreement(monitors).check();
            Map<Variant, List<Double>> rates = new EnumMap<>(Variant.class);
            for (int round = 0; round <= rounds; round++) {
                for (Variant variant : Variant.values()) {
                    double rate = measure(variant, directory.resolve(variant.id() + round));
                    String phase = round == 0 ? "warm-up" : "round " + round + " of " + rounds;
                    progress.accept(
                            "%s: %s %,.0f events per CPU-second"
                                    .formatted(phase, variant.id(), rate));
                    if (round > 0) {
                        rates.computeIfAbsent(variant, v -> new ArrayList<>()).add(rate);
                    }
                }
            }
            return new BenchmarkReport(rates, compared);
        } finally {
            delete(directory);
        }
    }

    private double measure(Variant variant, Path directory) throws Exception {
        Path samples = Files.createDirectories(directory.resolve("samples"));
        StreamExecutionEnvironment env =
                environment(directory.resolve("checkpoints").toUri().toString());
        variant.build(env, Traffic.measured(variant.hasLabels(), runNanos), samples, monitors);
        env.execute(variant.id());
        return CpuSamples.rate(samples, WARM_UP.toNanos());
    }

    private static StreamExecutionEnvironment environment(String checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        return Environments.local(LANES, configuration);
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // the last job is still tidying up its checkpoints
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path emptied, IOException e)
                            throws IOException {
                        Files.deleteIfExists(emptied);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
