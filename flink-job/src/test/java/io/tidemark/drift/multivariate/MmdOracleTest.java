/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * The kernel test and the domain classifier against values computed with NumPy and scikit-learn,
 * from {@code oracles/mmd.json}.
 */
class MmdOracleTest {
    private static final double EXACT = 1e-9;

    @Test
    void mmd_onRawRows_equalsNumPy() throws IOException {
        int compared = 0;
        for (JsonNode oracle : cases()) {
            String name = oracle.get("name").asText();
            JsonNode expected = oracle.get("expected");
            MaximumMeanDiscrepancy.Measured measured =
                    MaximumMeanDiscrepancy.measure(
                            rows(oracle.get("reference")), rows(oracle.get("current")), 2000, 17);
            relative(
                    name + " sigma",
                    measured.sigma(),
                    expected.get("median_heuristic_sigma").asDouble());
            relative(name + " mmd2", measured.unbiased(), expected.get("mmd2_unbiased").asDouble());
            assertThat(measured.pValue())
                    .as(name + " p")
                    .isCloseTo(
                            expected.get("p_permutation").asDouble(),
                            within(4 * expected.get("p_standard_error").asDouble() + 0.005));
            assertThat(measured.pDecision())
                    .as(name + " p_decision")
                    .isLessThanOrEqualTo(measured.pValue() + 1e-3);
            compared++;
        }
        assertThat(compared).isEqualTo(6);
    }

    @Test
    void domainClassifier_onRawRows_isWithinTheToleranceOfScikitLearns() throws IOException {
        for (JsonNode oracle : cases()) {
            JsonNode expected = oracle.at("/expected/domain_classifier_auc");
            EventRows baseline = Samples.of(rows(oracle.get("reference")));
            EventRows current = Samples.of(rows(oracle.get("current")));
            for (long seed = 0; seed < 1; seed++) {
                MultivariateResult result =
                        DomainClassifier.compute(
                                baseline, current, new MultivariateSettings(30, 0.05, seed));
                assertThat(result.statistic())
                        .as("%s, seed %d", oracle.get("name").asText(), seed)
                        .isBetween(
                                expected.get("random_forest_mean").asDouble() - 0.05,
                                expected.get("random_forest_mean").asDouble() + 0.05);
            }
        }
    }

    private static void relative(String what, double value, double expected) {
        assertThat(value).as(what).isCloseTo(expected, within(EXACT * Math.abs(expected)));
    }

    private static JsonNode cases() throws IOException {
        try (InputStream in = MmdOracleTest.class.getResourceAsStream("/oracles/mmd.json")) {
            return new ObjectMapper().readTree(in).get("cases");
        }
    }

    private static double[][] rows(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[node.get(i).size()];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = node.get(i).get(j).asDouble();
            }
        }
        return rows;
    }
}
