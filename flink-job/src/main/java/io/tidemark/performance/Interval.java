/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Moments;

/** A 95 % confidence interval. */
record Interval(double lower, double upper) {
    /** The 97.5 % quantile of the normal distribution. */
    static final double Z = 1.959963984540054;

    /** Wilson's score interval of a share (Wilson 1927); {@code total} must be above 0. */
    static Interval wilson(long count, long total) {
        return wilson((double) count / total, (double) total);
    }

    /** Wilson's interval of a figure from 0 to 1 that varies as a share of so many pairs does. */
    static Interval wilson(double share, double total) {
        return wilson(share, total, Z);
    }

    /** Wilson's interval of another confidence, by its quantile of the normal distribution. */
    static Interval wilson(double share, double total, double quantile) {
        double perTotal = quantile * quantile / total;
        double centre = (share + perTotal / 2) / (1 + perTotal);
        double spread = share * (1 - share) / total + perTotal / (4 * total);
        double half = quantile * StrictMath.sqrt(spread) / (1 + perTotal);
        // rounding must not put the share itself outside, nor an end off 0 or 1 when it is there
        return new Interval(
                share == 0 ? 0 : StrictMath.max(0, StrictMath.min(share, centre - half)),
                share == 1 ? 1 : StrictMath.min(1, StrictMath.max(share, centre + half)));
    }

    /**
     * The interval of a mean of independent values by Student's t, cut at {@code smallest}; null
     * for fewer than two values.
     */
    static Interval ofMean(Moments values, double smallest) {
        if (values.count() < 2) {
            return null;
        }
        double half =
                quantile(values.count() - 1.0)
                        * StrictMath.sqrt(values.variance() / values.count());
        double mean = values.mean();
        return new Interval(StrictMath.max(smallest, mean - half), mean + half);
    }

    /**
     * The interval of a figure above 0 on the scale of its logarithm (delta method), for figures
     * whose spread grows with them.
     */
    static Interval logarithmic(double value, double deviation, double freedom) {
        double factor = StrictMath.exp(quantile(freedom) * deviation / value);
        return new Interval(value / factor, value * factor);
    }

    /** The interval of a figure from 0 to 1 on the scale of its logit, widened to hold it. */
    static Interval logit(double value, double smoothed, double deviation) {
        double inside = StrictMath.min(StrictMath.max(smoothed, 1e-9), 1 - 1e-9);
        double centre = StrictMath.log(inside / (1 - inside));
        double half = Z * deviation / (inside * (1 - inside));
        double lower = 1 / (1 + StrictMath.exp(half - centre));
        double upper = 1 / (1 + StrictMath.exp(-half - centre));
        return new Interval(StrictMath.min(lower, value), StrictMath.max(upper, value));
    }

    /** The interval of a correlation on Fisher's scale, widened to hold the value. */
    static Interval correlation(double value, double smoothed, double deviation) {
        double inside = StrictMath.min(StrictMath.max(smoothed, -1 + 1e-9), 1 - 1e-9);
        double centre = StrictMath.log((1 + inside) / (1 - inside)) / 2;
        double half = Z * deviation / (1 - inside * inside);
        return new Interval(
                StrictMath.min(StrictMath.tanh(centre - half), value),
                StrictMath.max(StrictMath.tanh(centre + half), value));
    }

    /**
     * The 97.5 % quantile of Student's t by the expansion of Cornish and Fisher: within 0.1 % from
     * 5 degrees of freedom on, and 12.7 and 4.3 exactly enough for 1 and 2.
     */
    static double quantile(double freedom) {
        if (freedom < 3) {
            return freedom < 2 ? 12.706204736432095 : 4.302652729696142;
        }
        double z2 = Z * Z;
        double first = (z2 + 1) / 4;
        double second = ((5 * z2 + 16) * z2 + 3) / 96;
        double third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
        double per = 1 / freedom;
        return Z * (1 + per * (first + per * (second + per * third)));
    }

    /**
     * The interval of a weighted sum of independent figures from their own intervals (method of
     * variance estimates recovery: Zou and Donner 2008, Statistics in Medicine 27:1693).
     */
    static Interval ofSum(double[] weights, double[] values, Interval[] intervals) {
        double sum = 0;
        double below = 0;
        double above = 0;
        for (int i = 0; i < values.length; i++) {
            double down = weights[i] * (values[i] - intervals[i].lower);
            double up = weights[i] * (intervals[i].upper - values[i]);
            sum += weights[i] * values[i];
            below += down * down;
            above += up * up;
        }
        return new Interval(sum - StrictMath.sqrt(below), sum + StrictMath.sqrt(above));
    }

    /** Returns the interval cut to a range. */
    Interval within(double smallest, double largest) {
        return new Interval(StrictMath.max(smallest, lower), StrictMath.min(largest, upper));
    }
}
