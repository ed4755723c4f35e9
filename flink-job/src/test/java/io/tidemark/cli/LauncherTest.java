/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a project of its own, with a recording {@code mvn} and {@code java}. */
class LauncherTest {
    private static final String JAVA =
            """
            #!/bin/bash
            case "$1" in
              -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2 ;;
              --list-modules) echo jdk.compiler@17.0.15 ;;
              *) printf '%s\\n' "$@"; exit 3 ;;
            esac
            """;
    private static final String MVN =
            """
            #!/bin/bash
            echo "$PWD $*" >> "$RECORD"
            echo noise of the build
            sleep 0.3
            mkdir -p flink-job/target/classes
            printf '%s' "$JARS" > flink-job/target/launcher.classpath
            exit "${MVN_STATUS:-0}"
            """;

    @TempDir Path directory;

    private Path project;
    private Path bin;
    private Path jar;

    @BeforeEach
    void lay() throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        Files.createDirectories(project.resolve("flink-job/src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("flink-job/pom.xml"), "<project/>");
        Files.writeString(project.resolve("flink-job/src/main/java/A.java"), "class A {}");
        Files.copy(Path.of("../tidemark"), project.resolve("tidemark"));
        executable(project.resolve("tidemark"));
        bin = Files.createDirectories(directory.resolve("bin"));
        script("java", JAVA);
        script("mvn", MVN);
        jar = Files.writeString(directory.resolve("one.jar"), "");
    }

    @Test
    void launch_first_buildsThenRunsWithTheArguments() throws Exception {
        Outcome outcome = launch("replay", "--monitor", "a b.yaml");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("tidemark: first build: ");
        assertThat(outcome.out())
                .doesNotContain("noise")
                .contains("-Xmx2g\n")
                .contains("\n" + project.toRealPath() + "/flink-job/target/classes:" + jar + "\n")
                .endsWith("io.tidemark.cli.Tidemark\nreplay\n--monitor\na b.yaml\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void launch_nothingChanged_isQuietAndDoesNotBuild() throws Exception {
        launch("demo");
        assertThat(launch("demo").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void launch_sourceChangedOrDeleted_buildsAgain() throws Exception {
        launch("demo");
        Path source = project.resolve("flink-job/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        launch("demo");
        assertThat(builds()).isEqualTo(2);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(99)));
        launch("demo");
        assertThat(builds()).isEqualTo(2);
        Files.delete(source);
        launch("demo");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void launch_localRepositoryDeleted_buildsAgain() throws Exception {
        launch("demo");
        Files.delete(jar);
        launch("demo");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void launch_resourceDeleted_isGoneFromTheBuild() throws Exception {
        launch("demo");
        Path stale = Files.writeString(project.resolve("flink-job/target/classes/V9__old.sql"), "");
        Files.delete(project.resolve("flink-job/src/main/java/A.java"));
        launch("demo");
        assertThat(stale).doesNotExist();
    }

    @Test
    void launch_twoAtOnce_buildOnce() throws Exception {
        Process first = start(Map.of(), project.resolve("tidemark").toString(), "demo");
        Process second = start(Map.of(), project.resolve("tidemark").toString(), "demo");
        assertThat(first.waitFor()).isEqualTo(3);
        assertThat(second.waitFor()).isEqualTo(3);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void launch_throughSymbolicLink_findsTheProject() throws Exception {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, Path.of("a project/tidemark"));
        Outcome outcome = run(Map.of(), link.toString(), "demo");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    }

    @Test
    void launch_buildFails_is1AndTriesAgainNextTime() throws Exception {
        Outcome outcome =
                run(Map.of("MVN_STATUS", "1"), project.resolve("tidemark").toString(), "demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("noise of the build")
                .endsWith("tidemark: the build failed, for the reason above.\n");
        assertThat(launch("demo").status()).isEqualTo(3);
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void launch_oldJava_is1AndNamesIt() throws Exception {
        script("java", "#!/bin/bash\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Outcome outcome = launch("demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("Java 17 or newer is needed")
                .contains("Java 8");
    }

    @Test
    void launch_runtimeWithoutCompiler_is1AndSaysSo() throws Exception {
        script("java", JAVA.replace("jdk.compiler", "java.base"));
        Outcome outcome = launch("demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("a runtime without a compiler");
    }

    @Test
    void launch_wrongJavaHome_is1AndNamesIt() throws Exception {
        Outcome outcome =
                run(
                        Map.of("JAVA_HOME", "/nowhere"),
                        project.resolve("tidemark").toString(),
                        "demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("JAVA_HOME is /nowhere");
    }

    @Test
    void launch_javaOptions_comeAfterTheDefault() throws Exception {
        Outcome outcome =
                run(
                        Map.of("TIDEMARK_JAVA_OPTS", "-Xmx512m -Da=b"),
                        project.resolve("tidemark").toString(),
                        "demo");
        assertThat(outcome.out()).containsSubsequence("-Xmx2g\n", "-Xmx512m\n", "-Da=b\n");
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome launch(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = project.resolve("tidemark").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(Map.of(), command);
    }

    private Outcome run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, command);
        int status = process.waitFor();
        return new Outcome(
                status,
                Files.readString(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new File("/"));
        builder.redirectOutput(directory.resolve("out").toFile());
        builder.redirectError(directory.resolve("err").toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("TIDEMARK_JAVA_OPTS");
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("RECORD", directory.resolve("record").toString());
        builder.environment().put("JARS", jar.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private long builds() throws IOException {
        return Files.readAllLines(directory.resolve("record")).size();
    }

    private void script(String name, String text) throws IOException {
        executable(Files.writeString(bin.resolve(name), text));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
