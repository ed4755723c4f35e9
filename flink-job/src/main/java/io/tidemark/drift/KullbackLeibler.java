/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The Kullback-Leibler divergence Σ p ln(p / q) over bins, p the current and q the baseline share,
 * in nats: how badly the baseline describes the window.
 *
 * <p>A share below 1e-4 counts as 1e-4 on either side, without renormalising, as in {@link
 * PopulationStabilityIndex}, so that a new category gives a large number and not an infinite one.
 * Range: up to 9.2, and by that rule a hair below 0 possible (no less than -1e-4 a bin). Not
 * symmetric.
 */
public final class KullbackLeibler implements BinDistance {
    public static final String METHOD = "kl_divergence";

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
            double p = PopulationStabilityIndex.share(bins.current()[i], n);
            double q = PopulationStabilityIndex.share(bins.baseline()[i], m);
            sum += p * StrictMath.log(p / q);
        }
        return sum;
    }
}
