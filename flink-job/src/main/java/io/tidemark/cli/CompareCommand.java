/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.compare.MethodChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: two files, one report. */
@Command(
        name = "compare",
        description = {
            "Compares two files of predictions, CSV or Parquet, column by column, as a job compares"
                    + " a window with its reference: for notebooks and CI.",
            "",
            "A column is a feature; prediction, probability (or probability_CLASS), label,"
                    + " timestamp and metadata.* are reserved names. An empty cell is missing."
                    + " \"Drifted\" means enough values (min_samples), significant after control of"
                    + " the false discovery rate over all features, and an effect above its floor."
                    + " The rate is 0.05, or the monitor's false_alerts_per_week where that is"
                    + " less.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    /** What a check can find. */
    enum FailOn {
        drift
    }

    private final Work<CompareOptions> work;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            required = true,
            description = "The earlier rows, such as training data.")
    private Path reference;

    @Option(
            names = "--current",
            paramLabel = "FILE",
            required = true,
            description = "The later rows, such as last month's.")
    private Path current;

    @Option(
            names = "--monitor",
            paramLabel = "FILE",
            description = "Monitor spec, YAML or JSON: kinds, floors, min_samples, methods.")
    private Path monitor;

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Names with commas between, or all: also shown, and with all the tests on"
                            + " samples of whole rows.")
    private List<String> methods = List.of();

    @Option(
            names = "--exact",
            description =
                    "Every distinct value becomes an edge: statistics are exact, as SciPy's,"
                            + " instead of bounded.")
    private boolean isExact;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            description = "${COMPLETION-CANDIDATES}: exit status 3 when found.")
    private FailOn failOn;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: how the report is printed.")
    private OutputFormat output;

    @Spec private CommandSpec spec;

    CompareCommand(Work<CompareOptions> work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        InputFiles.requireReadable("--reference", reference);
        InputFiles.requireReadable("--current", current);
        InputFiles.requireReadable("--monitor", monitor);
        try {
            MethodChoice.of(methods);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--methods: " + e.getMessage());
        }
        return work.run(
                new CompareOptions(
                        reference,
                        current,
                        monitor,
                        List.copyOf(methods),
                        isExact,
                        failOn == FailOn.drift,
                        output == OutputFormat.json),
                Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
}
