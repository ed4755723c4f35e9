/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Every statistic against values computed with SciPy and NumPy, from {@code
 * oracles/univariate.json} (its definitions: the project's documentation of the statistics).
 */
class UnivariateOracleTest {
    private static final double EXACT = 1e-9;
    private static final double P_VALUE = 1e-6;

    private int compared;

    @Test
    void statistics_onEveryDistinctValueAsAnEdge_equalSciPy() throws IOException {
        for (JsonNode oracle : cases("numeric")) {
            String name = oracle.get("name").asText();
            double[] baseline = numbers(oracle.get("reference"));
            double[] current = numbers(oracle.get("current"));
            double[] pooled =
                    DoubleStream.concat(DoubleStream.of(baseline), DoubleStream.of(current))
                            .sorted()
                            .distinct()
                            .toArray();
            JsonNode expected = oracle.get("expected");
            FeatureProfile[] pair = profiles(NumericGrid.ofPoints(pooled), baseline, current);
            FeatureComparison all =
                    FeatureComparison.of(pair[0], 0, pair[1], 0, FeatureKind.NUMERIC, methods(), 0);

            DriftResult ks = all.result(KolmogorovSmirnov.METHOD);
            compare(name + " ks", ks.statistic(), expected.at("/ks/statistic"), EXACT);
            compare(name + " ks lower", ks.lower(), expected.at("/ks/statistic"), EXACT);
            compare(name + " ks upper", ks.upper(), expected.at("/ks/statistic"), EXACT);
            compare(name + " ks p", ks.pValue(), expected.at("/ks/p_asymptotic_finite_n"), P_VALUE);
            DriftResult wasserstein = all.result(Wasserstein.METHOD);
            JsonNode normalised = expected.at("/wasserstein/normalized_by_reference_std_ddof0");
            compare(
                    name + " wasserstein raw",
                    all.distance(),
                    expected.at("/wasserstein/distance"),
                    EXACT);
            compare(name + " wasserstein", wasserstein.statistic(), normalised, EXACT);
            compare(name + " wasserstein lower", wasserstein.lower(), normalised, EXACT);
            compare(name + " wasserstein upper", wasserstein.upper(), normalised, EXACT);
        }
        finish();
    }

    @Test
    void statistics_onQuantileGrids_holdTheExactOnesAndBinExactly() throws IOException {
        for (JsonNode oracle : cases("numeric")) {
            double[] baseline = numbers(oracle.get("reference"));
            double[] current = numbers(oracle.get("current"));
            JsonNode expected = oracle.get("expected");
            for (int resolution : new int[] {50, 200}) {
                String name = oracle.get("name").asText() + "@" + resolution;
                FeatureProfile[] pair =
                        profiles(NumericGrid.ofReference(baseline, resolution), baseline, current);
                FeatureComparison all =
                        FeatureComparison.of(
                                pair[0], 0, pair[1], 0, FeatureKind.NUMERIC, methods(), 0);
                bounded(name, all.result(KolmogorovSmirnov.METHOD), expected.at("/ks/statistic"));
                bounded(
                        name,
                        all.result(Wasserstein.METHOD),
                        expected.at("/wasserstein/normalized_by_reference_std_ddof0"));
                JsonNode bins = expected.get("hist_quantile10");
                compare(name + " psi", all, PopulationStabilityIndex.METHOD, bins.get("psi"));
                compare(name + " js", all, JensenShannon.METHOD, bins.get("js_distance"));
                compare(name + " tv", all, TotalVariation.METHOD, bins.get("total_variation"));
            }
        }
        finish();
    }

    @Test
    void statistics_ofCategories_equalSciPy() throws IOException {
        for (JsonNode oracle : cases("categorical")) {
            String name = oracle.get("name").asText();
            JsonNode expected = oracle.get("expected");
            FeatureLayout layout = FeatureLayout.categorical(null);
            FeatureComparison all =
                    FeatureComparison.of(
                            categories(layout, oracle.get("reference")),
                            0,
                            categories(layout, oracle.get("current")),
                            0,
                            FeatureKind.CATEGORICAL,
                            methods(),
                            0);
            JsonNode distances = expected.get("distances");
            compare(name + " psi", all, PopulationStabilityIndex.METHOD, distances.get("psi"));
            compare(name + " js", all, JensenShannon.METHOD, distances.get("js_distance"));
            compare(name + " tv", all, TotalVariation.METHOD, distances.get("total_variation"));
            compare(
                    name + " chi2",
                    all,
                    ChiSquare.METHOD,
                    expected.at("/chi2_two_sample/statistic"));
            compare(
                    name + " chi2 p",
                    all.result(ChiSquare.METHOD).pValue(),
                    expected.at("/chi2_two_sample/p"),
                    P_VALUE);
            compareTwoByTwo(name, oracle);
            compareNewValues(name, oracle, all);
        }
        finish();
    }

    private void compareTwoByTwo(String name, JsonNode oracle) {
        JsonNode expected = oracle.get("expected");
        JsonNode table = expected.at("/fisher_exact/table");
        if (!table.isMissingNode()) {
            long[] cell = new long[4];
            for (int i = 0; i < 4; i++) {
                cell[i] = table.get(i / 2).get(i % 2).asLong();
            }
            compare(
                    name + " z p",
                    TwoProportions.zTest(cell[3], cell[2] + cell[3], cell[1], cell[0] + cell[1]),
                    expected.at("/two_proportion_z/p"),
                    P_VALUE);
            compare(
                    name + " fisher p",
                    FisherExact.pValue(cell[3], cell[2] + cell[3], cell[1], cell[0] + cell[1]),
                    expected.at("/fisher_exact/p"),
                    P_VALUE);
        }
    }

    private void compareNewValues(String name, JsonNode oracle, FeatureComparison all) {
        long added = 0;
        for (JsonNode category : oracle.at("/expected/new_categories")) {
            added += oracle.get("current").get(category.asText()).asLong();
        }
        double share = (double) added / oracle.at("/expected/n_current").asLong();
        assertThat(all.result(NewValues.METHOD).statistic())
                .as(name)
                .isCloseTo(share, within(1e-12));
        compared++;
    }

    private static List<String> methods() {
        List<String> methods = new ArrayList<>(FeatureComparison.NUMERIC_METHODS);
        methods.addAll(FeatureComparison.CATEGORICAL_METHODS);
        return methods;
    }

    private void finish() {
        System.out.println("univariate oracle: " + compared + " values compared");
        assertThat(compared).isGreaterThan(50);
    }

    private void bounded(String name, DriftResult result, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(result.statistic()).as(name).isNull();
            assertThat(result.reason()).as(name).isNotNull();
        } else {
            String what = name + " " + result.method();
            assertThat(result.lower()).as(what).isLessThanOrEqualTo(expected.asDouble());
            assertThat(result.upper()).as(what).isGreaterThanOrEqualTo(expected.asDouble());
            assertThat(result.statistic()).as(what).isBetween(result.lower(), result.upper());
        }
        compared++;
    }

    private void compare(String name, FeatureComparison all, String method, JsonNode expected) {
        compare(name, all.result(method).statistic(), expected, EXACT);
    }

    private void compare(String name, Double actual, JsonNode expected, double relative) {
        compared++;
        assertThat(expected.isMissingNode()).as(name).isFalse();
        if (expected.isNull()) {
            assertThat(actual).as(name).isNull();
            return;
        }
        double value = expected.asDouble();
        double tolerance = StrictMath.max(relative * StrictMath.abs(value), 1e-12);
        assertThat(actual).as(name).isCloseTo(value, within(tolerance));
        if (relative == P_VALUE && value > 0) {
            // deep tails are compared too: better than the absolute tolerance asks
            assertThat(actual / value).as(name).isCloseTo(1, within(relative));
        }
    }

    private static FeatureProfile[] profiles(NumericGrid grid, double[] first, double[] second) {
        FeatureLayout layout = FeatureLayout.numeric(grid);
        FeatureProfile[] pair = {new FeatureProfile(layout), new FeatureProfile(layout)};
        DoubleStream.of(first).forEach(pair[0]::addNumber);
        DoubleStream.of(second).forEach(pair[1]::addNumber);
        return pair;
    }

    private static FeatureProfile categories(FeatureLayout layout, JsonNode counts) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (Map.Entry<String, JsonNode> entry : counts.properties()) {
            for (long i = 0; i < entry.getValue().asLong(); i++) {
                profile.addText(entry.getKey());
            }
        }
        return profile;
    }

    private static List<JsonNode> cases(String kind) throws IOException {
        try (InputStream in =
                UnivariateOracleTest.class.getResourceAsStream("/oracles/univariate.json")) {
            List<JsonNode> cases = new ArrayList<>();
            for (JsonNode oracle : new ObjectMapper().readTree(in).get("cases")) {
                if (oracle.get("kind").asText().equals(kind)) {
                    cases.add(oracle);
                }
            }
            assertThat(cases).isNotEmpty();
            return cases;
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
