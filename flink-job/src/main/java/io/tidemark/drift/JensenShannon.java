/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The Jensen-Shannon distance √JSD, base 2: with M = (P + Q) / 2, JSD = KL(P ‖ M) / 2 + KL(Q ‖ M) /
 * 2 (Lin, 1991; the root is a metric: Endres and Schindelin, 2003).
 *
 * <p>Range [0, 1]: 0 for equal shares, 1 for disjoint support. No share needs smoothing.
 */
public final class JensenShannon implements BinDistance {
    public static final String METHOD = "jensen_shannon";

    private static final double LN_2 = StrictMath.log(2);

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
            double p = (double) bins.current()[i] / n;
            double q = (double) bins.baseline()[i] / m;
            double both = p + q;
            if (both > 0) {
                // p ln(2p / (p + q)) through the relative difference: close shares do not cancel
                double difference = (p - q) / both;
                sum += both / 2 * (term(difference) + term(-difference));
            }
        }
        double divergence = StrictMath.min(1, StrictMath.max(0, sum / (2 * LN_2)));
        // disjoint samples miss 1 by the rounding of their shares' sum
        double snapped = divergence > 1 - 1e-14 ? 1 : divergence;
        return StrictMath.sqrt(snapped);
    }

    private static double term(double difference) {
        return difference <= -1 ? 0 : (1 + difference) * StrictMath.log1p(difference);
    }
}
