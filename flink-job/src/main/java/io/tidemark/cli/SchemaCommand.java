/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema}: prints what crosses Tidemark's borders, as JSON Schema and as SQL. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of events, monitor and alert, or the SQL of the tables.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    /** What can be printed. */
    enum Subject {
        events,
        monitor,
        alert,
        tables
    }

    @Parameters(
            index = "0",
            paramLabel = "SUBJECT",
            description =
                    "${COMPLETION-CANDIDATES}: the two events that services send, the monitor"
                            + " spec, the alert event, the SQL migrations of the result tables.")
    private Subject subject;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(text(subject));
        return ExitStatus.DONE;
    }

    private static String text(Subject subject) {
        return switch (subject) {
            case events -> PublishedSchema.events();
            case monitor -> PublishedSchema.json("schema/monitor.schema.json");
            case alert -> PublishedSchema.json("schema/alert.schema.json");
            case tables -> PublishedSchema.migrations();
        };
    }
}
