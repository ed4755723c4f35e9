/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The shift of the mean in baseline standard deviations: (current mean - baseline mean) / σ, σ the
 * baseline's population standard deviation (divisor m). Positive when the mean has risen; both ends
 * are extreme. From exact moments, so it is the same on every grid.
 *
 * <p>The p-value is two-sided and normal, of z = shift · √(nm / (n + m)): without drift both sides
 * have the baseline's variance. Undefined when the baseline is constant.
 */
public final class MeanShift implements DriftMethod {
    public static final String METHOD = "mean_shift";

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
        double deviation = pair.baselineMoments().populationStddev();
        if (!(deviation > 0)) {
            return DriftResult.undefined(METHOD, DriftReason.CONSTANT_BASELINE);
        }
        double statistic = statistic(pair);
        if (Double.isNaN(statistic)) {
            return DriftResult.undefined(METHOD, DriftReason.TOO_LARGE);
        }
        double m = pair.baselineSize();
        double n = pair.currentSize();
        double z = StrictMath.abs(statistic) * StrictMath.sqrt(n / (n + m) * m);
        // a square that overflows would be no probability; beyond 40 deviations nothing is left
        double pValue = z > 40 ? 0 : ChiSquare.survival(z * z, 1);
        return new DriftResult(METHOD, statistic, null, null, pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        double shift = pair.currentMoments().mean() - pair.baselineMoments().mean();
        double statistic = shift / pair.baselineMoments().populationStddev();
        return Double.isFinite(statistic) ? statistic : Double.NaN;
    }

    @Override
    public double extremeness(FeaturePair pair) {
        return StrictMath.abs(statistic(pair));
    }
}
