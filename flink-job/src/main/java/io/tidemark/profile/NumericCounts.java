/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Counts of finite numbers on a grid of one of the two sorts. Extremes are the caller's to know.
 */
interface NumericCounts {
    /**
     * Adds a value ({@code flip} 0) or takes it away ({@code flip} -1). Returns whether the value
     * may be one not counted before; false means that it certainly was.
     */
    boolean add(double value, long flip);

    void merge(NumericCounts other);

    void retract(NumericCounts other);

    /** Writes occupied cells in ascending order: the same bytes for the same content. */
    void write(BinaryWriter writer);

    /** Adds what was written by counts on the same grid. */
    void mergeFrom(BinaryReader reader);

    /** Returns the counts as vectors; extremes null where unknown. */
    NumericDistribution distribution(Double minimum, Double maximum);

    /** See {@link NumericDistribution#align}. */
    static NumericDistribution[] align(FeatureProfile first, FeatureProfile second) {
        NumericGrid grid = first.layout().grid();
        if (!Objects.equals(grid, second.layout().grid())) {
            throw new IllegalArgumentException("profiles on different grids");
        }
        if (grid != null) {
            return new NumericDistribution[] {first.numeric(), second.numeric()};
        }
        Moments firstMoments = first.moments();
        Moments secondMoments = second.moments();
        LogGridCounts one = (LogGridCounts) first.numbers().counts();
        LogGridCounts two = (LogGridCounts) second.numbers().counts();
        int[] edges =
                IntStream.concat(Arrays.stream(one.edgeCells()), Arrays.stream(two.edgeCells()))
                        .sorted()
                        .distinct()
                        .toArray();
        return new NumericDistribution[] {
            one.distribution(edges, firstMoments.minimum(), firstMoments.maximum()),
            two.distribution(edges, secondMoments.minimum(), secondMoments.maximum())
        };
    }
}
