/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The options of commands, each with work that only records what it was asked. */
class CommandsTest {
    @TempDir Path directory;

    private final List<Object> asked = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private Path monitor;
    private Path events;

    @BeforeEach
    void lay() throws IOException {
        monitor = Files.writeString(directory.resolve("m.yaml"), "model_id: m");
        events = Files.writeString(directory.resolve("p.jsonl.gz"), "");
    }

    @Test
    void replay_everyOption_arrives() {
        Path rows = directory.resolve("rows.jsonl");
        int status =
                run(
                        "replay",
                        "--monitor=" + monitor,
                        "--reference=" + monitor,
                        "--predictions=" + events,
                        "--feedback=" + events,
                        "--parallelism=4",
                        "--output-rows=" + rows,
                        "--jdbc=jdbc:postgresql://localhost/x",
                        "--generation=2",
                        "--output=json");
        assertThat(status).as(err.toString()).isZero();
        assertThat(asked)
                .containsExactly(
                        new ReplayOptions(
                                monitor,
                                monitor,
                                events,
                                events,
                                4,
                                rows,
                                "jdbc:postgresql://localhost/x",
                                2,
                                true));
    }

    @Test
    void replay_predictionsAlone_areEnough() {
        assertThat(run("replay", "--predictions=" + events)).isZero();
        assertThat(asked)
                .containsExactly(
                        new ReplayOptions(null, null, events, null, 1, null, null, 0, false));
    }

    @Test
    void replay_badCommandLine_is2AndOneSentence() {
        refused("'--predictions=FILE'", "replay");
        refused("no such file", "replay", "--predictions=" + directory.resolve("no.jsonl"));
        refused("a directory", "replay", "--predictions=" + directory);
        refused(".jsonl or .jsonl.gz", "replay", "--predictions=" + monitor);
        refused("at least 1", "replay", "--predictions=" + events, "--parallelism=0");
        refused("'many'", "replay", "--predictions=" + events, "--parallelism=many");
        refused("jdbc:postgresql:", "replay", "--predictions=" + events, "--jdbc=localhost");
        refused("--generation", "replay", "--predictions=" + events, "--generation=-1");
        refused(
                "its directory does not exist",
                "replay",
                "--predictions=" + events,
                "--output-rows=" + directory.resolve("no/rows.jsonl"));
        refused("text, json", "replay", "--predictions=" + events, "--output=xml");
    }

    @Test
    void demo_options_arrive() {
        assertThat(run("demo")).isZero();
        assertThat(run("demo", "--keep", "--seed=7", "--rate=400", "--output=json")).isZero();
        assertThat(asked)
                .containsExactly(
                        new DemoOptions(false, 42, 700, false),
                        new DemoOptions(true, 7, 400, true));
        refused("--rate must be from", "demo", "--rate=1");
    }

    @Test
    void run_config_isRequiredAndRead() {
        assertThat(run("run", "--config=" + monitor)).isZero();
        assertThat(asked).containsExactly(monitor);
        refused("'--config=FILE'", "run");
        refused("no such file", "run", "--config=" + directory.resolve("job.yaml"));
    }

    @Test
    void bench_subject_isPipelineUnlessSaid() {
        assertThat(run("bench")).isZero();
        assertThat(run("bench", "pipeline", "--rounds=2", "--seconds=9", "--output=json")).isZero();
        assertThat(asked)
                .containsExactly(
                        new BenchCommand.Options(BenchCommand.Subject.pipeline, 3, 8, false),
                        new BenchCommand.Options(BenchCommand.Subject.pipeline, 2, 9, true));
        refused("'speed'", "bench", "speed");
        refused("at least 1", "bench", "--rounds=0");
    }

    private void refused(String words, String... arguments) {
        err.getBuffer().setLength(0);
        int before = asked.size();
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(words);
        assertThat(asked).hasSize(before);
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                new CommandLine(new Tidemark())
                        .addSubcommand(new ReplayCommand(this::record))
                        .addSubcommand(new DemoCommand(this::record))
                        .addSubcommand(new RunCommand(this::record))
                        .addSubcommand(new BenchCommand(this::record));
        return Tidemark.execute(
                commandLine,
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                false,
                arguments);
    }

    private int record(Object options, Terminal terminal) {
        assertThat(terminal).isNotNull();
        asked.add(options);
        return ExitStatus.DONE;
    }
}
