/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

/** Correlations and distances against other ways to the same number. */
class MomentMethodsTest {
    private static final MultivariateSettings SETTINGS = new MultivariateSettings(30, 0.01, 1);

    @Test
    void correlation_ofTwoFeatures_hasFishersPValue() {
        Covariance baseline = pair(103, 0.2);
        Covariance current = pair(53, 0.5);
        MultivariateResult result =
                CorrelationShift.compute(baseline, current, null, null, SETTINGS);
        double z =
                (0.5 * Math.log(1.5 / 0.5) - 0.5 * Math.log(1.2 / 0.8))
                        / Math.sqrt(1 / 100.0 + 1 / 50.0);
        assertThat(result.statistic()).isCloseTo(0.3, within(1e-12));
        // SciPy: 2 * norm.sf(2.00112...) = 0.0454
        assertThat(z).isCloseTo(2.0011, within(1e-3));
        assertThat(result.pValue()).isCloseTo(0.04538, within(1e-4));
        assertThat(result.isDrifted()).isFalse();
    }

    @Test
    void covariance_ofASample_equalsPearsons() {
        EventRows sample = Samples.correlated(new Random(1), 50, 4, 0.5);
        Covariance moments = Covariance.of(sample);
        RealMatrix expected = new PearsonsCorrelation(sample.rows()).getCorrelationMatrix();
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                assertThat(moments.correlation(a, b))
                        .isCloseTo(expected.getEntry(a, b), within(1e-12));
            }
        }
    }

    @Test
    void outlierShare_countsWhatIsBeyondTheDeletedDistances() {
        Random random = new Random(2);
        EventRows baseline = Samples.correlated(random, 60, 3, 0.6);
        EventRows current =
                Samples.map(Samples.correlated(random, 50, 3, 0.6), (row, i) -> row[1] += i / 12.0);
        double bound = 0;
        for (int i = 0; i < baseline.size(); i++) {
            List<double[]> others = new ArrayList<>(Arrays.asList(baseline.rows()));
            double[] out = others.remove(i);
            bound = Math.max(bound, distance(others, out));
        }
        int beyond = 0;
        for (double[] row : current.rows()) {
            beyond += distance(Arrays.asList(baseline.rows()), row) > bound ? 1 : 0;
        }
        MultivariateResult result =
                MahalanobisOutliers.compute(Covariance.of(baseline), baseline, current, SETTINGS);
        assertThat(beyond).isBetween(5, 45);
        assertThat(result.statistic()).isEqualTo(beyond / 50.0);
        assertThat(result.isDrifted()).isTrue();
        assertThat(result.moved().get(0).feature()).isEqualTo("x1");
        assertThat(result.lower()).isLessThan(result.statistic());
        assertThat(result.upper()).isGreaterThan(result.statistic());
    }

    @Test
    void outlierShare_withoutASample_usesTheNormalLawAndDoesNotJudge() {
        EventRows current = Samples.normal(new Random(4), 20_000, 3);
        double[][] unit = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        MultivariateResult result =
                MahalanobisOutliers.compute(
                        Covariance.ofComplete(current.features(), 1000, new double[3], unit),
                        null,
                        current,
                        SETTINGS);
        assertThat(result.statistic()).isBetween(0.0003, 0.0018);
        assertThat(result.isDrifted()).isNull();
        assertThat(result.reasons()).containsExactly(MultivariateReason.NO_BASELINE_SAMPLE);
    }

    @Test
    void rocCurve_ofTiedScores_countsHalves() {
        RocCurve curve = RocCurve.of(new double[] {0, 1, 1}, new double[] {1, 2});
        assertThat(curve.area()).isCloseTo((0.5 * 2 + 1 + 3) / 6, within(1e-12));
        assertThat(RocCurve.of(new double[] {1, 2}, new double[] {3, 4}).standardError()).isZero();
    }

    @Test
    void permutationTail_beyondThePermutations_goesOnFalling() {
        double[] permuted = new double[1000];
        Random random = new Random(5);
        for (int i = 0; i < permuted.length; i++) {
            permuted[i] = -Math.log(1 - random.nextDouble());
        }
        PermutationTail tail = PermutationTail.of(permuted);
        assertThat(tail.pValue(100)).isEqualTo(1 / 1001.0);
        assertThat(tail.pDecision(1)).isEqualTo(tail.pValue(1));
        // the exponential law's own tail, within a factor of two
        assertThat(tail.pDecision(9)).isBetween(Math.exp(-9) / 2, Math.exp(-9) * 2);
    }

    private static Covariance pair(long count, double correlation) {
        return Covariance.ofComplete(
                List.of("a", "b"),
                count,
                new double[2],
                new double[][] {{4, 6 * correlation}, {6 * correlation, 9}});
    }

    private static double distance(List<double[]> rows, double[] of) {
        Covariance moments =
                Covariance.of(
                        new EventRows(Samples.names(of.length), rows.toArray(double[][]::new)));
        RealMatrix inverse =
                new LUDecomposition(new Array2DRowRealMatrix(moments.covariance()))
                        .getSolver()
                        .getInverse();
        double[] away = new double[of.length];
        for (int j = 0; j < of.length; j++) {
            away[j] = of[j] - moments.mean()[j];
        }
        double[] turned = inverse.operate(away);
        double sum = 0;
        for (int j = 0; j < of.length; j++) {
            sum += away[j] * turned[j];
        }
        return sum;
    }
}
