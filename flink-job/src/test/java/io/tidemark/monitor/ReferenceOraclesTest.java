/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.performance.Metric;
import io.tidemark.performance.PerformanceMetrics;
import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;
import io.tidemark.testing.Oracles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real reference files against independently computed edges, counts and metrics. */
class ReferenceOraclesTest {

    @Test
    void read_bike_isARegressionWithTheOraclesEdgesAndCounts() throws Exception {
        Reference reference = read("bike", "model_id: bike\nsegments: [season]\n");

        assertThat(reference.decision().task()).isEqualTo(Task.REGRESSION);
        assertThat(reference.features()).doesNotContain("timestamp").contains("hr", "@prediction");
        assertMatchesOracle("bike", reference);
        assertMetrics("bike", reference, Map.of("mae", "mae", "rmse", "rmse", "r2", "r2"));
        assertThat(reference.profile("season=summer", "temp").present()).isEqualTo(2203);
        assertThat(reference.tally("season=summer").labelled()).isEqualTo(2203);
        assertThat(reference.profile("overall", "@label").present()).isEqualTo(4250);
    }

    @Test
    void read_adult_isBinaryWithTheOraclesEdgesAndCounts() throws Exception {
        Reference reference = read("adult", "model_id: adult\nsensitive: [sex, race]\n");

        assertThat(reference.decision().task()).isEqualTo(Task.BINARY);
        assertThat(reference.decision().classes()).containsExactly("<=50K", ">50K");
        assertThat(reference.decision().positiveClass()).isEqualTo(">50K");
        assertMatchesOracle("adult", reference);
        assertMetrics(
                "adult",
                reference,
                Map.of(
                        "accuracy", "accuracy",
                        "precision", "precision",
                        "recall", "recall",
                        "log_loss", "log_loss"));
        assertThat(reference.profile("sex=Female", "age").present()).isEqualTo(3987);
        assertThat(reference.profile("sex=(other)", "age").present()).isZero();
    }

    @Test
    void read_bikeLevel_isMulticlassWithTheOraclesConfusion() throws Exception {
        Reference reference = read("bike_level", "model_id: bike-level\n");

        assertThat(reference.decision().task()).isEqualTo(Task.MULTICLASS);
        assertThat(reference.decision().classes()).containsExactly("high", "low", "medium");
        assertMatchesOracle("bike_level", reference);
        assertMetrics(
                "bike_level", reference, Map.of("accuracy", "accuracy", "log_loss", "log_loss"));
        assertThat(reference.features()).contains("@probability").doesNotContain("probability_low");
    }

    @Test
    void read_severalTimes_givesTheSameBytes() throws Exception {
        Reference first = read("bike", "model_id: bike\n");
        Reference second = read("bike", "model_id: bike\n");

        for (String feature : first.features()) {
            assertThat(first.profile("overall", feature).toBytes())
                    .isEqualTo(second.profile("overall", feature).toBytes());
        }
        assertThat(first.tally("overall").toBytes()).isEqualTo(second.tally("overall").toBytes());
    }

    private static Reference read(String stream, String spec) throws Exception {
        MonitorSpec parsed = new MonitorSpecReader().read(spec);
        try (InputStream file =
                Files.newInputStream(Oracles.folder().resolve(stream + "/reference.csv"))) {
            return new ReferenceReader(parsed).read(file, stream + "/reference.csv");
        }
    }

    private static void assertMatchesOracle(String stream, Reference reference) throws IOException {
        JsonNode expected = Oracles.fromFolder(stream + "/windows.json.gz").get("reference");
        int compared = 0;
        assertThat(reference.rows()).isEqualTo(expected.get("rows").asLong());
        for (Map.Entry<String, JsonNode> entry : expected.get("numeric_edges").properties()) {
            String feature = feature(entry.getKey());
            FeatureProfile profile = reference.profile("overall", feature);
            assertThat(profile.layout().kind()).isEqualTo(FeatureKind.NUMERIC);
            double[] edges = Oracles.numbers(entry.getValue());
            assertThat(profile.layout().grid().deciles()).as(feature).isEqualTo(edges);
            compared += edges.length;
            if (expected.has("numeric_counts")) {
                double[] counts =
                        Oracles.numbers(expected.get("numeric_counts").get(entry.getKey()));
                assertThat(binned(profile.numeric(), edges)).as(feature).isEqualTo(counts);
                compared += counts.length;
            }
        }
        for (Map.Entry<String, JsonNode> entry : expected.get("category_counts").properties()) {
            String feature = feature(entry.getKey());
            Map<String, Long> counts = new HashMap<>();
            for (Map.Entry<String, JsonNode> count : entry.getValue().properties()) {
                counts.put(count.getKey(), count.getValue().asLong());
            }
            FeatureProfile profile = reference.profile("overall", feature);
            assertThat(profile.layout().kind()).isEqualTo(FeatureKind.CATEGORICAL);
            assertThat(profile.categories()).as(feature).containsExactlyInAnyOrderEntriesOf(counts);
            compared += counts.size();
        }
        System.out.println(stream + ": " + compared + " reference values compared");
    }

    private static void assertMetrics(
            String stream, Reference reference, Map<String, String> nameOfMetric)
            throws IOException {
        JsonNode expected =
                Oracles.fromFolder(stream + "/windows.json.gz").at("/reference/performance");
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : PerformanceMetrics.of(reference.tally("overall"))) {
            values.put(metric.name(), metric.value());
        }
        nameOfMetric.forEach(
                (name, oracle) -> {
                    double value = expected.get(oracle).asDouble();
                    assertThat(values.get(name))
                            .as(name)
                            .isCloseTo(value, within(1e-9 * Math.abs(value)));
                });
    }

    private static String feature(String column) {
        return column.equals("prediction") || column.equals("probability") ? "@" + column : column;
    }

    /** Counts in right-closed bins between the edges. */
    private static double[] binned(NumericDistribution numbers, double[] edges) {
        double[] counts = new double[edges.length + 1];
        double[] points = numbers.edges();
        List<Double> ends = new ArrayList<>(Arrays.stream(edges).boxed().toList());
        int bin = 0;
        for (int i = 0; i < points.length; i++) {
            while (bin < ends.size() && points[i] > ends.get(bin)) {
                bin++;
            }
            counts[bin] += numbers.gaps()[i] + numbers.points()[i];
        }
        while (bin < ends.size() && points[points.length - 1] >= ends.get(bin)) {
            bin++;
        }
        counts[bin] += numbers.gaps()[points.length];
        return counts;
    }
}
