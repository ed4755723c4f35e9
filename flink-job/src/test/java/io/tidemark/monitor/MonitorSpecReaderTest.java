/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.drift.DriftMethods;
import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorSpecReaderTest {

    private static final String WHOLE =
            """
            model_id: bike-demand           # required
            task: regression
            classes: []
            trained_at: null
            revision: 3
            effective_from: 2011-07-01
            windows: [1h, 1d, 7d/1d]
            performance_windows: null
            allowed_lateness: 1h
            features:
              temp:       {type: numeric, min: 0, max: 1}
              weather:    {type: categorical, values: ["1", 2, 3.0, "4"]}
              windspeed:  {type: numeric, nullable: true, max_age: null, effect_floor: 0.2, min_samples: 60, resolution: 100}
              hour:
              metadata.region: {values: [no, true, 007x]}
            feature_order: [temp, weather, windspeed, hour]
            only_listed: false
            watch: [metadata.gpu_memory]
            segments: [weather, metadata.region]
            sensitive: [hour]
            fairness: {reference_group: {hour: 12}}
            labels: {horizon: 30d, corrections_for: 1d, sample: 1.0}
            baselines: [reference]
            drift: {numeric: [ks, wasserstein, psi], categorical: [chi_square, jensen_shannon, psi], multivariate: [], effect_floors: {wasserstein: 0.2}, min_samples: {ks: 50}}
            min_samples: 30
            min_category_count: 5
            false_alerts_per_week: 0.5
            rules: default
            caps: {features: 2000, segments: 50, categories: 1000, versions: 20}
            """;

    private final MonitorSpecReader reader = new MonitorSpecReader();

    @Test
    void read_everyKey_isKept() throws InvalidSpec {
        MonitorSpec spec = reader.read(WHOLE);

        assertThat(spec.modelId()).isEqualTo("bike-demand");
        assertThat(spec.task()).isEqualTo(Task.REGRESSION);
        assertThat(spec.revision()).isEqualTo(3);
        assertThat(spec.effectiveFromMillis()).isEqualTo(1_309_478_400_000L);
        assertThat(spec.windows()).extracting("name").containsExactly("1h", "1d", "7d/1d");
        assertThat(spec.performanceWindows()).isNull();
        assertThat(spec.feature("temp").kind()).isEqualTo(FeatureKind.NUMERIC);
        assertThat(spec.feature("temp").maximum()).isEqualTo(1);
        assertThat(spec.feature("weather").values()).containsExactly("1", "2", "3", "4");
        assertThat(spec.feature("windspeed").resolution()).isEqualTo(100);
        assertThat(spec.feature("windspeed").effectFloor()).isEqualTo(0.2);
        assertThat(spec.feature("windspeed").minSamples()).isEqualTo(60);
        assertThat(spec.feature("temp").effectFloor()).isNull();
        assertThat(spec.drift().effectFloors()).containsOnly(entry("wasserstein", 0.2));
        assertThat(spec.drift().minSamples()).containsOnly(entry("ks", 50L));
        assertThat(reader.read(MonitorSpecWriter.toJson(spec))).isEqualTo(spec);
        assertThat(spec.feature("hour")).isEqualTo(MonitorSpec.Feature.ofDefaults());
        assertThat(spec.feature("metadata.region").values()).containsExactly("no", "true", "007x");
        assertThat(spec.fairness().referenceGroup()).containsEntry("hour", "12");
        assertThat(spec.falseAlertsPerWeek()).isEqualTo(0.5);
    }

    @Test
    void read_floorOfAMethodThatMeasuresNone_isReported() {
        assertThatThrownBy(
                        () ->
                                reader.read(
                                        "{model_id: m, drift: {effect_floors: {ks: 0.1},"
                                                + " min_samples: {chi_square: 0}}}"))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageContaining("drift.effect_floors")
                .hasMessageContaining("drift.min_samples.chi_square");
    }

    @Test
    void read_modelAlone_hasTheDefaultsOfTheContract() throws InvalidSpec {
        MonitorSpec spec = reader.read("model_id: m");

        assertThat(spec).isEqualTo(MonitorSpec.ofDefaults("m"));
        assertThat(spec.windows()).extracting("name").containsExactly("1h", "1d", "7d/1d");
        assertThat(spec.allowedLatenessMillis()).isEqualTo(Durations.HOUR_MILLIS);
        assertThat(spec.labels().horizonMillis()).isEqualTo(30 * Durations.DAY_MILLIS);
        assertThat(spec.minSamples()).isEqualTo(30);
    }

    @Test
    void read_defaultsThatTheSchemaStates_areTheDefaults() throws Exception {
        JsonNode schema;
        try (InputStream resource = getClass().getResourceAsStream(SpecShape.RESOURCE)) {
            schema = new ObjectMapper().readTree(resource);
        }
        ObjectNode stated = defaults(schema);
        stated.put("model_id", "m");

        assertThat(stated.size()).isEqualTo(schema.get("properties").size());
        assertThat(reader.read(stated.toString())).isEqualTo(MonitorSpec.ofDefaults("m"));
        stated.putObject("features").set("f", defaults(schema.at("/$defs/feature")));
        assertThat(reader.read(stated.toString()).feature("f"))
                .isEqualTo(MonitorSpec.Feature.ofDefaults());
    }

    private static ObjectNode defaults(JsonNode schema) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
            JsonNode node = property.getValue();
            boolean isTimestamp = node.path("$ref").asText().endsWith("timestamp");
            if (node.has("properties")) {
                stated.set(property.getKey(), defaults(node));
            } else if (isTimestamp) {
                stated.putNull(property.getKey());
            } else if (node.has("default") && !property.getKey().equals("resolution")) {
                stated.set(property.getKey(), node.get("default"));
            }
        }
        return stated;
    }

    @Test
    void read_json_isTheSameAsYaml() throws InvalidSpec {
        assertThat(reader.read("{\"model_id\": \"m\", \"windows\": [\"1h\"], \"min_samples\": 7}"))
                .isEqualTo(reader.read("model_id: m\nwindows: [1h]\nmin_samples: 7\n"))
                .isEqualTo(reader.read("{model_id: m, windows: [1h], min_samples: 7}"));
    }

    @Test
    void read_manyFaults_reportsEachWithPathAndLineInOrder() {
        assertFaults(
                """
                model_id: m
                task: binray
                windws: [1h]
                windows: [1h, 1h/7m, 1 hour, 60m, 5]
                allowed_lateness: 3600
                features:
                  temp: {type: numeric, mn: 0, resolution: 1}
                  a.b: {type: number}
                  low: {min: 2, max: 1}
                min_samples: none
                caps: {segments: -1}
                """,
                "task: expected binary, multiclass or regression, found \"binray\"; did you mean binary? (line 2)",
                "windws: unknown key; did you mean windows? (line 3)",
                "windows[1]: slide 7m does not divide size 1h (line 4)",
                "windows[2]: expected a window: a size like 1h, or size/slide like 7d/1d, found \"1 hour\" (line 4)",
                "windows[3]: is the same window as 1h (line 4)",
                "windows[4]: expected a window: a size like 1h, or size/slide like 7d/1d, found 5 (line 4)",
                "allowed_lateness: expected a duration: a whole number followed by s, m, h or d, like 30s, 5m, 1h or 7d, found 3600 (line 5)",
                "features.temp.mn: unknown key; did you mean min? (line 7)",
                "features.temp.resolution: expected a whole number from 10 to 10,000, found 1 (line 7)",
                "features[\"a.b\"].type: expected numeric or categorical, found \"number\" (line 8)",
                "features.low.min: is larger than max (line 9)",
                "min_samples: expected a whole number from 1 to 1,000,000,000, found \"none\" (line 10)",
                "caps.segments: expected a whole number from 0 to 10,000, found -1 (line 11)");
    }

    @Test
    void read_everyMethodThatExists_isAccepted() throws Exception {
        for (FeatureKind kind : List.of(FeatureKind.NUMERIC, FeatureKind.CATEGORICAL)) {
            String key = kind == FeatureKind.NUMERIC ? "numeric" : "categorical";
            List<String> names = DriftMethods.names(kind);
            MonitorSpec spec = reader.read("model_id: m\ndrift: {" + key + ": " + names + "}\n");
            assertThat(
                            kind == FeatureKind.NUMERIC
                                    ? spec.drift().numeric()
                                    : spec.drift().categorical())
                    .isEqualTo(names);
            try (InputStream in = getClass().getResourceAsStream("/schema/monitor.schema.json")) {
                JsonNode listed =
                        new ObjectMapper()
                                .readTree(in)
                                .at("/properties/drift/properties/" + key + "/items/enum");
                assertThat(listed).extracting(JsonNode::asText).containsExactlyElementsOf(names);
            }
        }
    }

    @Test
    void read_laterKeys_areRefusedWithAReason() {
        assertFaults(
                """
                model_id: m
                baselines: [reference, previous, {seasonal: 7d}]
                drift: {numeric: [ks, magic], categorical: [ks], multivariate: [mmd, forest]}
                rules: [{metric: accuracy}]
                """,
                "baselines: expected the list [reference]; other baselines (previous, seasonal) are not supported by this version, found a list of 3 (line 2)",
                "baselines[1]: expected reference; other baselines (previous, seasonal) are not supported by this version, found \"previous\" (line 2)",
                "baselines[2]: expected reference; other baselines (previous, seasonal) are not supported by this version, found an object (line 2)",
                "drift.numeric[1]: expected one of ks, wasserstein, psi, jensen_shannon, kl_divergence, hellinger, total_variation, l_infinity, chi_square, g_test, cramer_von_mises, anderson_darling, mann_whitney, welch_t, kuiper, energy, mean_shift, found \"magic\" (line 3)",
                "drift.categorical[0]: expected one of chi_square, g_test, z_test, fisher_exact, psi, jensen_shannon, kl_divergence, hellinger, total_variation, l_infinity, found \"ks\" (line 3)",
                "drift.multivariate[1]: expected one of domain_classifier, mmd, correlation, pca_reconstruction, attribution, outlier_share, found \"forest\" (line 3)",
                "rules: expected default; a list of rules is not supported by this version, found a list of 1 (line 4)");
    }

    @Test
    void read_multivariate_needsATumblingWindowOfAnHour() throws Exception {
        assertFaults(
                """
                model_id: m
                windows: [30m, 6h/1h]
                drift: {multivariate: [mmd, correlation, mmd]}
                """,
                "drift.multivariate: needs a tumbling window of 1h or more; windows has none (line 3)",
                "drift.multivariate[2]: \"mmd\" is listed twice (line 3)");
        MonitorSpec spec =
                new MonitorSpecReader()
                        .read("model_id: m\nwindows: [30m, 1h]\ndrift: {multivariate: [mmd]}");
        assertThat(spec.drift().multivariate()).containsExactly("mmd");
        assertThat(new MonitorSpecReader().read(MonitorSpecWriter.toJson(spec))).isEqualTo(spec);
    }

    @Test
    void read_contradictions_areReported() {
        assertFaults(
                """
                model_id: m
                task: binary
                classes: [a, b, b]
                windows: [63s, 1h]
                performance_windows: [10001m/1m]
                features:
                  temp: {type: categorical, min: 0}
                  hum: {type: numeric, values: [a]}
                  wind: {values: [1, "1", 1.0]}
                  old: {max_age: 0s}
                  "@prediction": {}
                  metadata.x: {}
                feature_order: [temp, hum, wnd, temp, metadata.y, old]
                only_listed: true
                watch: [gpu, metadata.z, metadata.z]
                segments: [hm, metadta.city, metadata., temp, temp]
                sensitive: [wind]
                fairness: {reference_group: {wnd: a}}
                caps: {features: 2}
                """,
                "classes: a binary task has two classes, [negative, positive]; found 3 (line 3)",
                "classes[2]: \"b\" is listed twice (line 3)",
                "windows: the pane, the greatest common divisor of 63s, 1h, is 9s; at least 10s is needed (line 4)",
                "performance_windows: window 10001m/1m would merge 10001 panes of 1m; at most 10000 are allowed (line 5)",
                "features: lists 5 features, more than caps.features, 2 (line 6)",
                "features.temp.min: is for numeric features only (line 7)",
                "features.hum.values: is for categorical features only (line 8)",
                "features.wind.values[1]: \"1\" is listed twice (line 9)",
                "features.wind.values[2]: \"1\" is listed twice (line 9)",
                "features.old.max_age: expected a duration above 0 (line 10)",
                "features.@prediction: names that begin with @ are Tidemark's own (line 11)",
                "features[\"metadata.x\"]: is in none of watch, segments and sensitive, so it has no use (line 12)",
                "feature_order: lists 6 features, more than caps.features, 2 (line 13)",
                "feature_order[2]: \"wnd\" is neither a feature nor metadata.x; did you mean wind? (line 13)",
                "feature_order[3]: \"temp\" is listed twice (line 13)",
                "feature_order[4]: \"metadata.y\" is not a name of a feature (line 13)",
                "watch[0]: expected a name metadata.x, found \"gpu\" (line 15)",
                "watch[2]: \"metadata.z\" is listed twice (line 15)",
                "segments[0]: \"hm\" is neither a feature nor metadata.x; did you mean hum? (line 16)",
                "segments[1]: \"metadta.city\" is neither a feature nor metadata.x; did you mean metadata.city? (line 16)",
                "segments[2]: expected a name after metadata. (line 16)",
                "segments[4]: \"temp\" is listed twice (line 16)",
                "fairness.reference_group.wnd: is not listed in sensitive; did you mean wind? (line 18)");
    }

    @Test
    void read_whatATreeCannotShow_isReported() {
        assertFaults(
                """
                model_id: &name m
                min_samples: 30
                windows: *name
                min_samples: 40
                false_alerts_per_week: 1e999
                only_listed: !custom true
                """,
                "min_samples: the key is given twice, first on line 2 and again on line 4 (line 2)",
                "windows: a YAML alias (*name) is not supported; write it out (line 3)",
                "false_alerts_per_week: expected a finite number (line 5)",
                "only_listed: a YAML tag (!custom) is not supported; leave it out (line 6)");
        assertFaults(
                "{\"model_id\": \"m\",\n \"caps\": {\"features\": 1, \"features\": 1}}",
                "caps.features: the key is given twice, first on line 2 and again on line 2 (line 2)");
    }

    @Test
    void read_notADocument_saysSo() {
        assertFaults("", "the spec is empty; expected at least model_id");
        assertFaults("# nothing\n", "the spec is empty; expected at least model_id");
        assertFaults(
                "[]",
                "expected a monitor spec: an object with at least model_id, found an empty list (line 1)");
        assertFaults("{}", "model_id: is required, but absent");
        assertFaults(
                "model_id: m\n---\nmodel_id: n\n",
                "the spec expected one document, found a second one (line 3)");
        assertThatThrownBy(() -> reader.read("model_id: m\n  windows: [1h]\n"))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageStartingWith("the spec is not valid YAML: ");
        assertThatThrownBy(() -> reader.read("{\"model_id\": "))
                .isInstanceOf(InvalidSpec.class)
                .hasMessageStartingWith("the spec is not valid JSON: ");
    }

    @Test
    void read_timestamps_areUtcUnlessTheyNameAnOffset() throws InvalidSpec {
        assertThat(trainedAt("2026-01-31T01:00:00+01:00")).isEqualTo(trainedAt("2026-01-31"));
        assertThat(trainedAt("'2026-01-31 00:00:00'")).isEqualTo(trainedAt("2026-01-31T00:00:00Z"));
        assertThat(trainedAt("-1")).isEqualTo(-1L);
        assertFaults(
                "model_id: m\ntrained_at: yesterday\n",
                "trained_at: expected a time in ISO-8601 like 2026-01-31T00:00:00Z, found \"yesterday\" (line 2)");
    }

    private Long trainedAt(String time) throws InvalidSpec {
        return reader.read("model_id: m\ntrained_at: " + time).trainedAtMillis();
    }

    private void assertFaults(String text, String... faults) {
        InvalidSpec invalid = catchThrowableOfType(InvalidSpec.class, () -> reader.read(text));
        assertThat(invalid).as("refused").isNotNull();
        List<String> sentences =
                invalid.faults().stream().map(InvalidSpec.Fault::toString).toList();
        assertThat(sentences).containsExactly(faults);
    }
}
