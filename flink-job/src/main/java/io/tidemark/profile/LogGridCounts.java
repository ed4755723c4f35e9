/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts on the log grid, which needs no reference: its edges are zero and every double whose
 * mantissa ends after 7 bits, so bins are 0.4 % to 0.8 % wide and whole numbers up to 256 are
 * points.
 *
 * <p>Cells number both signs in ascending order: magnitude edge i (sign, exponent and 7 bits of the
 * double, as a number) is cell 2i, the gap above it 2i + 1, negative values the same below zero.
 * Offsets are counted from the edge nearer to zero in units of width / 2^31. A few hundred cells
 * are occupied as a rule; numbers of random bits could occupy 700,000.
 */
final class LogGridCounts implements NumericCounts {
    private static final int DROPPED_BITS = 45;
    private static final long DROPPED_MASK = (1L << DROPPED_BITS) - 1;
    private static final int UNIT_BITS = DROPPED_BITS - 31;
    private static final int MOST_CELLS = 1 << 21;

    private final SparseCells cells = new SparseCells();

    @Override
    public boolean add(double value, long flip) {
        long bits = Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
        long rest = bits & DROPPED_MASK;
        int magnitude = (int) ((bits >>> DROPPED_BITS) << 1) + (rest == 0 ? 0 : 1);
        long units = (rest + (1L << (UNIT_BITS - 1))) >>> UNIT_BITS;
        int cell = value < 0.0 ? -magnitude : magnitude;
        return cells.add(cell, 1 | flip, (units ^ flip) - flip) || rest != 0;
    }

    @Override
    public void merge(NumericCounts other) {
        SparseCells others = ((LogGridCounts) other).cells;
        for (int cell : others.cells()) {
            cells.add(cell, others.count(cell), others.sum(cell));
        }
    }

    @Override
    public void retract(NumericCounts other) {
        SparseCells others = ((LogGridCounts) other).cells;
        for (int cell : others.cells()) {
            cells.add(cell, -others.count(cell), -others.sum(cell));
        }
    }

    @Override
    public void write(BinaryWriter writer) {
        int[] occupied = cells.cells();
        writer.writeUnsigned(occupied.length);
        int previous = 0;
        for (int cell : occupied) {
            writer.writeSigned((long) cell - previous);
            writer.writeSigned(cells.count(cell));
            if ((cell & 1) != 0) {
                writer.writeSigned(cells.sum(cell));
            }
            previous = cell;
        }
    }

    @Override
    public void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(MOST_CELLS);
        int cell = 0;
        for (int i = 0; i < occupied; i++) {
            long next = cell + reader.readSigned();
            if (next <= -MOST_CELLS || next >= MOST_CELLS) {
                throw new IllegalArgumentException("log grid: no cell " + next);
            }
            cell = (int) next;
            long count = reader.readSigned();
            cells.add(cell, count, (cell & 1) != 0 ? reader.readSigned() : 0);
        }
    }

    @Override
    public NumericDistribution distribution(Double minimum, Double maximum) {
        return distribution(edgeCells(), minimum, maximum);
    }

    /** Returns the edges on either side of everything occupied, as cells. */
    int[] edgeCells() {
        return Arrays.stream(cells.cells())
                .flatMap(c -> (c & 1) == 0 ? IntStream.of(c) : IntStream.of(c - 1, c + 1))
                .distinct()
                .toArray();
    }

    /** Returns the counts on an ascending set of edges that contains {@link #edgeCells()}. */
    NumericDistribution distribution(int[] edgeCells, Double minimum, Double maximum) {
        double[] edges = Arrays.stream(edgeCells).mapToDouble(LogGridCounts::edge).toArray();
        long[] points = new long[edges.length];
        long[] gaps = new long[edges.length + 1];
        double[] gapOffsets = new double[edges.length + 1];
        for (int cell : cells.cells()) {
            if ((cell & 1) == 0) {
                points[Arrays.binarySearch(edgeCells, cell)] = cells.count(cell);
            } else {
                int gap = Arrays.binarySearch(edgeCells, cell + 1);
                long count = cells.count(cell);
                gaps[gap] = count;
                double width = edges[gap] - edges[gap - 1];
                double fromNearer = cells.sum(cell) * (width / 0x1p31);
                gapOffsets[gap] = cell > 0 ? fromNearer : count * width - fromNearer;
            }
        }
        return NumericDistribution.of(edges, points, gaps, gapOffsets, minimum, maximum);
    }

    private static double edge(int cell) {
        double magnitude = Double.longBitsToDouble(((long) Math.abs(cell) >>> 1) << DROPPED_BITS);
        return cell < 0 ? -magnitude : magnitude;
    }
}
