/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * What the statistics read of a numeric feature: counts on k edges.
 *
 * @param edges strictly increasing; empty only when {@code total} is 0
 * @param points values equal to each edge, k of them
 * @param gaps values strictly between edges, k + 1: gap i lies below edge i, gap k above the last
 * @param gapOffsets per gap the sum of (value - left edge); in gap 0 of (edge 0 - value)
 * @param lowest the smallest value; in gap 0 if that holds any; 0 when {@code total} is 0
 * @param highest the largest value; in gap k if that holds any; 0 when {@code total} is 0
 * @param total number of values
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumericDistribution(
        double[] edges,
        long[] points,
        long[] gaps,
        double[] gapOffsets,
        double lowest,
        double highest,
        long total) {

    /**
     * Bound of the rounding of {@code gapOffsets} per value, as a share of an inner gap's width.
     */
    public static final double OFFSET_ERROR = 0x1.0001p-32;

    /**
     * Returns the distributions of two profiles on one edge array, so that their vectors can be
     * compared index by index: the grid's, or the union of the occupied bins of two log grids.
     *
     * @throws IllegalArgumentException if the profiles do not share a grid
     */
    public static NumericDistribution[] align(FeatureProfile first, FeatureProfile second) {
        return NumericCounts.align(first, second);
    }

    /**
     * Sums up counts. Extremes that are not known (null) are read off the outermost occupied cells:
     * exact for a point, as good as the offset for a single value, else a gap's edge, or the mean
     * of an open gap.
     */
    static NumericDistribution of(
            double[] edges,
            long[] points,
            long[] gaps,
            double[] gapOffsets,
            Double minimum,
            Double maximum) {
        long total = gaps[0];
        for (int i = 0; i < points.length; i++) {
            total += points[i] + gaps[i + 1];
        }
        NumericDistribution counted =
                new NumericDistribution(edges, points, gaps, gapOffsets, 0.0, 0.0, total);
        return new NumericDistribution(
                edges,
                points,
                gaps,
                gapOffsets,
                minimum == null ? counted.lowestCell() : minimum,
                maximum == null ? counted.highestCell() : maximum,
                total);
    }

    /**
     * Returns the quantile {@code q} in 0..1 (type 7 between order statistics): exact on points and
     * at both ends, spread evenly inside a gap; null without values.
     */
    public Double quantile(double q) {
        if (!(q >= 0.0 && q <= 1.0)) {
            throw new IllegalArgumentException("not in 0..1: " + q);
        }
        if (total <= 0) {
            return null;
        }
        double position = (total - 1) * q;
        long rank = Math.min((long) position, total - 1);
        double lower = orderStatistic(rank);
        double fraction = position - rank;
        if (fraction <= 0.0) {
            return lower;
        }
        return lower + fraction * (orderStatistic(rank + 1) - lower);
    }

    private double orderStatistic(long rank) {
        if (rank <= 0) {
            return lowest;
        }
        if (rank >= total - 1) {
            return highest;
        }
        long before = 0;
        for (int gap = 0; gap < gaps.length; gap++) {
            if (rank < before + gaps[gap]) {
                return insideGap(gap, rank - before);
            }
            before += gaps[gap];
            if (gap < points.length) {
                if (rank < before + points[gap]) {
                    return edges[gap];
                }
                before += points[gap];
            }
        }
        return highest;
    }

    private double lowestCell() {
        for (int i = 0; i < points.length; i++) {
            if (gaps[i] != 0) {
                return i == 0
                        ? edges[0] - gapOffsets[0] / gaps[0]
                        : gaps[i] == 1 ? edges[i - 1] + gapOffsets[i] : edges[i - 1];
            }
            if (points[i] != 0) {
                return edges[i];
            }
        }
        return aboveLastEdge();
    }

    private double highestCell() {
        if (gaps[points.length] != 0) {
            return aboveLastEdge();
        }
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] != 0) {
                return edges[i];
            }
            if (gaps[i] != 0) {
                return i == 0
                        ? edges[0] - gapOffsets[0] / gaps[0]
                        : gaps[i] == 1 ? edges[i - 1] + gapOffsets[i] : edges[i];
            }
        }
        return 0.0;
    }

    private double aboveLastEdge() {
        int last = points.length;
        return gaps[last] == 0 ? 0.0 : edges[last - 1] + gapOffsets[last] / gaps[last];
    }

    private double insideGap(int gap, long rank) {
        double from = gap == 0 ? lowest : edges[gap - 1];
        double to = gap == edges.length ? highest : edges[gap];
        if (gaps[gap] == 1 && gap > 0 && gap < edges.length) {
            return Math.min(Math.max(from + gapOffsets[gap], lowest), highest);
        }
        double value = from + (to - from) * ((rank + 0.5) / gaps[gap]);
        return Math.min(Math.max(value, lowest), highest);
    }
}
