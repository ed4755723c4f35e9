/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.io.EndpointException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class TidemarkTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void execute_help_listsCommandsAndSucceeds() {
        assertThat(execute(Tidemark.commandLine(), "--help")).isZero();
        assertThat(out.toString()).contains("schema").contains("Exit status");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void execute_helpOfCommand_succeeds() {
        assertThat(execute(Tidemark.commandLine(), "schema", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: tidemark schema");
    }

    @Test
    void execute_noCommand_isBadUsage() {
        assertThat(execute(Tidemark.commandLine())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage:").contains("a command is missing");
    }

    @Test
    void execute_unknownCommand_isOneSentence() {
        assertThat(execute(Tidemark.commandLine(), "drive")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("'drive'");
    }

    @Test
    void execute_unknownOption_isOneSentence() {
        assertThat(execute(Tidemark.commandLine(), "schema", "--fast", "alert")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .isEqualTo("tidemark: unknown option: '--fast'; see ./tidemark schema --help");
    }

    @Test
    void execute_unknownSubject_namesThoseThereAre() {
        assertThat(execute(Tidemark.commandLine(), "schema", "fleet")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("events, monitor, alert, tables")
                .contains("'fleet'");
    }

    @Test
    void execute_badInput_is2AndTheSentenceAlone() {
        assertThat(fail(new InputException("m.yaml: windows[0] is no duration"))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("tidemark: m.yaml: windows[0] is no duration\n");
    }

    @Test
    void execute_badUsage_is2() {
        assertThat(fail(new UsageException("--a and --b exclude each other"))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("tidemark: --a and --b exclude each other\n");
    }

    @Test
    void execute_endpointDown_is1AndTheSentenceAlone() {
        assertThat(fail(new EndpointException("Kafka at localhost:1 does not answer")))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("tidemark: Kafka at localhost:1 does not answer\n");
    }

    @Test
    void execute_defect_is1WithoutStackTrace() {
        assertThat(fail(new IllegalStateException("no such thing\nsecond line"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("no such thing (IllegalStateException)")
                .contains("TIDEMARK_DEBUG=1")
                .doesNotContain("second line")
                .doesNotContain("\tat ");
    }

    @Test
    void execute_error_is1WithoutStackTrace() {
        assertThat(
                        execute(
                                new CommandLine(
                                        new Failing(
                                                null, new OutOfMemoryError("Java heap space")))))
                .isEqualTo(1);
        assertThat(err.toString()).contains("out of memory").doesNotContain("\tat ");
    }

    @Test
    void execute_debugging_hasTheStackTrace() {
        PrintWriter writer = new PrintWriter(err);
        Failing command = new Failing(new IllegalStateException("no such thing"), null);
        Tidemark.execute(new CommandLine(command), new PrintWriter(out), writer, true);
        assertThat(err.toString()).contains("\tat " + TidemarkTest.class.getName());
    }

    @Test
    void execute_statusOfCommand_isReturned() {
        assertThat(execute(new CommandLine(new Failing(null, null)), "--status", "3")).isEqualTo(3);
    }

    @Test
    void version_constant_isThatOfThePom() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom).contains("<version>" + Tidemark.VERSION + "</version>");
    }

    private int fail(Exception failure) {
        return execute(new CommandLine(new Failing(failure, null)));
    }

    private int execute(CommandLine command, String... arguments) {
        return Tidemark.execute(
                command, new PrintWriter(out), new PrintWriter(err), false, arguments);
    }

    /** A command that ends as told. */
    @Command(name = "failing")
    static final class Failing implements Callable<Integer> {
        private final Exception exception;
        private final Error error;

        @Option(names = "--status")
        private int status;

        Failing(Exception exception, Error error) {
            this.exception = exception;
            this.error = error;
        }

        @Override
        public Integer call() throws Exception {
            if (exception != null) {
                throw exception;
            }
            if (error != null) {
                throw error;
            }
            return status;
        }
    }
}
