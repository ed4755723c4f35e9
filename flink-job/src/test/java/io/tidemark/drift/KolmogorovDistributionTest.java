/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovDistributionTest {
    @Test
    void survival_ofTinySamples_equalsTheClosedForms() {
        // P(D1 < x) = 2x - 1; P(D2 < x) = 2 (2x - 1/2)² up to 1/2; upper tail 2 (1 - x)^n
        assertThat(KolmogorovDistribution.survival(1, 0.75)).isCloseTo(0.5, within(1e-15));
        assertThat(KolmogorovDistribution.survival(2, 0.4)).isCloseTo(0.82, within(1e-14));
        assertThat(KolmogorovDistribution.survival(5, 0.9)).isCloseTo(2e-5, within(1e-18));
    }

    @Test
    void survival_atTheEnds_isOneAndZero() {
        for (long n : new long[] {1, 2, 50, 141, 5_000, 1_000_000}) {
            assertThat(KolmogorovDistribution.survival(n, 0)).isEqualTo(1);
            assertThat(KolmogorovDistribution.survival(n, 0.5 / n)).isEqualTo(1);
            assertThat(KolmogorovDistribution.survival(n, 1)).isEqualTo(0);
        }
    }

    @Test
    void survival_betweenMethods_fallsWithoutSteps() {
        for (long n : new long[] {3, 20, 100, 140, 141, 500, 2_000, 2_001, 4_096, 4_097, 100_000}) {
            double before = 1;
            for (int i = 1; i < 2_000; i++) {
                double x = i / 2_000.0;
                double now = KolmogorovDistribution.survival(n, x);
                assertThat(now).as("n %d x %f", n, x).isBetween(0.0, before * (1 + 3e-6) + 1e-9);
                before = now;
            }
        }
    }

    @Test
    void survival_everySthTerm_equalsTheWholeSum() {
        for (double squared : new double[] {2.3, 5, 20, 100, 350}) {
            long n = 60_000;
            double x = Math.sqrt(squared / n);
            assertThat(KolmogorovDistribution.survival(n, x) / (2 * wholeSum(n, x)))
                    .as("nx² = %f", squared)
                    .isCloseTo(1, within(1e-9));
        }
    }

    /**
     * Smirnov's sum with all its terms, by logarithms of binomial coefficients built one by one.
     */
    private static double wholeSum(long n, double x) {
        double sum = 0;
        double logCoefficient = 0;
        long last = (long) Math.floor(n * (1 - x));
        for (long j = 0; j <= last; j++) {
            double share = (double) j / n;
            sum +=
                    x
                            * Math.exp(
                                    logCoefficient
                                            + (j - 1) * Math.log(x + share)
                                            + (n - j) * Math.log1p(-x - share));
            logCoefficient += Math.log((double) (n - j) / (j + 1));
        }
        return sum;
    }
}
