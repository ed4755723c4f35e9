/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.io.EndpointException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line, {@code ./tidemark COMMAND}: picks the command, and turns every failure into one
 * sentence on standard error and an {@link ExitStatus}. A stack trace appears only when the
 * environment has {@code TIDEMARK_DEBUG=1}.
 */
@Command(
        name = "tidemark",
        description = "Watches machine-learning models in production, on Apache Flink.",
        subcommands = {SchemaCommand.class},
        mixinStandardHelpOptions = true,
        version = "tidemark " + Tidemark.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage or bad input, 3 a check found what it looks"
                    + " for."
        })
public final class Tidemark implements Runnable {
    static final String VERSION = "0.1.0";

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        // before any thread logs: logging that several threads initialise at once complains
        LoggerFactory.getLogger(Tidemark.class);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean showStackTraces = "1".equals(System.getenv("TIDEMARK_DEBUG"));
        int status = execute(commandLine(), out, err, showStackTraces, arguments);
        System.exit(status);
    }

    /** The commands that there are. One that needs a job is given its work here. */
    static CommandLine commandLine() {
        return new CommandLine(new Tidemark())
                .addSubcommand(new DemoCommand(new DemoWork()))
                .addSubcommand(new RunCommand(new RunWork()))
                .addSubcommand(new ReplayCommand(new ReplayWork()))
                .addSubcommand(new CompareCommand(new CompareWork()))
                .addSubcommand(new BenchCommand(new BenchWork()));
    }

    /**
     * Runs one command to its end.
     *
     * @param commandLine commands and options
     * @param out where results go
     * @param err where sentences about failures go
     * @param showStackTraces whether a failure is followed by its stack trace
     * @return the exit status
     */
    static int execute(
            CommandLine commandLine,
            PrintWriter out,
            PrintWriter err,
            boolean showStackTraces,
            String... arguments) {
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new OneSentence())
                .setExecutionExceptionHandler(
                        (failure, failed, result) -> report(failure, err, showStackTraces));
        int status;
        try {
            status = commandLine.execute(arguments);
        } catch (Throwable failure) {
            // errors, which picocli lets through: out of memory, a class path with a hole
            status = report(failure, err, showStackTraces);
        }
        out.flush();
        err.flush();
        return status;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new UsageException("a command is missing; they are listed above.");
    }

    private static int report(Throwable failure, PrintWriter err, boolean showStackTraces) {
        // picocli wraps what an option's own setter or converter throws
        Throwable cause = failure;
        while (cause instanceof CommandLine.ExecutionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean isTheirs = cause instanceof UsageException || cause instanceof InputException;
        err.println("tidemark: " + sentence(cause));
        if (showStackTraces) {
            failure.printStackTrace(err);
        } else if (!isForPeople(cause)) {
            err.println("tidemark: TIDEMARK_DEBUG=1 shows where this comes from");
        }
        return isTheirs ? ExitStatus.BAD_INPUT : ExitStatus.FAILED;
    }

    /** The first line of the failure's message; what has no message is at least named. */
    static String sentence(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "out of memory; TIDEMARK_JAVA_OPTS=-Xmx4g gives more ("
                    + failure.getMessage()
                    + ")";
        }
        String message = failure.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
        if (isForPeople(failure) && !line.isEmpty()) {
            return line;
        }
        String kind = failure.getClass().getSimpleName();
        return line.isEmpty() ? "failed: " + kind : "failed: " + line + " (" + kind + ")";
    }

    /** Whether the message was written as a sentence for the person who typed the command. */
    private static boolean isForPeople(Throwable failure) {
        return failure instanceof UsageException
                || failure instanceof InputException
                || failure instanceof CommandFailedException
                || failure instanceof EndpointException;
    }

    /** Bad usage as one sentence, without the page of help that picocli prints by default. */
    private static final class OneSentence implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException failure, String[] arguments) {
            CommandLine commandLine = failure.getCommandLine();
            String message = failure.getMessage().lines().findFirst().orElse("bad usage").strip();
            String lowered =
                    message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
            commandLine
                    .getErr()
                    .printf(
                            "tidemark: %s; see ./%s --help%n",
                            lowered, commandLine.getCommandSpec().qualifiedName(" "));
            commandLine.getErr().flush();
            return ExitStatus.BAD_INPUT;
        }
    }
}
