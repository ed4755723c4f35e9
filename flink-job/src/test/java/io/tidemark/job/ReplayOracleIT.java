/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Recorded streams through the whole pipeline against values that NumPy, SciPy and scikit-learn
 * give of every window: counts exact, statistics at relative 1e-9, p-values at 1e-6, what the grid
 * bounds inside its bounds, latency within 1 %.
 */
class ReplayOracleIT {
    private static final String BIKE =
            """
            model_id: bike-demand
            task: regression
            windows: [7d, 28d/7d]
            labels: {horizon: 30d}
            min_category_count: 1
            drift: {numeric: [ks, wasserstein, psi, jensen_shannon]}
            """;
    private static final String ADULT =
            """
            model_id: adult-income
            task: binary
            classes: ["<=50K", ">50K"]
            windows: [1d, 7d, 28d/7d]
            labels: {horizon: 31d}
            min_category_count: 1
            drift: {numeric: [ks, wasserstein, psi, jensen_shannon]}
            """;
    private static final String BIKE_LEVEL =
            """
            model_id: bike-level
            task: multiclass
            classes: [high, low, medium]
            windows: [7d]
            labels: {horizon: 30d}
            min_category_count: 1
            drift: {numeric: [ks, wasserstein, psi, jensen_shannon]}
            """;

    private final Map<String, Integer> compared = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private Map<String, JsonNode> models;
    private Map<String, JsonNode> features;
    private Map<String, JsonNode> drift;
    private Map<String, JsonNode> distributions;
    private Map<String, JsonNode> metrics;
    private Map<String, JsonNode> confusion;

    @Test
    void bike_everyWindow_equalsOracle() throws Exception {
        compare("bike", BIKE);
        conclude("bike", 161, 42_000);
    }

    @Test
    void adult_everyWindow_equalsOracle() throws Exception {
        compare("adult", ADULT);
        conclude("adult", 121, 37_000);
    }

    @Test
    void bikeLevel_everyWindow_equalsOracle() throws Exception {
        compare("bike_level", BIKE_LEVEL);
        conclude("bike_level", 27, 4_500);
    }

