/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The L-infinity distance max |p - q| over bins: the largest change of any one bin's share. Range
 * [0, 1].
 */
public final class LargestShareChange implements BinDistance {
    public static final String METHOD = "l_infinity";

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public double distance(BinnedCounts bins) {
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        double largest = 0;
        for (int i = 0; i < bins.size(); i++) {
            double change = Wasserstein.difference(bins.current()[i], n, bins.baseline()[i], m);
            largest = StrictMath.max(largest, StrictMath.abs(change));
        }
        return largest;
    }
}
