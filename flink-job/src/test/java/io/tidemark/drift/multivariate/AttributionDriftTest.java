/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against SageMaker Clarify's formula, by hand. */
class AttributionDriftTest {
    private static final List<String> FEATURES = List.of("income", "age", "city");

    @Test
    void rankings_reversed_giveClarifysNdcg() {
        AttributionDrift drift = of(new double[] {0.1, 0.3, 0.6}, new double[] {0.6, 0.3, 0.1});
        double log3 = Math.log(3) / Math.log(2);
        double expected = (0.1 + 0.3 / log3 + 0.6 / 2) / (0.6 + 0.3 / log3 + 0.1 / 2);
        MultivariateResult ndcg = drift.results().get(0);
        assertThat(ndcg.method()).isEqualTo("attribution");
        assertThat(ndcg.statistic()).isCloseTo(expected, within(1e-12));
        assertThat(ndcg.isDrifted()).isTrue();
        assertThat(ndcg.moved().get(0).feature()).isEqualTo("city");
        assertThat(drift.results().get(1).statistic()).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(drift.rank()).containsExactly(3, 2, 1);
        assertThat(drift.baselineRank()).containsExactly(1, 2, 3);
    }

    @Test
    void rankings_equal_giveOneWhateverTheScale() {
        AttributionDrift drift = of(new double[] {60, 30, 10}, new double[] {0.6, 0.3, 0.1});
        assertThat(drift.results().get(0).statistic()).isEqualTo(1);
        assertThat(drift.results().get(0).isDrifted()).isFalse();
        assertThat(drift.results().get(1).statistic()).isCloseTo(0, within(1e-12));
    }

    @Test
    void ties_goByName() {
        assertThat(of(new double[] {1, 1, 1}, new double[] {1, 1, 1}).rank())
                .containsExactly(3, 1, 2);
    }

    @Test
    void noAttributions_haveAReason() {
        assertThat(of(new double[] {0, Double.NaN, 0}, new double[] {1, 2, 3}).results())
                .allSatisfy(
                        result ->
                                assertThat(result.reasons())
                                        .containsExactly(MultivariateReason.NO_FEATURES));
        AttributionDrift few =
                AttributionDrift.of(
                        FEATURES, new double[] {0, 0, 1}, 29, new double[] {1, 0, 0}, 500, 30);
        assertThat(few.results().get(0).isDrifted()).isNull();
        assertThat(few.results().get(0).reasons())
                .containsExactly(MultivariateReason.TOO_FEW_EVENTS);
    }

    private static AttributionDrift of(double[] current, double[] baseline) {
        return AttributionDrift.of(FEATURES, current, 100, baseline, 1000, 30);
    }
}
