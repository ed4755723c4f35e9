/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The total variation distance Σ |p - q| / 2 over bins: the share of values that would have to
 * change their bin. Range [0, 1]. The effect of a numeric feature whose baseline is constant.
 */
public final class TotalVariation implements BinDistance {
    public static final String METHOD = "total_variation";

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
            sum +=
                    StrictMath.abs(
                            Wasserstein.difference(bins.current()[i], n, bins.baseline()[i], m));
        }
        return StrictMath.min(1, sum / 2);
    }
}
