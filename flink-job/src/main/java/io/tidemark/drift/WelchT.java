/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import org.apache.commons.math3.special.Beta;

/**
 * Welch's t-test of two means: t = (baseline mean - current mean) / √(s² / m + r² / n) with the
 * sample variances s², r² (divisor count - 1), degrees of freedom by Welch and Satterthwaite.
 * Positive when the mean has fallen; both ends are extreme. From exact moments, so it is the same
 * on every grid. The two-sided p-value is Student's, as SciPy's {@code ttest_ind(equal_var=False)}.
 *
 * <p>Undefined when a side has fewer than two values and when neither side varies.
 */
public final class WelchT implements DriftMethod {
    public static final String METHOD = "welch_t";

    private static final double PRECISION = 1e-14;
    private static final int MOST_STEPS = 1_000_000;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        String reason = pair.emptiness();
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        if (pair.baselineSize() < 2 || pair.currentSize() < 2) {
            return DriftResult.undefined(METHOD, DriftReason.TOO_FEW_VALUES);
        }
        double statistic = statistic(pair);
        if (!Double.isFinite(statistic)) {
            return DriftResult.undefined(METHOD, DriftReason.NO_SPREAD);
        }
        double pValue = pValue(statistic, degrees(pair));
        return new DriftResult(METHOD, statistic, null, null, pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.baselineSize() < 2 || pair.currentSize() < 2) {
            return Double.NaN;
        }
        SampleMoments baseline = pair.baselineMoments();
        SampleMoments current = pair.currentMoments();
        double variance =
                baseline.variance() / baseline.count() + current.variance() / current.count();
        double statistic = (baseline.mean() - current.mean()) / StrictMath.sqrt(variance);
        return Double.isFinite(statistic) ? statistic : Double.NaN;
    }

    @Override
    public double extremeness(FeaturePair pair) {
        return StrictMath.abs(statistic(pair));
    }

    /** Welch and Satterthwaite, in shares of the variance, so that nothing overflows. */
    private static double degrees(FeaturePair pair) {
        double m = pair.baselineSize();
        double n = pair.currentSize();
        double first = pair.baselineMoments().variance() / m;
        double second = pair.currentMoments().variance() / n;
        double share = first / (first + second);
        return 1 / (share * share / (m - 1) + (1 - share) * (1 - share) / (n - 1));
    }

    /** The two-sided tail of Student's law. */
    private static double pValue(double statistic, double degrees) {
        double square = statistic * statistic;
        double tail =
                Beta.regularizedBeta(
                        degrees / (degrees + square), degrees / 2, 0.5, PRECISION, MOST_STEPS);
        return StrictMath.max(0, StrictMath.min(1, tail));
    }
}
