/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * Counts on a {@link NumericGrid}: one per cell, per inner gap the sum of the offsets from its left
 * edge in whole units of width / 2^31, and an exact sum for each of the two open gaps.
 */
final class GridCounts implements NumericCounts {
    private static final int STRIDE = 3;
    private static final int OFFSETS = 1;
    private static final int EDGE = 2;

    private final NumericGrid grid;
    private final int lastGap;
    // what one value touches lies together: of each gap its count and its offsets, then the count
    // of
    // the edge above it
    private final long[] counts;
    private final ExactSum below = new ExactSum();
    private final ExactSum above = new ExactSum();

    GridCounts(NumericGrid grid) {
        this.grid = grid;
        lastGap = grid.size();
        counts = new long[STRIDE * lastGap + EDGE];
    }

    @Override
    public boolean add(double value, long flip) {
        int cell = grid.find(value);
        int gap = cell >> 1;
        int place = STRIDE * gap;
        if ((cell & 1) != 0) {
            long before = counts[place + EDGE];
            counts[place + EDGE] = before + (1 | flip);
            return before == 0;
        }
        counts[place] += 1 | flip;
        if (gap == 0) {
            below.addSigned(value, flip);
        } else if (gap == lastGap) {
            above.addSigned(value, flip);
        } else {
            counts[place + OFFSETS] += (grid.offsetUnits(gap, value) ^ flip) - flip;
        }
        return true;
    }

    @Override
    public void merge(NumericCounts other) {
        GridCounts others = sameGrid(other);
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        below.merge(others.below);
        above.merge(others.above);
    }

    @Override
    public void retract(NumericCounts other) {
        GridCounts others = sameGrid(other);
        for (int i = 0; i < counts.length; i++) {
            counts[i] -= others.counts[i];
        }
        below.retract(others.below);
        above.retract(others.above);
    }

    @Override
    public void write(BinaryWriter writer) {
        int occupied = 0;
        for (int cell = 0; cell <= 2 * lastGap; cell++) {
            occupied += isOccupied(cell) ? 1 : 0;
        }
        writer.writeUnsigned(occupied);
        int previous = -1;
        for (int cell = 0; cell <= 2 * lastGap; cell++) {
            if (isOccupied(cell)) {
                writer.writeUnsigned(cell - previous - 1L);
                writer.writeSigned(counts[place(cell)]);
                if (isInnerGap(cell)) {
                    writer.writeSigned(counts[place(cell) + OFFSETS]);
                }
                previous = cell;
            }
        }
        below.write(writer);
        above.write(writer);
    }

    @Override
    public void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(2 * lastGap + 1);
        int cell = -1;
        for (int i = 0; i < occupied; i++) {
            cell += 1 + reader.readCount(2 * lastGap - 1 - cell);
            counts[place(cell)] += reader.readSigned();
            if (isInnerGap(cell)) {
                counts[place(cell) + OFFSETS] += reader.readSigned();
            }
        }
        below.mergeFrom(reader);
        above.mergeFrom(reader);
    }

    @Override
    public NumericDistribution distribution(Double minimum, Double maximum) {
        long[] points = new long[lastGap];
        long[] gaps = new long[lastGap + 1];
        double[] gapOffsets = new double[lastGap + 1];
        for (int i = 0; i <= lastGap; i++) {
            gaps[i] = counts[STRIDE * i];
            if (i < lastGap) {
                points[i] = counts[STRIDE * i + EDGE];
            }
            if (i > 0 && i < lastGap) {
                gapOffsets[i] = grid.offset(i, counts[STRIDE * i + OFFSETS]);
            }
        }
        Dyadic first = Dyadic.of(grid.edge(0)).times(Dyadic.of(gaps[0]));
        gapOffsets[0] = first.minus(below.exact()).toDouble();
        Dyadic last = Dyadic.of(grid.edge(lastGap - 1)).times(Dyadic.of(gaps[lastGap]));
        gapOffsets[lastGap] = above.exact().minus(last).toDouble();
        return NumericDistribution.of(grid.edges(), points, gaps, gapOffsets, minimum, maximum);
    }

    private static int place(int cell) {
        return STRIDE * (cell >> 1) + ((cell & 1) == 0 ? 0 : EDGE);
    }

    private boolean isInnerGap(int cell) {
        return (cell & 1) == 0 && cell > 0 && cell < 2 * lastGap;
    }

    private boolean isOccupied(int cell) {
        return counts[place(cell)] != 0 || (isInnerGap(cell) && counts[place(cell) + OFFSETS] != 0);
    }

    private GridCounts sameGrid(NumericCounts other) {
        if (other instanceof GridCounts others && others.grid.equals(grid)) {
            return others;
        }
        throw new IllegalArgumentException("counts on another grid");
    }
}
