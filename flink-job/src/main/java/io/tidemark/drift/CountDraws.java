/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Draws multinomial counts: a number of values over cells of given shares. One value at a time
 * through an alias table (Walker 1977, Vose 1991) where values are few, else one binomial count a
 * cell given those before.
 */
final class CountDraws {
    /** What a binomial count costs in values drawn one at a time. */
    private static final int BINOMIAL_COST = 40;

    private static final int HALF = 32;
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private final double[] shares;
    private final long[] keepBelow; // share of a cell's column that is its own, times 2^32
    private final int[] alias;

    /**
     * Takes the shares of the cells.
     *
     * @param weights at least 0, not all 0; they are divided by their sum
     */
    CountDraws(double[] weights) {
        int size = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        shares = new double[size];
        double[] keep = new double[size];
        keepBelow = new long[size];
        alias = new int[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < size; i++) {
            shares[i] = weights[i] / sum;
            keep[i] = shares[i] * size;
            alias[i] = i;
            if (keep[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int poor = small[--smalls];
            int rich = large[larges - 1];
            alias[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1) {
                larges--;
                small[smalls++] = rich;
            }
        }
        while (smalls > 0) {
            keep[small[--smalls]] = 1;
        }
        for (int i = 0; i < size; i++) {
            keepBelow[i] = (long) StrictMath.rint(StrictMath.min(1, keep[i]) * (LOW_HALF + 1));
        }
    }

    /** Returns what drawing {@code size} values costs, in values drawn one at a time. */
    long cost(long size) {
        return StrictMath.min(size, (long) BINOMIAL_COST * shares.length);
    }

    /** Returns the shares of the cells, which sum to 1. */
    double[] shares() {
        return shares;
    }

    /** Draws a sample of {@code size} values. */
    long[] draw(SeededDraws draws, long size) {
        long[] counts = new long[shares.length];
        if (size <= (long) BINOMIAL_COST * shares.length) {
            drawEach(draws, size, counts);
            return counts;
        }
        long left = size;
        double rest = 1;
        for (int i = 0; i < counts.length - 1 && left > 0; i++) {
            counts[i] = rest > shares[i] ? BinomialDraws.draw(draws, left, shares[i] / rest) : left;
            left -= counts[i];
            rest -= shares[i];
        }
        counts[counts.length - 1] += left;
        return counts;
    }

    /** Two values of 32 bits each from every 64: off by at most cells / 2^32 of a cell's share. */
    private void drawEach(SeededDraws draws, long size, long[] counts) {
        for (long i = 0; i + 1 < size; i += 2) {
            long bits = draws.bits();
            counts[cell(bits >>> HALF)]++;
            counts[cell(bits & LOW_HALF)]++;
        }
        if ((size & 1) == 1) {
            counts[cell(draws.bits() >>> HALF)]++;
        }
    }

    private int cell(long bits) {
        long place = bits * alias.length;
        int column = (int) (place >>> HALF);
        return (place & LOW_HALF) < keepBelow[column] ? column : alias[column];
    }
}
