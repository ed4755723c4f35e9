/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The Hellinger distance √(Σ (√p - √q)² / 2) over bins. Range [0, 1]: 0 for equal shares, 1 for
 * disjoint support. No share needs smoothing.
 */
public final class Hellinger implements BinDistance {
    public static final String METHOD = "hellinger";

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
            long a = bins.current()[i];
            long b = bins.baseline()[i];
            if (a + b > 0) {
                // √p - √q = (p - q) / (√p + √q), so that close shares do not cancel
                double roots = StrictMath.sqrt((double) a / n) + StrictMath.sqrt((double) b / m);
                double change = Wasserstein.difference(a, n, b, m) / roots;
                sum += change * change;
            }
        }
        return StrictMath.min(1, StrictMath.sqrt(sum / 2));
    }
}
