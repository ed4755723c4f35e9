/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The population stability index Σ (p - q) ln(p / q) over bins, p the current and q the baseline
 * share.
 *
 * <p>A share below 1e-4 counts as 1e-4 on either side, without renormalising, so that an empty bin
 * gives a large number and not an infinite one. Range [0, about 18.4]. Customary bands: below 0.1
 * stable, from 0.2 shifted; its size under no drift depends on the sample, so it informs and does
 * not decide. Symmetric; also known as the Jeffreys divergence.
 */
public final class PopulationStabilityIndex implements BinDistance {
    public static final String METHOD = "psi";

    private static final double SMALLEST_SHARE = 1e-4;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public double distance(BinnedCounts bins) {
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        double sum = 0;
        for (int i = 0; i < bins.size(); i++) {
            double p = share(bins.current()[i], n);
            double q = share(bins.baseline()[i], m);
            sum += (p - q) * StrictMath.log(p / q);
        }
        return sum;
    }

    /** A share that no logarithm minds. */
    static double share(long count, long total) {
        return StrictMath.max((double) count / total, SMALLEST_SHARE);
    }
}
