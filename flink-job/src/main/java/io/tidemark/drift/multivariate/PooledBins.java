/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Two samples with every value replaced by the number of its bin among the pooled values: 1, 2, ...
 * upwards, 0 for a missing one. Each distinct value has its own bin when there are few, else the
 * edges are quantiles of the pooled sample.
 *
 * <p>A forest only ever asks whether a value is above another, so this loses it nothing but
 * resolution; units and outliers do not matter, and a missing value is one that a split can ask
 * for.
 */
final class PooledBins {
    private static final int MOST_BINS = 64;

    private PooledBins() {}

    /** Bins the columns of both: what comes back are the rows of the first, then of the second. */
    static double[][] of(EventRows first, EventRows second) {
        double[][] binned = new double[first.size() + second.size()][first.width()];
        for (int j = 0; j < first.width(); j++) {
            int column = j;
            double[] values =
                    DoubleStream.concat(
                                    Arrays.stream(first.rows()).mapToDouble(row -> row[column]),
                                    Arrays.stream(second.rows()).mapToDouble(row -> row[column]))
                            .toArray();
            double[] tops = tops(values);
            for (int i = 0; i < values.length; i++) {
                binned[i][j] = EventRows.isPresent(values[i]) ? bin(tops, values[i]) : 0;
            }
        }
        return binned;
    }

    /** The largest value of each bin, ascending. */
    private static double[] tops(double[] values) {
        double[] sorted =
                Arrays.stream(values)
                        .filter(EventRows::isPresent)
                        .map(value -> value + 0.0)
                        .sorted()
                        .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= MOST_BINS) {
            return distinct;
        }
        double[] quantiles = new double[MOST_BINS];
        for (int b = 0; b < MOST_BINS; b++) {
            quantiles[b] = sorted[(int) ((long) (b + 1) * sorted.length / MOST_BINS) - 1];
        }
        return Arrays.stream(quantiles).distinct().toArray();
    }

    private static int bin(double[] tops, double value) {
        int found = Arrays.binarySearch(tops, value + 0.0);
        return 1 + (found >= 0 ? found : -found - 1);
    }
}
