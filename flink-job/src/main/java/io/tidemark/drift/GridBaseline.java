/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.Hash64;
import io.tidemark.profile.NumericDistribution;
import java.util.Arrays;

/**
 * The occupied cells of a numeric baseline, edges and gaps, to draw samples from. A drawn value of
 * a gap lies where the baseline's values in it lie on average.
 *
 * <p>Only edges at or beside an occupied cell are kept: what else is on the grid cannot make a
 * difference, not even in a last bit.
 */
final class GridBaseline implements NullBaseline {
    private final FeaturePair pair;
    private final NumericDistribution kept;
    private final int[] cells; // 2i the gap below edge i, 2i + 1 edge i
    private final double[] weights;
    private final long id;

    /**
     * Takes a baseline with values.
     *
     * @param isPlaced whether it matters where the cells lie; else baselines with the same counts
     *     in the same order are one
     */
    GridBaseline(FeaturePair pair, boolean isPlaced) {
        this.pair = pair;
        kept = compact(pair.baseline());
        int last = kept.edges().length;
        int[] occupied = new int[2 * last + 1];
        double[] counts = new double[2 * last + 1];
        int count = 0;
        Hash64 digest = new Hash64();
        for (int cell = 0; cell <= 2 * last; cell++) {
            long values = (cell & 1) == 0 ? kept.gaps()[cell / 2] : kept.points()[cell / 2];
            if (values > 0) {
                digest.add(values);
                if (isPlaced) {
                    addPlace(digest, cell);
                }
                occupied[count] = cell;
                counts[count++] = values;
            }
        }
        if (isPlaced) {
            digest.add(Double.doubleToLongBits(kept.lowest()));
            digest.add(Double.doubleToLongBits(kept.highest()));
        }
        cells = Arrays.copyOf(occupied, count);
        weights = Arrays.copyOf(counts, count);
        id = digest.value();
    }

    private void addPlace(Hash64 digest, int cell) {
        int edge = cell / 2;
        digest.add(cell & 1);
        digest.add(edge < kept.edges().length ? bits(kept.edges()[edge]) : 0);
        if ((cell & 1) == 0) {
            digest.add(edge > 0 ? bits(kept.edges()[edge - 1]) : 0);
            digest.add(bits(kept.gapOffsets()[edge]));
        }
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    private static NumericDistribution compact(NumericDistribution all) {
        int last = all.edges().length;
        double[] edges = new double[last];
        long[] points = new long[last];
        long[] gaps = new long[last + 1];
        double[] offsets = new double[last + 1];
        int count = 0;
        for (int i = 0; i < last; i++) {
            // an empty gap on one side may have run on from an edge left out
            gaps[count] += all.gaps()[i];
            offsets[count] += all.gapOffsets()[i];
            if (all.points()[i] > 0 || all.gaps()[i] > 0 || all.gaps()[i + 1] > 0) {
                edges[count] = all.edges()[i];
                points[count++] = all.points()[i];
            }
        }
        gaps[count] += all.gaps()[last];
        offsets[count] += all.gapOffsets()[last];
        return new NumericDistribution(
                Arrays.copyOf(edges, count),
                Arrays.copyOf(points, count),
                Arrays.copyOf(gaps, count + 1),
                Arrays.copyOf(offsets, count + 1),
                all.lowest(),
                all.highest(),
                all.total());
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public long size() {
        return kept.total();
    }

    @Override
    public CountDraws cells() {
        return new CountDraws(weights);
    }

    @Override
    public double quantity(
            DriftMethod method, NullForm form, long[] baselineCounts, long[] currentCounts) {
        double n = total(currentCounts);
        double m = kept.total();
        if (method.name().equals(KolmogorovSmirnov.METHOD)) {
            return form.scaled(largestDifference(baselineCounts, m, currentCounts, n), n, m);
        }
        FeaturePair drawn =
                pair.withNumbers(distribution(baselineCounts), distribution(currentCounts));
        return form.quantity(method, drawn, n, m);
    }

    /** The Kolmogorov-Smirnov statistic, which has no use for where the cells lie. */
    private static double largestDifference(long[] baseline, double m, long[] current, double n) {
        long countF = 0;
        long countG = 0;
        double largest = 0;
        for (int i = 0; i < baseline.length; i++) {
            countF += current[i];
            countG += baseline[i];
            largest = StrictMath.max(largest, StrictMath.abs(countF / n - countG / m));
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

    private NumericDistribution distribution(long[] counts) {
        int last = kept.edges().length;
        long[] points = new long[last];
        long[] gaps = new long[last + 1];
        double[] offsets = new double[last + 1];
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            int place = cells[i] / 2;
            total += counts[i];
            if ((cells[i] & 1) == 0) {
                gaps[place] = counts[i];
                offsets[place] = kept.gapOffsets()[place] * counts[i] / kept.gaps()[place];
            } else {
                points[place] = counts[i];
            }
        }
        return new NumericDistribution(
                kept.edges(), points, gaps, offsets, kept.lowest(), kept.highest(), total);
    }
}
