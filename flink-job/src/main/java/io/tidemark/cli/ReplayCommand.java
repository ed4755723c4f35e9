/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: the live pipeline over files, in event time. */
@Command(
        name = "replay",
        description = "Runs the same pipeline over files of past events, in event time.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    private final Work<ReplayOptions> work;

    @Option(names = "--monitor", paramLabel = "FILE", description = "Monitor spec, YAML or JSON.")
    private Path monitor;

    @Option(names = "--reference", paramLabel = "FILE", description = "Reference data, CSV.")
    private Path reference;

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            required = true,
            description = "Prediction events, .jsonl or .jsonl.gz.")
    private Path predictions;

    @Option(
            names = "--feedback",
            paramLabel = "FILE",
            description = "Feedback events, .jsonl or .jsonl.gz.")
    private Path feedback;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many subtasks share the work; the rows are the same for any.")
    private int parallelism;

    @Option(
            names = "--output-rows",
            paramLabel = "FILE",
            description = "Where the last revision of every row goes, as JSON lines.")
    private Path outputRows;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "A Postgres to write the rows to, jdbc:postgresql://...")
    private String jdbc;

    @Option(
            names = "--generation",
            paramLabel = "N",
            defaultValue = "0",
            description = "Rows of a higher generation overwrite those of a lower one.")
    private long generation;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: how the report is printed.")
    private OutputFormat output;

    @Spec private CommandSpec spec;

    ReplayCommand(Work<ReplayOptions> work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        InputFiles.requireReadable("--monitor", monitor);
        InputFiles.requireReadable("--reference", reference);
        InputFiles.requireReadable("--predictions", predictions);
        InputFiles.requireReadable("--feedback", feedback);
        InputFiles.requireWritable("--output-rows", outputRows);
        for (Path file : new Path[] {predictions, feedback}) {
            if (file != null && !isJsonLines(file)) {
                throw new UsageException(file + ": events are read from .jsonl or .jsonl.gz files");
            }
        }
        if (parallelism < 1) {
            throw new UsageException("--parallelism must be at least 1, not " + parallelism);
        }
        if (generation < 0) {
            throw new UsageException("--generation must not be negative, as " + generation + " is");
        }
        if (jdbc != null && !jdbc.startsWith("jdbc:postgresql:")) {
            throw new UsageException("--jdbc must begin with jdbc:postgresql:");
        }
        ReplayOptions options =
                new ReplayOptions(
                        monitor,
                        reference,
                        predictions,
                        feedback,
                        parallelism,
                        outputRows,
                        jdbc,
                        generation,
                        output == OutputFormat.json);
        return work.run(
                options,
                Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }

    private static boolean isJsonLines(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }
}
