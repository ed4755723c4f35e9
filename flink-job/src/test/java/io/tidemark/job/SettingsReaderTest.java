/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.io.kafka.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir Path directory;

    @Test
    void parse_nothing_hasDefaults() throws Exception {
        Settings settings = SettingsReader.parse("", "job.yaml");
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.kafka().predictions()).isEqualTo("tidemark.predictions");
        assertThat(settings.time().outOfOrderness()).isEqualTo("30s");
        assertThat(settings.monitors()).isEmpty();
        assertThat(settings.job().generation()).isZero();
    }

    @Test
    void parse_everyKey_isRead() throws Exception {
        Settings settings =
                SettingsReader.parse(
                        """
                        kafka:
                          bootstrap_servers: k1:9092,k2:9092
                          group: g
                          predictions: p
                          feedback: ''
                          alerts: a
                          dead_letters: d
                          start: latest
                          alerts_delivery: exactly_once
                          properties: {security.protocol: SASL_SSL}
                        postgres: {url: 'jdbc:postgresql://db/x', user: u, password_file: pw, max_outage: 5m, batch_rows: 7}
                        monitors: [{spec: m.yaml, reference: r.csv}, {spec: n.yaml}]
                        time: {out_of_orderness: 1s, idle_after: 2s, max_ahead: 3s, not_before: 2001-01-01T00:00:00Z, provisional_after: 0s, silent_after: 4s}
                        job: {parallelism: 3, generation: 4, checkpoint_interval: 5s, checkpoint_directory: /tmp/x, name: n}
                        """,
                        "job.yaml");
        assertThat(settings)
                .isEqualTo(
                        new Settings(
                                new Settings.KafkaSettings(
                                        "k1:9092,k2:9092",
                                        "g",
                                        "p",
                                        "",
                                        "a",
                                        "d",
                                        "latest",
                                        "exactly_once",
                                        Map.of("security.protocol", "SASL_SSL")),
                                new Settings.PostgresSettings(
                                        "jdbc:postgresql://db/x", "u", "pw", "5m", 7),
                                java.util.List.of(
                                        new Settings.MonitorFiles("m.yaml", "r.csv"),
                                        new Settings.MonitorFiles("n.yaml", null)),
                                new Settings.TimeSettings(
                                        "1s", "2s", "3s", "2001-01-01T00:00:00Z", "0s", "4s"),
                                new Settings.JobSettings(3, 4, "5s", "/tmp/x", "n")));
        assertThat(settings.kafka().hasFeedback()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka: {topic: x} | unknown setting kafka.topic; known here: alerts,",
                "kafka: [1] | kafka: ",
                "kafka: {group: ''} | kafka.group: must not be empty",
                "kafka: {start: now} | kafka.start: expected one of committed_or_earliest,",
                "kafka: {alerts_delivery: maybe} | kafka.alerts_delivery: expected one of",
                "kafka: {predictions: t, feedback: t} | kafka.feedback: topic t is already kafka.predictions",
                "kafka: {predictions: ' '} | kafka.predictions: must not be empty",
                "kafka: {properties: {a: null}} | kafka.properties.a: has no value",
                "postgres: {max_outage: soon} | postgres.max_outage: ",
                "postgres: {batch_rows: 0} | postgres.batch_rows: expected at least 1, found 0",
                "postgres: {batch_rows: many} | postgres.batch_rows: ",
                "postgres: {password: geheim} | unknown setting postgres.password",
                "monitors: [null] | monitors[0].spec is missing",
                "monitors: [{reference: r}] | monitors[0].spec is missing",
                "monitors: [{spec: m, references: r}] | unknown setting monitors[0].references",
                "time: {not_before: yesterday} | time.not_before: expected an instant",
                "time: {idle_after: -1s} | time.idle_after: ",
                "job: {parallelism: 0} | job.parallelism: expected at least 1, found 0",
                "job: {generation: -1} | job.generation: must not be negative",
                "job: {checkpoint_directory: 'a b'} | job.checkpoint_directory: expected a directory",
                "job: {name: x, name: y} | , line 1: not valid YAML: Duplicate field 'name'",
                "'kafka: {' | , line 1: not valid YAML: ",
                "- 1 | the file: ",
                "just text | the file: ",
            })
    void parse_fault_isNamedInOneLine(String text, String expected) {
        assertThatThrownBy(() -> SettingsReader.parse(text, "job.yaml"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith(
                        "job.yaml" + (expected.startsWith(",") ? "" : ": ") + expected)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
    }

    @Test
    void read_noFileOrNotUtf8_isSaid() throws Exception {
        Path none = directory.resolve("none.yaml");
        assertThatThrownBy(() -> SettingsReader.read(none))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("there is no settings file " + none);
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> SettingsReader.read(binary))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage(binary + ": the settings file is not UTF-8");
    }

    @Test
    void endpoints_settings_becomeThoseOfTheClients() throws Exception {
        Files.writeString(directory.resolve("pw"), "geheim\n");
        Path config = directory.resolve("job.yaml");
        Settings settings =
                SettingsReader.parse(
                        "{kafka: {alerts_delivery: exactly_once}, postgres: {password_file: pw,"
                                + " max_outage: 2m}}",
                        "job.yaml");
        Endpoints endpoints =
                Endpoints.of(settings, config, Map.of("TIDEMARK_POSTGRES_PASSWORD", "other"));
        assertThat(endpoints.kafka().start())
                .isEqualTo(KafkaSettings.Start.COMMITTED_OR_EARLIEST)
                .isEqualTo(KafkaSettings.of("k:1").start());
        assertThat(endpoints.kafka().alertTransactionTimeoutMillis()).isPositive();
        assertThat(endpoints.postgres().password()).isEqualTo("geheim");
        assertThat(endpoints.toString()).doesNotContain("geheim");
        assertThat(endpoints.rows().maxOutageMillis()).isEqualTo(120_000);
        assertThat(endpoints.rows().batchRows()).isEqualTo(1_000);
    }

    @Test
    void endpoints_passwordOfTheEnvironment_servesWhereNoFileIsNamed() throws Exception {
        Settings settings = SettingsReader.parse("", "job.yaml");
        Path config = directory.resolve("job.yaml");
        assertThat(Endpoints.of(settings, config, Map.of()).postgres().password()).isNull();
        assertThat(
                        Endpoints.of(settings, config, Map.of("TIDEMARK_POSTGRES_PASSWORD", "x"))
                                .postgres()
                                .password())
                .isEqualTo("x");
    }

    @Test
    void endpoints_fault_namesTheFileAndTheKey() throws Exception {
        Path config = directory.resolve("job.yaml");
        Settings noFile = SettingsReader.parse("postgres: {password_file: none}", "job.yaml");
        assertThatThrownBy(() -> Endpoints.of(noFile, config, Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage(
                        config
                                + ": postgres.password_file: cannot read "
                                + directory.resolve("none"));
        Settings badUrl =
                SettingsReader.parse("postgres: {url: 'jdbc:mysql://x?password=geheim'}", "j");
        assertThatThrownBy(() -> Endpoints.of(badUrl, config, Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith(config + ": postgres.url: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
    }

    @Test
    void newestCheckpoint_ofSeveral_isTheLastCompleted() throws Exception {
        assertThat(LocalRun.newest(directory.resolve("none"))).isEmpty();
        checkpoint("a/chk-9", 1_000);
        Path newest = checkpoint("b/chk-2", 3_000);
        checkpoint("b/chk-1", 2_000);
        Files.createDirectories(directory.resolve("b/chk-3"));
        checkpoint("b/shared", 9_000);
        assertThat(LocalRun.newest(directory)).contains(newest);
    }

    private Path checkpoint(String name, long modified) throws Exception {
        Path checkpoint = Files.createDirectories(directory.resolve(name));
        Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, java.nio.file.attribute.FileTime.fromMillis(modified));
        return checkpoint;
    }
}
