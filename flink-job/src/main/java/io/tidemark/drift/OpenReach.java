/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * How far one side's values in an open gap go out from the outermost edge.
 *
 * <p>Profiles from which values can be taken away know no extremes. What stands in for one there is
 * the gap's mean, so an extreme no further out than the mean of several values is not trusted.
 *
 * @param distance of the outermost value; if not known, the mean distance
 * @param isKnown whether no value lies further out
 */
record OpenReach(double distance, boolean isKnown) {
    private static final double ROUNDING = 1e-9;

    /**
     * Reads one side.
     *
     * @param gap the first or the last one
     */
    static OpenReach of(NumericDistribution side, int gap) {
        long count = side.gaps()[gap];
        if (count == 0) {
            return new OpenReach(0, true);
        }
        double edge = gap == 0 ? side.edges()[0] : side.edges()[side.edges().length - 1];
        double reach = gap == 0 ? edge - side.lowest() : side.highest() - edge;
        double mean = side.gapOffsets()[gap] / count;
        double unsure = mean * (1 + ROUNDING) + 4 * StrictMath.ulp(edge);
        return new OpenReach(StrictMath.max(reach, mean), count == 1 || reach > unsure);
    }
}
