/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.compare.CompareReport;
import io.tidemark.compare.FileComparison;
import io.tidemark.compare.MethodChoice;
import io.tidemark.compare.ReportJson;
import io.tidemark.monitor.Monitor;
import io.tidemark.testing.Oracles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of events through the job, and the same rows as a file: one and the same figures. */
class CompareReplayIT {
    private static final String SPEC =
            "model_id: bike-demand\ntask: regression\nwindows: [7d]\nallowed_lateness: 1h\n";
    private static final String FROM = "2012-07-05";
    private static final String TO = "2012-07-12";
    private static final List<String> FIGURES =
            List.of(
                    "statistic",
                    "lower",
                    "upper",
                    "p_value",
                    "p_decision",
                    "effect_floor",
                    "role",
                    "sample_size",
                    "baseline_size");

    private final ObjectMapper json = new ObjectMapper();

    @TempDir Path directory;

    @Test
    void compare_aWeekAsAFile_givesTheRowsOfTheJob() throws Exception {
        Path folder = Oracles.folder().resolve("bike");
        Path reference = folder.resolve("reference.csv");
        List<JsonNode> week = week(folder.resolve("predictions.jsonl.gz"));
        Monitor monitor = ReplayedTables.monitor(SPEC, reference);
        ReplayedTables tables =
                ReplayedTables.of(
                        ReplayJob.Request.of(events(week), null, ReplayedTables.only(monitor), 0),
                        1);
        Map<String, JsonNode> expected =
                tables.overall().by("feature_drift", "feature", "baseline", "method");

        CompareReport report =
                FileComparison.run(
                        new FileComparison.Request(
                                reference,
                                csv(week),
                                monitor.spec(),
                                MethodChoice.of(monitor.spec()),
                                false),
                        progress -> {});
        int compared = 0;
        for (JsonNode feature : json.readTree(ReportJson.of(report)).get("features")) {
            for (JsonNode method : feature.get("methods")) {
                String key =
                        feature.get("feature").asText()
                                + " reference "
                                + method.get("method").asText();
                JsonNode row = expected.remove(key);
                assertThat(row).as(key).isNotNull();
                for (String figure : FIGURES) {
                    assertThat(method.get(figure))
                            .as(key + " " + figure)
                            .isEqualTo(row.get(figure));
                    compared++;
                }
            }
        }
        System.out.println("figures compared with the job: " + compared);
        assertThat(expected).as("rows of the job that compare has not").isEmpty();
        assertThat(compared).isGreaterThan(400);
    }

    private List<JsonNode> week(Path file) throws IOException {
        List<JsonNode> week = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = json.readTree(line);
                String day = event.get("timestamp").asText().substring(0, 10);
                if (day.compareTo(FROM) >= 0 && day.compareTo(TO) < 0) {
                    week.add(event);
                }
            }
        }
        assertThat(week).hasSizeGreaterThan(100);
        return week;
    }

    private Path events(List<JsonNode> week) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode event : week) {
            lines.add(event.toString());
        }
        return Files.write(directory.resolve("week.jsonl"), lines);
    }

    private Path csv(List<JsonNode> week) throws IOException {
        Map<String, JsonNode> first = new TreeMap<>();
        week.get(0).get("features").properties().forEach(f -> first.put(f.getKey(), f.getValue()));
        StringBuilder text = new StringBuilder(String.join(",", first.keySet()));
        text.append(",prediction\n");
        for (JsonNode event : week) {
            for (String feature : first.keySet()) {
                JsonNode value = event.get("features").path(feature);
                text.append(value.isNull() || value.isMissingNode() ? "" : value.asText());
                text.append(',');
            }
            text.append(event.get("prediction").asText()).append('\n');
        }
        return Files.writeString(directory.resolve("week.csv"), text);
    }
}
