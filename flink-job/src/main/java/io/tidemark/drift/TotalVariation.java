/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The total variation distance Σ |p - q| / 2 over bins: the share of values that would have to
 * change their bin. Range [0, 1]. The effect of a numeric feature whose baseline is constant.
 */
public final class TotalVariation {
    public static final String METHOD = "total_variation";

    private TotalVariation() {}

    /** Compares two samples over their bins; undefined when either is empty. */
    public static DriftResult compute(BinnedCounts bins) {
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        String reason = DriftReason.ofSizes(m, n);
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        double sum = 0;
        for (int i = 0; i < bins.size(); i++) {
            sum += StrictMath.abs((double) bins.current()[i] / n - (double) bins.baseline()[i] / m);
        }
        return DriftResult.distance(METHOD, StrictMath.min(1, sum / 2));
    }
}
