/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.Moments;
import io.tidemark.profile.NumericDistribution;

/**
 * Size, mean and spread of one side's numbers.
 *
 * @param count number of values
 * @param mean null without values
 * @param variance with divisor n - 1; null below two values
 * @param populationStddev standard deviation with divisor n; null without values
 */
public record SampleMoments(long count, Double mean, Double variance, Double populationStddev) {

    /** The exact moments of a profile. */
    public static SampleMoments of(Moments moments) {
        return new SampleMoments(
                moments.count(), moments.mean(), moments.variance(), moments.populationStddev());
    }

    /**
     * Moments of counts alone, for drawn samples: the values of a gap all lie at their mean. Sums
     * run around the middle of the grid, so that little cancels.
     */
    public static SampleMoments ofCounts(NumericDistribution counts) {
        long total = counts.total();
        if (total <= 0) {
            return new SampleMoments(0, null, null, null);
        }
        double[] edges = counts.edges();
        double origin = edges[edges.length / 2];
        double sum = 0;
        for (int gap = 0; gap <= edges.length; gap++) {
            if (counts.gaps()[gap] > 0) {
                double left = edges[StrictMath.max(0, gap - 1)] - origin;
                sum += counts.gaps()[gap] * left + signedOffsets(counts, gap);
            }
            if (gap < edges.length) {
                sum += counts.points()[gap] * (edges[gap] - origin);
            }
        }
        double centre = sum / total;
        double squares = 0;
        for (int gap = 0; gap <= edges.length; gap++) {
            long inGap = counts.gaps()[gap];
            if (inGap > 0) {
                double left = edges[StrictMath.max(0, gap - 1)] - origin;
                double away = left + signedOffsets(counts, gap) / inGap - centre;
                squares += inGap * away * away;
            }
            if (gap < edges.length) {
                double away = edges[gap] - origin - centre;
                squares += counts.points()[gap] * away * away;
            }
        }
        return new SampleMoments(
                total,
                origin + centre,
                total < 2 ? null : (Double) (squares / (total - 1)),
                StrictMath.sqrt(squares / total));
    }

    /** Gap 0 counts its offsets downwards from the first edge. */
    private static double signedOffsets(NumericDistribution counts, int gap) {
        return gap == 0 ? -counts.gapOffsets()[0] : counts.gapOffsets()[gap];
    }
}
