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
public final class ChiSquare implements DriftMethod {
    public static final String METHOD = "chi_square";

    private static final double PRECISION = 1e-15;
    private static final int MOST_STEPS = 100_000;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        return test(METHOD, pair, statistic(pair));
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        BinnedCounts bins = pair.bins();
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        double sum = 0;
        for (int i = 0; i < bins.size(); i++) {
            long a = bins.current()[i];
            long b = bins.baseline()[i];
            if (a + b > 0) {
                double difference = Wasserstein.difference(a, n, b, m);
                sum += difference * difference / (a + b);
            }
        }
        return sum * n * m;
    }

    /** A test of the 2 × k table whose statistic follows chi-square when nothing has changed. */
    static DriftResult test(String method, FeaturePair pair, double statistic) {
        String reason = pair.emptiness();
        if (reason != null) {
            return DriftResult.undefined(method, reason);
        }
        int columns = pair.bins().occupied();
        if (columns < 2) {
            return new DriftResult(method, 0.0, null, null, 1.0, DriftReason.SINGLE_CATEGORY);
        }
        double pValue = survival(statistic, columns - 1);
        return new DriftResult(method, statistic, null, null, pValue, null);
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
