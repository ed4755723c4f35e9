/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Moments;

/** A 95 % confidence interval. */
record Interval(double lower, double upper) {
    /** The 97.5 % quantile of the normal distribution. */
    static final double Z = 1.959963984540054;

    /** Wilson's score interval of a share (Wilson 1927); {@code total} must be above 0. */
    static Interval wilson(long count, long total) {
        double share = (double) count / total;
        double perTotal = Z * Z / total;
        double centre = (share + perTotal / 2) / (1 + perTotal);
        double spread = share * (1 - share) / total + perTotal / (4 * (double) total);
        double half = Z * StrictMath.sqrt(spread) / (1 + perTotal);
        // the ends are 0 and 1 exactly where nothing and everything was counted
        double lower = count == 0 ? 0 : StrictMath.max(0, centre - half);
        double upper = count == total ? 1 : StrictMath.min(1, centre + half);
        return new Interval(lower, upper);
    }

    /**
     * The normal interval of a mean of independent values, cut at {@code smallest}; null for fewer
     * than two values.
     */
    static Interval ofMean(Moments values, double smallest) {
        if (values.count() < 2) {
            return null;
        }
        double half = Z * StrictMath.sqrt(values.variance() / values.count());
        double mean = values.mean();
        return new Interval(StrictMath.max(smallest, mean - half), mean + half);
    }
}
