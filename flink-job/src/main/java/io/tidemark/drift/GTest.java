/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The G-test (likelihood ratio) of homogeneity on the 2 × k table of counts, without Yates'
 * correction: 2 Σ observed · ln(observed / expected) over all cells, which is 2N times the mutual
 * information of side and bin.
 *
 * <p>As {@link ChiSquare}, whose law it follows with k - 1 degrees of freedom: bins without any
 * count are dropped, and with a single bin the statistic is 0 and the p-value 1. Range [0, 1.4 (n +
 * m)].
 */
public final class GTest implements DriftMethod {
    public static final String METHOD = "g_test";

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        return ChiSquare.test(METHOD, pair, statistic(pair));
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        BinnedCounts bins = pair.bins();
        double m = bins.baselineTotal();
        double n = bins.currentTotal();
        double sum = 0;
        for (int i = 0; i < bins.size(); i++) {
            double a = bins.current()[i];
            double b = bins.baseline()[i];
            if (a + b > 0) {
                sum += deviance(a, n * ((a + b) / (n + m)));
                sum += deviance(b, m * ((a + b) / (n + m)));
            }
        }
        return 2 * sum;
    }

    /** Observed less expected sums to 0, so each cell may count it: then none is negative. */
    private static double deviance(double observed, double expected) {
        return observed == 0 ? expected : SmirnovTail.deviance(observed, expected);
    }
}
