/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the job in this process, against a real Kafka and a real Postgres. */
@Command(
        name = "run",
        description =
                "Runs the job in this process against the Kafka and the Postgres of a configuration"
                        + " file; a Flink cluster takes the same job with flink run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private final Work<Path> work;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Addresses, topics, monitors and references, YAML.")
    private Path config;

    @Spec private CommandSpec spec;

    RunCommand(Work<Path> work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        InputFiles.requireReadable("--config", config);
        return work.run(
                config,
                Terminal.ofProcess(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
}
