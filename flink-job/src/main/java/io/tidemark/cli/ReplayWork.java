/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.io.EndpointException;
import io.tidemark.io.postgres.Migrations;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.job.Environments;
import io.tidemark.job.InvalidSettings;
import io.tidemark.job.LatestRows;
import io.tidemark.job.MonitorFilesReader;
import io.tidemark.job.ReplayJob;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.pipeline.OperatorIds;
import io.tidemark.result.Upsert;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** What {@code replay} does: the pipeline over files, rows into a file and a database. */
final class ReplayWork implements Work<ReplayOptions> {
    private static final String PASSWORD_VARIABLE = "TIDEMARK_POSTGRES_PASSWORD";

    @Override
    public int run(ReplayOptions options, Terminal terminal) throws Exception {
        Monitors monitors = monitors(options);
        StreamExecutionEnvironment env =
                Environments.local(options.parallelism(), new Configuration());
        DataStream<Upsert> rows =
                ReplayJob.build(
                        env,
                        ReplayJob.Request.of(
                                options.predictions(),
                                options.feedback(),
                                monitors,
                                Math.toIntExact(options.generation())));
        if (options.jdbc() != null) {
            rows.sinkTo(new PostgresSink(postgres(options), PostgresSink.Settings.defaults()))
                    .name("rows")
                    .uid(OperatorIds.ROWS_SINK)
                    .setParallelism(1);
        }
        LatestRows latest = new LatestRows();
        CloseableIterator<Upsert> results = rows.executeAndCollect("replay");
        try {
            results.forEachRemaining(latest::add);
        } finally {
            results.close();
        }
        if (options.outputRows() != null) {
            write(latest, options.outputRows());
        }
        report(latest, options.isJson(), terminal);
        return ExitStatus.DONE;
    }

    private static Monitors monitors(ReplayOptions options) {
        if (options.monitor() == null) {
            if (options.reference() != null) {
                throw new UsageException("--reference needs --monitor, which names the model");
            }
            return new Monitors(List.of());
        }
        try {
            Monitor monitor = MonitorFilesReader.read(options.monitor(), options.reference());
            return new Monitors(List.of(monitor));
        } catch (InvalidSettings e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private static PostgresSettings postgres(ReplayOptions options) throws EndpointException {
        PostgresSettings postgres =
                new PostgresSettings(options.jdbc(), null, System.getenv(PASSWORD_VARIABLE));
        Migrations.migrate(postgres);
        return postgres;
    }

    private static void write(LatestRows latest, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Upsert row : latest.rows()) {
                out.write(row.toLine());
                out.write('\n');
            }
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file, e);
        }
    }

    private static void report(LatestRows latest, boolean isJson, Terminal terminal) {
        Map<String, Long> tables = new TreeMap<>();
        for (Upsert row : latest.rows()) {
            tables.merge(row.table(), 1L, Long::sum);
        }
        if (isJson) {
            terminal.print(
                    tables.entrySet().stream()
                            .map(table -> "\"" + table.getKey() + "\":" + table.getValue())
                            .collect(Collectors.joining(",", "{\"rows\":{", "}}")));
        } else {
            tables.forEach(
                    (table, count) -> terminal.print("%-22s %,12d rows".formatted(table, count)));
        }
    }
}
