/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: figures and ratios, measured here and now in one run. */
@Command(
        name = "bench",
        description = {
            "Measures here and now, in one run: pipeline, events per CPU-second against fixed"
                    + " yardsticks; calibration, how often windows with and without drift are"
                    + " flagged; compare, the time for two files of 1,000,000 rows. Exits with 1 if what must hold does not."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Subject {
        pipeline,
        calibration,
        compare
    }

    /**
     * What to measure and how long, and whether the figures are JSON.
     *
     * @param rounds that count, after one that does not
     * @param seconds of CPU time of each measurement
     */
    record Options(Subject subject, int rounds, int seconds, boolean isJson) {}

    private final Work<Options> work;

    @Parameters(
            index = "0",
            paramLabel = "SUBJECT",
            defaultValue = "pipeline",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Subject subject;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often everything is measured (default ${DEFAULT-VALUE}; calibration: 1 is"
                            + " a quick look).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "pipeline: CPU-seconds that each thing is measured in a round, after 40 to warm up"
                            + " (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: how the figures are printed.")
    private OutputFormat output;

    @Spec private CommandSpec spec;

    BenchCommand(Work<Options> work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || seconds < 1) {
            throw new UsageException("--rounds and --seconds are at least 1.");
        }
        return work.run(
                new Options(subject, rounds, seconds, output == OutputFormat.json),
                Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
}
