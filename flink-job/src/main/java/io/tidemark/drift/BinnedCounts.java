/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;
import io.tidemark.result.Bin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Baseline and current counts side by side over the same bins: intervals or categories.
 *
 * @param labels one a bin, in canonical order (ascending; categories by code point)
 * @param edges of interval bins the right ends (closed), one fewer than bins; null for categories
 *     and for the three bins of a constant baseline
 * @param baseline counts
 * @param current counts
 */
@SuppressWarnings("ArrayRecordComponent")
public record BinnedCounts(List<String> labels, double[] edges, long[] baseline, long[] current) {

    /** What the union of categories calls values beyond the cap. */
    public static final String OTHER = "(other)";

    public BinnedCounts {
        if (baseline.length != current.length || baseline.length != labels.size()) {
            throw new IllegalArgumentException("bins that do not match");
        }
        labels = List.copyOf(labels);
    }

    /** The union of the categories of both sides; what is beyond a cap is one bin more. */
    static BinnedCounts ofCategories(
            SortedMap<String, Long> baseline,
            long baselineOther,
            SortedMap<String, Long> current,
            long currentOther) {
        TreeSet<String> names = new TreeSet<>(baseline.comparator());
        names.addAll(baseline.keySet());
        names.addAll(current.keySet());
        boolean hasOther = baselineOther > 0 || currentOther > 0;
        int size = names.size() + (hasOther ? 1 : 0);
        long[] baselineCounts = new long[size];
        long[] currentCounts = new long[size];
        List<String> labels = new ArrayList<>(size);
        for (String name : names) {
            baselineCounts[labels.size()] = baseline.getOrDefault(name, 0L);
            currentCounts[labels.size()] = current.getOrDefault(name, 0L);
            labels.add(name);
        }
        if (hasOther) {
            baselineCounts[size - 1] = baselineOther;
            currentCounts[size - 1] = currentOther;
            labels.add(OTHER);
        }
        return new BinnedCounts(labels, null, baselineCounts, currentCounts);
    }

    /**
     * Edges of a grid without deciles that come closest to the baseline's from above: at least k /
     * 10 of the values lie at or below the k-th. Repeats and the last edge are left out.
     */
    static double[] decileEdges(NumericDistribution baseline) {
        double[] edges = baseline.edges();
        double[] inner = new double[9];
        int found = 0;
        int decile = 1;
        long seen = 0;
        for (int i = 0; i < edges.length && decile < 10; i++) {
            seen += baseline.gaps()[i] + baseline.points()[i];
            if (baseline.total() > 0 && seen * 10 >= baseline.total() * decile) {
                inner[found++] = edges[i];
                while (decile < 10 && seen * 10 >= baseline.total() * decile) {
                    decile++;
                }
            }
        }
        return Arrays.copyOf(inner, found);
    }

    int size() {
        return baseline.length;
    }

    /** Bins with a value on either side. */
    int occupied() {
        int count = 0;
        for (int i = 0; i < baseline.length; i++) {
            count += baseline[i] + current[i] > 0 ? 1 : 0;
        }
        return count;
    }

    /**
     * Current values in bins without any baseline value; what is beyond a cap counts if that is
     * empty.
     */
    long absentFromBaseline() {
        long count = 0;
        for (int i = 0; i < baseline.length; i++) {
            count += baseline[i] == 0 ? current[i] : 0;
        }
        return count;
    }

    /**
     * The bins as shares, for display.
     *
     * @param minCount bins with fewer values than this on both sides are shown as one; 0 for none
     */
    List<Bin> display(long minCount) {
        double m = baselineTotal();
        double n = currentTotal();
        List<Bin> bins = new ArrayList<>();
        long rareBaseline = 0;
        long rareCurrent = 0;
        for (int i = 0; i < baseline.length; i++) {
            if (baseline[i] < minCount && current[i] < minCount) {
                rareBaseline += baseline[i];
                rareCurrent += current[i];
            } else {
                bins.add(bin(labels.get(i), i, current[i], n, baseline[i], m));
            }
        }
        if (rareBaseline + rareCurrent > 0) {
            bins.add(bin(FeatureComparison.RARE, -1, rareCurrent, n, rareBaseline, m));
        }
        return bins;
    }

    private Bin bin(String label, int index, long count, double n, long baselineCount, double m) {
        boolean isInterval = edges != null && index >= 0;
        Double low = isInterval && index > 0 ? (Double) edges[index - 1] : null;
        Double high = isInterval && index < edges.length ? (Double) edges[index] : null;
        return new Bin(
                label,
                low,
                high,
                n > 0 ? (Double) (count / n) : null,
                m > 0 ? (Double) (baselineCount / m) : null);
    }

    long baselineTotal() {
        return Arrays.stream(baseline).sum();
    }

    long currentTotal() {
        return Arrays.stream(current).sum();
    }

    static long[] intervalCounts(NumericDistribution side, double[] inner) {
        long[] counts = new long[inner.length + 1];
        int bin = 0;
        for (int gap = 0; gap < side.gaps().length; gap++) {
            // edge gap - 1 and the gap above it: the edge itself still belongs to the bin it closes
            if (gap > 0) {
                double edge = side.edges()[gap - 1];
                counts[bin] += side.points()[gap - 1];
                if (bin < inner.length && edge >= inner[bin]) {
                    bin++;
                }
            }
            counts[bin] += side.gaps()[gap];
        }
        return counts;
    }

    static long[] aroundCounts(NumericDistribution side, double constant) {
        int found = Arrays.binarySearch(side.edges(), constant);
        int gapAt = found >= 0 ? -1 : -found - 1;
        long[] counts = new long[3];
        for (int gap = 0; gap < side.gaps().length; gap++) {
            if (gap > 0) {
                int edge = gap - 1;
                int bin = edge == found ? 1 : side.edges()[edge] < constant ? 0 : 2;
                counts[bin] += side.points()[edge];
            }
            boolean isBelow = found >= 0 ? gap <= found : gap < gapAt;
            counts[gap == gapAt ? 1 : isBelow ? 0 : 2] += side.gaps()[gap];
        }
        return counts;
    }
}
