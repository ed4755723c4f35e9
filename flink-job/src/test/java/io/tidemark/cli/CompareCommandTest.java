/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, with its real work. */
class CompareCommandTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path reference;
    private Path same;
    private Path drifted;

    @BeforeEach
    void lay() throws Exception {
        reference = write("reference.csv", "temp,zone\n" + "1,a\n2,b\n3,a\n4,b\n".repeat(100));
        same = write("same.csv", "temp,zone\n" + "2,b\n1,a\n4,b\n3,a\n".repeat(50));
        drifted = write("drifted.csv", "temp,zone\n" + "12,a\n13,b\n14,a\n13,b\n".repeat(50));
    }

    @Test
    void compare_sameData_saysNoDriftAndIs0() {
        assertThat(compare(same, "--fail-on=drift")).as(err.toString()).isZero();
        assertThat(lines()).contains("0 of 2 features drifted.");
        assertThat(out.toString()).contains("400 rows").contains("200 rows");
        assertThat(out.toString()).as("no terminal, no colours").doesNotContain("\u001b");
    }

    @Test
    void compare_drift_isFirstInTheTableAndIs3WhenAsked() {
        assertThat(compare(drifted)).as("drift alone is no failure").isZero();
        assertThat(compare(drifted, "--fail-on", "drift")).isEqualTo(3);
        assertThat(lines()).contains("1 of 2 features drifted: temp.");
        assertThat(lines().get(3)).startsWith("feature");
        assertThat(lines().get(4)).startsWith("temp ").contains("drifted: mean 2.5 → 13");
        assertThat(lines().get(5)).startsWith("zone ").endsWith("no drift");
    }

    @Test
    void compare_json_isOneObject() throws Exception {
        assertThat(compare(drifted, "--output=json", "--methods=all", "--exact")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("drifted_share").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/features/0/feature").asText()).isEqualTo("temp");
        assertThat(report.at("/features/0/drifted").asBoolean()).isTrue();
        assertThat(report.at("/features/0/reasons/0").asText()).isEqualTo("shape_changed");
        assertThat(report.at("/features/0/methods/0/statistic").asDouble()).isEqualTo(1.0);
        assertThat(report.get("exact").asBoolean()).isTrue();
        assertThat(report.get("model")).isNotEmpty();
    }

    @Test
    void compare_methodsByName_areShownToo() {
        assertThat(compare(drifted, "--methods=hellinger,g_test")).isZero();
        assertThat(out.toString()).contains("hellinger").contains("g_test").contains("p_decision");
    }

    @Test
    void compare_badInput_is2AndOneSentence() throws Exception {
        Path latin = directory.resolve("latin.csv");
        Files.write(latin, "temp\n\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("row 2, column \"temp\": is not UTF-8", latin);
        refused("shares no column", write("other.csv", "x\n1\n"));
        refused("the file is empty", write("empty.csv", ""));
        Path packed = directory.resolve("packed.csv.gz");
        Files.write(packed, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        refused("is compressed by gzip", packed);
        refused("not a Parquet file", write("not.parquet", "temp\n1\n"));
        refused("no such file", directory.resolve("no.csv"));
        refused("a directory", directory);
        refused("there is no method 'kss'", same, "--methods=ks,kss");
        refused("'--fail-on'", same, "--fail-on=fire");
        refused("model_id", same, "--monitor=" + write("m.yaml", "windows: [1h]\n"));
    }

    @Test
    void compare_oneRow_isNotJudgedAndSaysWhatIsNeeded() throws Exception {
        assertThat(compare(write("one.csv", "temp,zone\n1,a\n"), "--fail-on=drift")).isZero();
        assertThat(out.toString()).contains("not judged: 1 value, 30 needed");
        assertThat(lines()).contains("None of 2 features could be judged; see above.");
    }

    @Test
    void compare_numbersThatBecomeTexts_isLoudAnd3() throws Exception {
        Path texts = write("texts.csv", "temp,zone\n" + "warm,a\n".repeat(100));
        assertThat(compare(texts, "--fail-on=drift")).isEqualTo(ExitStatus.FOUND);
        assertThat(out.toString())
                .contains("drifted: unusable 0 % → 100 %; not numeric: 100 of 100 values");
    }

    @Test
    void text_onATerminal_isColouredWithoutMovingColumns() throws Exception {
        StringWriter plain = new StringWriter();
        StringWriter coloured = new StringWriter();
        CompareOptions options =
                new CompareOptions(reference, drifted, null, List.of("all"), false, false, false);
        new CompareWork().run(options, terminal(plain, false));
        new CompareWork().run(options, terminal(coloured, true));
        assertThat(coloured.toString()).contains("\u001b[31m").contains("\u001b[32m");
        assertThat(coloured.toString().replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(plain.toString());
    }

    private static Terminal terminal(StringWriter out, boolean isTerminal) {
        PrintWriter writer = new PrintWriter(out);
        return new Terminal(
                writer, new PrintWriter(new StringWriter()), isTerminal, false, Map.of());
    }

    private void refused(String words, Path current, String... options) {
        int status = compare(current, options);
        assertThat(status).as(words).isEqualTo(2);
        assertThat(out.toString()).as(words).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().contains(words);
    }

    private int compare(Path current, String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] arguments = new String[options.length + 5];
        arguments[0] = "compare";
        arguments[1] = "--reference";
        arguments[2] = reference.toString();
        arguments[3] = "--current";
        arguments[4] = current.toString();
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Tidemark.execute(
                Tidemark.commandLine(),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                arguments);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }
}
