/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.ReferenceReader;
import io.tidemark.result.Upsert;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** The result tables of a replay in this JVM, as they stand at its end. */
final class ReplayedTables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Upsert> rows;

    private ReplayedTables(List<Upsert> rows) {
        this.rows = rows;
    }

    static ReplayedTables of(ReplayJob.Request request, int parallelism) throws Exception {
        return of(request, parallelism, Duration.ofMillis(200));
    }

    /**
     * @param watermarkInterval wall time between two watermarks: nothing may depend on it
     */
    static ReplayedTables of(ReplayJob.Request request, int parallelism, Duration watermarkInterval)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, watermarkInterval);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = Environments.local(parallelism, configuration);
        LatestRows latest = new LatestRows();
        CloseableIterator<Upsert> results =
                ReplayJob.build(env, request).executeAndCollect("replay");
        try {
            results.forEachRemaining(latest::add);
        } finally {
            results.close();
        }
        return new ReplayedTables(List.copyOf(latest.rows()));
    }

    /**
     * A monitor of its text.
     *
     * @param reference null: none
     */
    static Monitor monitor(String yaml, Path reference)
            throws IOException, InvalidSpec, InvalidReference {
        MonitorSpec spec = new MonitorSpecReader().read(yaml);
        if (reference == null) {
            return Monitor.of(spec, null);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(reference))) {
            return Monitor.of(spec, new ReferenceReader(spec).read(in, reference.toString()));
        }
    }

    static Monitors only(Monitor monitor) {
        return new Monitors(List.of(monitor));
    }

    /** The rows of one table by the values of some columns, joined by a blank. */
    Map<String, JsonNode> by(String table, String... columns) {
        Map<String, JsonNode> found = new TreeMap<>();
        for (JsonNode row : rows(table)) {
            List<String> key = new ArrayList<>();
            for (String column : columns) {
                key.add(row.get(column).asText());
            }
            JsonNode other = found.put(String.join(" ", key), row);
            if (other != null) {
                throw new IllegalArgumentException("two rows of " + table + " are " + key);
            }
        }
        return found;
    }

    List<JsonNode> rows(String table) {
        List<JsonNode> found = new ArrayList<>();
        for (Upsert row : rows) {
            if (row.table().equals(table)) {
                found.add(parse(row.json()));
            }
        }
        return found;
    }

    /** The rows of the overall segment, of which alone the expected values speak. */
    ReplayedTables overall() {
        List<Upsert> overall = new ArrayList<>(rows);
        overall.removeIf(row -> !parse(row.json()).path("segment").asText().equals("overall"));
        return new ReplayedTables(overall);
    }

    int size() {
        return rows.size();
    }

    /** SHA-256 over the sorted rows of some tables, every column of them. */
    String hash(Set<String> tables) {
        MessageDigest digest = sha256();
        for (Upsert row : rows) {
            if (tables.contains(row.table())) {
                digest.update(row.toLine().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** The lines of some tables, for a readable difference. */
    List<String> lines(Set<String> tables) {
        return rows.stream()
                .filter(row -> tables.contains(row.table()))
                .map(Upsert::toLine)
                .toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