    /** Re-sent, disordered and broken lines: what counts is what the clean stream says. */
    @Test
    void bike_dirtyStream_countsEveryPredictionOnce() throws Exception {
        JsonNode expected = Oracles.fromFolder("bike/dirty_expected.json");
        Path folder = Oracles.folder().resolve("bike");
        Duration disorder = Duration.ofHours(expected.get("max_event_time_disorder_hours").asInt());
        String spec = BIKE + "allowed_lateness: " + disorder.plusHours(1).toHours() + "h\n";
        ReplayedTables tables =
                ReplayedTables.of(
                        ReplayJob.Request.of(
                                folder.resolve("predictions_dirty.jsonl.gz"),
                                folder.resolve("feedback.jsonl.gz"),
                                ReplayedTables.only(
                                        ReplayedTables.monitor(
                                                spec, folder.resolve("reference.csv"))),
                                0),
                        2);
        Map<String, Long> outcomes = new TreeMap<>();
        for (JsonNode row : tables.rows("event_outcome")) {
            outcomes.merge(row.get("outcome").asText(), row.get("count").asLong(), Long::sum);
        }
        long distinct = expected.get("valid_distinct").asLong();
        long duplicates = expected.get("duplicates").asLong();
        long labels = 13_129;
        System.out.println("bike, dirty: outcomes " + outcomes);
        assertThat(outcomes)
                .containsEntry("accepted", distinct + duplicates)
                .containsEntry("duplicate", duplicates)
                .containsEntry("empty", expected.get("of_which_empty_line").asLong())
                .containsEntry("label_orphan", labels - distinct)
                .doesNotContainKeys("late", "late_for_labels");
        long deadLetters =
                outcomes.entrySet().stream()
                        .filter(
                                o ->
                                        !Set.of("accepted", "duplicate", "label_orphan")
                                                .contains(o.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        assertThat(deadLetters).isEqualTo(expected.get("malformed_lines").asLong());

        index(tables);
        long delivered = 0;
        int whole = 0;
        for (JsonNode window : Oracles.fromFolder("bike/windows.json.gz").get("windows")) {
            String key = key(window);
            boolean isWhole = window.get("end").asText().compareTo("2011-08-25T00:00:00Z") <= 0;
            if (isWhole) {
                comparePerformance(key, window);
                whole++;
            }
            JsonNode model = models.get(key);
            if (model != null && window.get("type").asText().equals("tumbling")) {
                delivered += model.get("predictions").asLong();
            }
        }
        assertThat(delivered).isEqualTo(distinct + duplicates);
        assertThat(whole).isGreaterThanOrEqualTo(12);
        conclude("bike, dirty", whole, 100);
    }

    // ---------------------------------------------------------------- the comparison

    private void compare(String stream, String spec) throws Exception {
        Path folder = Oracles.folder().resolve(stream);
        long began = System.nanoTime();
        ReplayedTables tables =
                ReplayedTables.of(
                        ReplayJob.Request.of(
                                folder.resolve("predictions.jsonl.gz"),
                                folder.resolve("feedback.jsonl.gz"),
                                ReplayedTables.only(
                                        ReplayedTables.monitor(
                                                spec, folder.resolve("reference.csv"))),
                                0),
                        2);
        System.out.printf(
                "%s: %d rows in %.1f s%n",
                stream, tables.size(), (System.nanoTime() - began) / 1e9);
        index(tables);
        JsonNode oracle = Oracles.fromFolder(stream + "/windows.json.gz");
        Set<String> windows = new TreeSet<>();
        Set<String> profiled = new TreeSet<>();
        for (JsonNode window : oracle.get("windows")) {
            String key = key(window);
            windows.add(key);
            count("events", key, window.get("events"), models.get(key), "predictions");
            if (window.has("latency_ms")) {
                compareLatency(key, window.get("latency_ms"));
            }
            for (Map.Entry<String, JsonNode> feature : window.get("features").properties()) {
                String name = rowName(feature.getKey());
                profiled.add(key + " " + name);
                compareFeature(key + " " + name, feature.getValue());
            }
            comparePerformance(key, window);
        }
        assertThat(models.keySet()).as("windows").isEqualTo(windows);
        Set<String> found = new TreeSet<>(features.keySet());
        found.removeIf(key -> key.endsWith(" @label") || key.endsWith(" @residual"));
        if (stream.equals("bike_level")) {
            found.removeIf(key -> key.endsWith(" @probability"));
        }
        assertThat(found).as("features of windows").isEqualTo(profiled);
    }

    private void index(ReplayedTables all) {
        ReplayedTables tables = all.overall();
        models = tables.by("model_window", "window_name", "window_start");
        features = tables.by("feature_window", "window_name", "window_start", "feature");
        drift = tables.by("feature_drift", "window_name", "window_start", "feature", "method");
        distributions = tables.by("feature_distribution", "window_name", "window_start", "feature");
        metrics = tables.by("performance_window", "window_name", "window_start", "metric");
        confusion = tables.by("confusion", "window_name", "window_start");
    }

    private static String key(JsonNode window) {
        String size = window.path("size_days").asInt(7) + "d";
        boolean isSliding = window.path("type").asText().equals("sliding");
        String name = isSliding ? size + "/" + window.get("slide_days").asInt() + "d" : size;
        return name + " " + Instant.parse(window.get("start").asText());
    }

    private static String rowName(String feature) {
        return Set.of("prediction", "probability").contains(feature) ? "@" + feature : feature;
    }

    private void compareLatency(String key, JsonNode expected) {
        for (String percentile : List.of("p50", "p95", "p99")) {
            double found = models.get(key).get("latency_" + percentile + "_ms").asDouble();
            double wanted = expected.get(percentile).asDouble();
            check(
                    "latency",
                    StrictMath.abs(found - wanted) <= 0.01 * wanted,
                    key,
                    percentile,
                    wanted,
                    found);
        }
    }

    private void compareFeature(String key, JsonNode expected) {
        JsonNode row = features.get(key);
        if (row == null) {
            faults.add("no row of " + key);
            return;
        }
        count("counts", key, expected.get("count"), row, "count");
        count("missing", key, expected.get("missing"), row, "missing");
        if (expected.has("counts")) {
            compareCategories(key, row, expected);
        } else {
            compareNumbers(key, row, expected);
        }
        exact("psi", key, expected.get("psi"), drift.get(key + " psi"), "statistic");
        JsonNode jensenShannon = drift.get(key + " jensen_shannon");
        if (jensenShannon != null) {
            JsonNode wanted = expected.get("js_distance");
            JsonNode found = jensenShannon.get("statistic");
            double square = wanted.asDouble() * wanted.asDouble();
            double error = StrictMath.abs(found.asDouble() * found.asDouble() - square);
            // its sums cancel: 1e-15 of the divergence is what they leave of small distances
            boolean isEqual = isClose(wanted, found, 1e-9) || error <= 1e-15;
            check("jensen-shannon", isEqual, key, "statistic", wanted, found);
        }
    }

    private void compareCategories(String key, JsonNode row, JsonNode expected) {
        count("distinct", key, expected.get("distinct"), row, "distinct");
        Map<String, Long> wanted = new TreeMap<>();
        for (Map.Entry<String, JsonNode> category : expected.get("counts").properties()) {
            wanted.put(category.getKey(), category.getValue().asLong());
        }
        long newValues = 0;
        for (JsonNode category : expected.get("new_categories")) {
            newValues += wanted.get(category.asText());
        }
        check(
                "new values",
                row.get("new_values").asLong() == newValues,
                key,
                "new_values",
                newValues,
                row.get("new_values"));
        Map<String, Long> found = new TreeMap<>();
        long total = expected.get("count").asLong();
        for (JsonNode bin : distributions.get(key).get("bins")) {
            long inBin = StrictMath.round(bin.get("share").asDouble() * total);
            if (inBin > 0) {
                found.put(bin.get("label").asText(), inBin);
            }
        }
        check("category counts", wanted.equals(found), key, "bins", wanted, found);
        add("category counts", wanted.size() - 1);
        JsonNode chiSquare = drift.get(key + " chi_square");
        exact("chi-square", key, expected.get("chi2").get("statistic"), chiSquare, "statistic");
        pValue("chi-square p", key, expected.get("chi2").get("p"), chiSquare);
    }

    private void compareNumbers(String key, JsonNode row, JsonNode expected) {
        exact("mean", key, expected.get("mean"), row, "mean");
        exact("std", key, expected.get("std"), row, "stddev");
        exact("min", key, expected.get("min"), row, "min");
        exact("max", key, expected.get("max"), row, "max");
        boolean isLowCardinality = !key.contains(" @");
        JsonNode ks = drift.get(key + " ks");
        within("ks bounds", key, expected.get("ks"), ks);
        boolean isExact = ks.get("lower").asDouble() == ks.get("upper").asDouble();
        if (isLowCardinality || isExact) {
            exact("ks exact", key, expected.get("ks"), ks, "statistic");
            check("ks exact", isExact, key, "lower = upper", ks.get("lower"), ks.get("upper"));
            pValue("ks p", key, expected.get("ks_p_finite_n"), ks);
        }
        JsonNode wasserstein = drift.get(key + " wasserstein");
        within("wasserstein bounds", key, expected.get("wasserstein_norm"), wasserstein);
        // values that the reference has not lie in gaps, where the two functions may cross
        double upper = wasserstein.get("upper").asDouble();
        if (upper - wasserstein.get("lower").asDouble() <= 1e-10 * upper) {
            JsonNode wanted = expected.get("wasserstein_norm");
            exact("wasserstein exact", key, wanted, wasserstein, "statistic");
        }
        List<Long> wanted = new ArrayList<>();
        expected.get("hist_counts").forEach(bin -> wanted.add(bin.asLong()));
        List<Long> found = new ArrayList<>();
        long total = expected.get("count").asLong();
        for (JsonNode bin : distributions.get(key).get("bins")) {
            found.add(StrictMath.round(bin.get("share").asDouble() * total));
        }
        check("decile counts", wanted.equals(found), key, "bins", wanted, found);
        add("decile counts", wanted.size() - 1);
        boolean isOnEdges = isLowCardinality && !key.endsWith(" mnth"); // new months are in gaps
        if (isOnEdges) {
            exact("median", key, expected.get("median"), row, "q50");
        }
    }

    private void comparePerformance(String key, JsonNode window) {
        JsonNode expected = window.get("performance");
        JsonNode first = null;
        for (Map.Entry<String, String> metric : metricNames(expected).entrySet()) {
            JsonNode row = metrics.get(key + " " + metric.getKey());
            JsonNode wanted = expected.at(metric.getValue());
            if (row == null) {
                faults.add("no row of " + key + " " + metric.getKey());
            } else if (metric.getKey().equals("roc_auc")) {
                within("roc_auc bounds", key, wanted, row.get("lower"), row.get("upper"));
            } else {
                exact(metric.getKey().replaceAll("\\[.*", ""), key, wanted, row, "value");
            }
            first = first == null ? row : first;
        }
        count("predictions", key, window.get("events"), first, "predictions");
        count("labelled", key, window.get("labelled"), first, "labelled");
        double coverage = window.get("labelled").asDouble() / window.get("events").asDouble();
        check(
                "coverage",
                Double.compare(first.get("coverage").asDouble(), coverage) == 0,
                key,
                "coverage",
                coverage,
                first.get("coverage"));
        if (window.has("label_delay_seconds")) {
            double longest = window.get("label_delay_seconds").get("max").asDouble();
            double p95 = first.get("delay_p95_seconds").asDouble();
            check("label delay", p95 > 0 && p95 <= 1.01 * longest, key, "delay", longest, p95);
        }
        Map<String, Long> cells = new TreeMap<>();
        if (confusion.containsKey(key)) {
            for (JsonNode cell : confusion.get(key).get("cells")) {
                cells.put(
                        cell.get("actual").asText() + " as " + cell.get("predicted").asText(),
                        cell.get("count").asLong());
            }
        }
        for (Map.Entry<String, Long> cell : confusionCells(expected).entrySet()) {
            long found = cells.getOrDefault(cell.getKey(), 0L);
            check(
                    "confusion",
                    found == cell.getValue(),
                    key,
                    cell.getKey(),
                    cell.getValue(),
                    found);
        }
    }

    /** Metric to its place in the expected values, as a JSON pointer. */
    private static Map<String, String> metricNames(JsonNode expected) {
        Map<String, String> names = new LinkedHashMap<>();
        if (expected.has("mae")) {
            names.put("mae", "/mae");
            names.put("rmse", "/rmse");
            names.put("r2", "/r2");
            names.put("residual_mean", "/residual_mean_label_minus_prediction");
            names.put("residual_std", "/residual_std_ddof1");
            return names;
        }
        names.put("accuracy", "/accuracy");
        names.put("log_loss", "/log_loss");
        if (expected.has("tp")) {
            for (String name : List.of("precision", "recall", "f1", "brier", "roc_auc")) {
                names.put(name, "/" + name);
            }
            return names;
        }
        names.put("brier", "/brier_sum_over_classes");
        for (String name : List.of("precision", "recall", "f1")) {
            for (String mean : List.of("macro", "micro", "weighted")) {
                names.put(name + "_" + mean, "/" + mean + "/" + name);
            }
        }
        return names;
    }

    private static Map<String, Long> confusionCells(JsonNode expected) {
        Map<String, Long> cells = new TreeMap<>();
        if (expected.has("tp")) {
            cells.put(">50K as >50K", expected.get("tp").asLong());
            cells.put("<=50K as >50K", expected.get("fp").asLong());
            cells.put(">50K as <=50K", expected.get("fn").asLong());
            cells.put("<=50K as <=50K", expected.get("tn").asLong());
        }
        JsonNode matrix = expected.path("confusion_matrix_rows_true_cols_predicted");
        JsonNode labels = expected.path("labels");
        for (int actual = 0; actual < matrix.size(); actual++) {
            for (int predicted = 0; predicted < matrix.size(); predicted++) {
                cells.put(
                        labels.get(actual).asText() + " as " + labels.get(predicted).asText(),
                        matrix.get(actual).get(predicted).asLong());
            }
        }
        return cells;
    }

    // ---------------------------------------------------------------- single values

    private void count(String kind, String key, JsonNode expected, JsonNode row, String column) {
        JsonNode found = row == null ? null : row.get(column);
        boolean isEqual =
                found != null && found.isIntegralNumber() && found.asLong() == expected.asLong();
        check(kind, isEqual, key, column, expected, found);
    }

    /** Relative 1e-9, or absolute 1e-12 where the expected value is below 1e-6 in size. */
    private void exact(String kind, String key, JsonNode expected, JsonNode row, String column) {
        JsonNode found = row == null ? null : row.get(column);
        check(kind, found != null && isClose(expected, found, 1e-9), key, column, expected, found);
    }

    private void pValue(String kind, String key, JsonNode expected, JsonNode row) {
        JsonNode found = row.get("p_value");
        boolean isTiny =
                expected.isNumber()
                        && found.isNumber()
                        && StrictMath.abs(expected.asDouble() - found.asDouble()) <= 1e-12;
        check(kind, isTiny || isClose(expected, found, 1e-6), key, "p_value", expected, found);
    }

    private static boolean isClose(JsonNode expected, JsonNode found, double tolerance) {
        if (expected.isNull() || found.isNull()) {
            return expected.isNull() && found.isNull();
        }
        double size = StrictMath.abs(expected.asDouble());
        double error = StrictMath.abs(found.asDouble() - expected.asDouble());
        return size < 1e-6 ? error <= 1e-12 : error <= tolerance * size;
    }

    private void within(String kind, String key, JsonNode expected, JsonNode row) {
        within(kind, key, expected, row.get("lower"), row.get("upper"));
        double statistic = row.get("statistic").asDouble();
        within(kind, key, row.get("statistic"), row.get("lower"), row.get("upper"));
        check(kind, statistic >= 0, key, "statistic", expected, row.get("statistic"));
    }

    /** Bounds have no tolerance but for the last digits of the expected value itself. */
    private void within(
            String kind, String key, JsonNode expected, JsonNode lower, JsonNode upper) {
        boolean isInside =
                expected.isNull()
                        ? lower.isNull() && upper.isNull()
                        : lower.asDouble() <= expected.asDouble() * (1 + 1e-12) + 1e-15
                                && upper.asDouble() >= expected.asDouble() * (1 - 1e-12) - 1e-15;
        check(kind, isInside, key, "bounds", expected, lower + " .. " + upper);
    }

    private void check(
            String kind,
            boolean isRight,
            String key,
            String column,
            Object expected,
            Object found) {
        add(kind, 1);
        if (!isRight) {
            faults.add(
                    kind
                            + " of "
                            + key
                            + ", "
                            + column
                            + ": expected "
                            + expected
                            + ", found "
                            + found);
        }
    }

    private void add(String kind, int values) {
        compared.merge(kind, values, Integer::sum);
    }

    private void conclude(String stream, int windows, int atLeast) {
        int all = compared.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "%s: %d values compared in %d windows: %s%n", stream, all, windows, compared);
        assertThat(faults.size() > 20 ? faults.subList(0, 20) : faults)
                .as("%d values of %d are wrong", faults.size(), all)
                .isEmpty();
        assertThat(all).isGreaterThanOrEqualTo(atLeast);
    }
}
