/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * A distance between the shares of two samples over common bins. It is exact on its bins whatever
 * the grid, because deciles are edges of every grid; it has no p-value of its own.
 */
interface BinDistance extends DriftMethod {
    /** Returns the distance of two samples, neither of them empty. */
    double distance(BinnedCounts bins);

    @Override
    default DriftResult compute(FeaturePair pair) {
        String reason = pair.emptiness();
        return reason == null
                ? DriftResult.distance(name(), distance(pair.bins()))
                : DriftResult.undefined(name(), reason);
    }

    @Override
    default double statistic(FeaturePair pair) {
        return pair.emptiness() == null ? distance(pair.bins()) : Double.NaN;
    }
}
