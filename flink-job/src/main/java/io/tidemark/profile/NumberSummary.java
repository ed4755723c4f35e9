/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * The finite numbers of a feature: counts on its grid, exact moments, distinct values, and how many
 * lay outside the declared range or the grid's outlier bounds. Numbers too large to be summed are
 * counted as out of range and nowhere else.
 *
 * <p>Values wait in a buffer until they are so many that the tables they touch are worth fetching
 * into the processor's caches, or until somebody looks.
 */
final class NumberSummary {
    private static final int MOST_WAITING = 64;

    private final double minimum;
    private final double maximum;
    private final double outlierLow;
    private final double outlierHigh;

    private final NumericCounts counts;
    private final Moments moments;
    private final DistinctCount distinct; // null: retractable
    private long tooLarge;
    private long outOfRange;
    private long outliers;

    private double[] waiting; // null: none ever came
    private int waitingSize;

    NumberSummary(FeatureLayout layout) {
        NumericGrid grid = layout.grid();
        minimum = layout.minimum();
        maximum = layout.maximum();
        outlierLow = grid == null ? Double.NEGATIVE_INFINITY : grid.outlierLow();
        outlierHigh = grid == null ? Double.POSITIVE_INFINITY : grid.outlierHigh();
        counts = grid == null ? new LogGridCounts() : new GridCounts(grid);
        moments = new Moments(layout.retractable());
        distinct = layout.retractable() ? null : new DistinctCount();
    }

    /** Adds a finite value ({@code flip} 0) or takes it away ({@code flip} -1). */
    void add(double value, long flip) {
        if (flip != 0) {
            settle();
            settle(value, flip);
            return;
        }
        if (waitingSize == MOST_WAITING) {
            settle();
        }
        if (waiting == null) {
            waiting = new double[MOST_WAITING];
        }
        waiting[waitingSize] = value;
        waitingSize++;
    }

    private void settle() {
        for (int i = 0; i < waitingSize; i++) {
            settle(waiting[i], 0L);
        }
        waitingSize = 0;
    }

    private void settle(double value, long flip) {
        long one = 1 | flip;
        if (Math.abs(value) > ExactSum.LARGEST) {
            tooLarge += one;
            outOfRange += one;
            return;
        }
        if (value < minimum || value > maximum) {
            outOfRange += one;
        }
        if (value < outlierLow || value > outlierHigh) {
            outliers += one;
        }
        boolean mayBeNew = counts.add(value, flip);
        moments.addSigned(value, flip);
        if (mayBeNew && distinct != null) {
            distinct.add(value);
        }
    }

    void merge(NumberSummary other) {
        settle();
        other.settle();
        counts.merge(other.counts);
        moments.merge(other.moments);
        if (distinct != null) {
            distinct.merge(other.distinct);
        }
        combine(other, 1);
    }

    void retract(NumberSummary other) {
        settle();
        other.settle();
        counts.retract(other.counts);
        moments.retract(other.moments);
        combine(other, -1);
    }

    private void combine(NumberSummary other, int sign) {
        tooLarge += sign * other.tooLarge;
        outOfRange += sign * other.outOfRange;
        outliers += sign * other.outliers;
    }

    void write(BinaryWriter writer) {
        settle();
        counts.write(writer);
        moments.write(writer);
        if (distinct != null) {
            distinct.write(writer);
        }
        writer.writeSigned(tooLarge);
        writer.writeSigned(outOfRange);
        writer.writeSigned(outliers);
    }

    void mergeFrom(BinaryReader reader) {
        settle();
        counts.mergeFrom(reader);
        moments.mergeFrom(reader);
        if (distinct != null) {
            distinct.mergeFrom(reader);
        }
        tooLarge += reader.readSigned();
        outOfRange += reader.readSigned();
        outliers += reader.readSigned();
    }

    /** Returns how many finite numbers were added, those too large included. */
    long total() {
        settle();
        return moments.count() + tooLarge;
    }

    long outOfRange() {
        settle();
        return outOfRange;
    }

    long outliers() {
        settle();
        return outliers;
    }

    Moments moments() {
        settle();
        return moments;
    }

    NumericCounts counts() {
        settle();
        return counts;
    }

    NumericDistribution distribution() {
        settle();
        return counts.distribution(moments.minimum(), moments.maximum());
    }

    /** Returns the number of distinct values; null in retractable layouts. */
    Long distinct() {
        settle();
        return distinct == null ? null : (Long) Math.min(distinct.estimate(), moments.count());
    }
}
