/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import org.apache.commons.math3.special.Gamma;

/**
 * Pearson's two-sample chi-square test of homogeneity on the 2 × k table of counts, without Yates'
 * correction: Σ (m a - n b)² / (n m (a + b)) over the bins, a current and b baseline counts.
 *
 * <p>Bins without any count are dropped; k - 1 degrees of freedom remain. With a single bin there
 * is nothing to differ in: statistic 0, p-value 1. Range [0, n + m].
 */
public final class ChiSquare {
    public static final String METHOD = "chi_square";

    private static final double PRECISION = 1e-15;
    private static final int MOST_STEPS = 100_000;

    private ChiSquare() {}

    /** Compares two samples over their bins; undefined when either is empty. */
    public static DriftResult compute(BinnedCounts bins) {
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        String reason = DriftReason.ofSizes(m, n);
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        double sum = 0;
        int columns = 0;
        for (int i = 0; i < bins.size(); i++) {
            long a = bins.current()[i];
            long b = bins.baseline()[i];
            if (a + b > 0) {
                columns++;
                double difference = Wasserstein.difference(a, n, b, m);
                sum += difference * difference / (a + b);
            }
        }
        if (columns < 2) {
            return new DriftResult(METHOD, 0.0, null, null, 1.0, DriftReason.SINGLE_CATEGORY);
        }
        double statistic = sum * n * m;
        return new DriftResult(
                METHOD, statistic, null, null, survival(statistic, columns - 1), null);
    }

    /**
     * The probability of at least {@code statistic}. Commons Math's distribution computes it as 1
     * less the lower tail, which leaves nothing of a small one; the upper function that it has does
     * not.
     */
    static double survival(double statistic, int degrees) {
        double tail =
                statistic <= 0
                        ? 1
                        : Gamma.regularizedGammaQ(
                                degrees / 2.0, statistic / 2, PRECISION, MOST_STEPS);
        return StrictMath.max(0, StrictMath.min(1, tail));
    }
}
