/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.Hash64;
import io.tidemark.profile.NumericDistribution;
import java.util.Arrays;

/**
 * The occupied cells of a numeric baseline, gaps and edges in their order, to draw samples from.
 * Where they lie is of no matter to Kolmogorov-Smirnov's statistic, so baselines with the same
 * counts in the same order are one.
 */
final class GridBaseline implements NullBaseline {
    private final double[] weights;
    private final long size;
    private final long id;

    /** Takes a baseline with values. */
    GridBaseline(NumericDistribution baseline) {
        int last = baseline.edges().length;
        double[] counts = new double[2 * last + 1];
        int occupied = 0;
        Hash64 digest = new Hash64();
        for (int cell = 0; cell <= 2 * last; cell++) {
            long values = (cell & 1) == 0 ? baseline.gaps()[cell / 2] : baseline.points()[cell / 2];
            if (values > 0) {
                digest.add(values);
                counts[occupied++] = values;
            }
        }
        weights = Arrays.copyOf(counts, occupied);
        size = baseline.total();
        id = digest.value();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public CountDraws cells() {
        return new CountDraws(weights);
    }

    @Override
    public double quantity(
            DriftMethod method, NullForm form, long[] baselineCounts, long[] currentCounts) {
        double n = total(currentCounts);
        double m = size;
        return form.scaled(largestDifference(baselineCounts, m, currentCounts, n), n, m);
    }

    /** The Kolmogorov-Smirnov statistic. */
    private static double largestDifference(long[] baseline, double m, long[] current, double n) {
        double perCurrent = 1 / n;
        double perBaseline = 1 / m;
        long countF = 0;
        long countG = 0;
        double largest = 0;
        for (int i = 0; i < baseline.length; i++) {
            countF += current[i];
            countG += baseline[i];
            double apart = StrictMath.abs(countF * perCurrent - countG * perBaseline);
            if (apart > largest) {
                largest = apart;
            }
        }
        return largest;
    }

    private static long total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
