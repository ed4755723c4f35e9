/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: everything in one process, with a model that meets with every kind of trouble. */
@Command(
        name = "demo",
        description = {
            "Starts Kafka, Postgres and Flink in this process and plays two weeks of a simulated fare"
                    + " model through healthy, drifting and failing days, in about two minutes.",
            "Prints what is found as it is found. Exit status 0: every injected fault was detected"
                    + " and the healthy days stayed silent."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    /** Too little for windows of six hours to be judged. */
    private static final int LEAST_TRAFFIC = 100;

    private static final int MOST_TRAFFIC = 100_000;

    private final Work<DemoOptions> work;

    @Option(names = "--keep", description = "Leave everything running at the end, until Ctrl-C.")
    private boolean keepsRunning;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of the simulated world (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "700",
            description = "Predictions in a simulated hour (default ${DEFAULT-VALUE}).")
    private int predictionsPerHour;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: how findings are printed.")
    private OutputFormat output;

    @Spec private CommandSpec spec;

    DemoCommand(Work<DemoOptions> work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        if (predictionsPerHour < LEAST_TRAFFIC || predictionsPerHour > MOST_TRAFFIC) {
            throw new UsageException(
                    "--rate must be from "
                            + LEAST_TRAFFIC
                            + " to "
                            + MOST_TRAFFIC
                            + ", not "
                            + predictionsPerHour);
        }
        return work.run(
                new DemoOptions(
                        keepsRunning, seed, predictionsPerHour, output == OutputFormat.json),
                Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
}
