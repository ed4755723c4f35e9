/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * The two-sample Kolmogorov-Smirnov statistic sup |F - G| of two distributions counted on one grid.
 *
 * <p>It is taken at both sides of every edge, where the counts give F and G exactly, so it never
 * exceeds the statistic of the values themselves and {@code lower} equals it. Inside a gap with
 * baseline share a and current share b the difference can exceed the larger of its two ends by at
 * most min(a, b), which gives {@code upper}; where one of the two has no value in a gap nothing is
 * lost, so on a grid of all distinct values both bounds equal the statistic.
 *
 * <p>Range [0, 1]. The p-value is SciPy's {@code ks_2samp(method="asymp")}: the law of the
 * one-sample statistic for N = nm / (n + m) values, rounded half to even; see {@link
 * KolmogorovDistribution}.
 */
public final class KolmogorovSmirnov implements DriftMethod {
    public static final String METHOD = "ks";

    /** More than the rounding of the handful of divisions and additions behind a bound. */
    private static final double SLACK = 1e-15;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        return compute(pair.baseline(), pair.current());
    }

    @Override
    public double statistic(FeaturePair pair) {
        NumericDistribution baseline = pair.baseline();
        NumericDistribution current = pair.current();
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        Wasserstein.requireSameEdges(baseline, current);
        long n = current.total();
        long m = baseline.total();
        long countF = 0;
        long countG = 0;
        double statistic = 0;
        int last = baseline.edges().length;
        for (int gap = 0; gap <= last; gap++) {
            countF += current.gaps()[gap];
            countG += baseline.gaps()[gap];
            statistic =
                    StrictMath.max(
                            statistic,
                            StrictMath.abs(Wasserstein.difference(countF, n, countG, m)));
            if (gap < last) {
                countF += current.points()[gap];
                countG += baseline.points()[gap];
                statistic =
                        StrictMath.max(
                                statistic,
                                StrictMath.abs(Wasserstein.difference(countF, n, countG, m)));
            }
        }
        return statistic;
    }

    /**
     * Compares two distributions.
     *
     * @return undefined when either side has no values
     * @throws IllegalArgumentException if the two are not on the same edges
     */
    public static DriftResult compute(NumericDistribution baseline, NumericDistribution current) {
        String reason = DriftReason.ofSizes(baseline.total(), current.total());
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        Wasserstein.requireSameEdges(baseline, current);
        long n = current.total();
        long m = baseline.total();
        long countF = 0;
        long countG = 0;
        double before = 0;
        double statistic = 0;
        double upper = 0;
        int last = baseline.edges().length;
        for (int gap = 0; gap <= last; gap++) {
            long inF = current.gaps()[gap];
            long inG = baseline.gaps()[gap];
            countF += inF;
            countG += inG;
            double after = StrictMath.abs(Wasserstein.difference(countF, n, countG, m));
            statistic = StrictMath.max(statistic, after);
            if (inF > 0 && inG > 0) {
                double shared = StrictMath.min((double) inF / n, (double) inG / m);
                upper = StrictMath.max(upper, StrictMath.max(before, after) + shared + SLACK);
            }
            if (gap < last) {
                countF += current.points()[gap];
                countG += baseline.points()[gap];
                before = StrictMath.abs(Wasserstein.difference(countF, n, countG, m));
                statistic = StrictMath.max(statistic, before);
            }
        }
        upper = StrictMath.min(1, StrictMath.max(upper, statistic));
        return new DriftResult(METHOD, statistic, statistic, upper, pValue(n, m, statistic), null);
    }

    /** The probability of at least this statistic for samples of {@code n} and {@code m}. */
    static double pValue(long current, long baseline, double statistic) {
        double n = current;
        double m = baseline;
        long effective = (long) StrictMath.rint(n * m / (n + m));
        return KolmogorovDistribution.survival(StrictMath.max(1, effective), statistic);
    }
}
