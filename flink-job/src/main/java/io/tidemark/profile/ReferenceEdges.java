/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Chooses the edges of a {@link NumericGrid} from the finite values of a reference (at least one,
 * no magnitude above {@link ExactSum#LARGEST}).
 *
 * <p>Edges are all distinct values where there are no more than {@code resolution} of them, else
 * {@code resolution} quantiles (order statistics, so that they are values that occur) and every
 * value heavier than 1 / resolution; the deciles; the 0.1 % and 99.9 % quantiles; zero; and guards
 * beyond the range: 1, 2, 5 steps of every decade from a thousandth to a thousandfold of the
 * largest magnitude on both sides of zero (a changed unit or sign lands between them), and steps of
 * the range's own width.
 */
final class ReferenceEdges {
    private static final int GUARD_DECADES = 3;
    private static final double[] GUARD_STEPS = {1.0, 2.0, 5.0};
    private static final double[] GUARD_WIDTHS = {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};
    private static final double[] POWERS_OF_TEN = {1.0, 10.0, 100.0, 1000.0};

    private final double[] sorted;

    ReferenceEdges(double[] values) {
        sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = values[i] + 0.0; // -0.0 and 0.0 are one value
        }
        Arrays.sort(sorted);
    }

    /** The quantile {@code share / of}, type 7, its position in whole-number arithmetic. */
    double quantile(int share, int of) {
        long position = (sorted.length - 1L) * share;
        int index = (int) (position / of);
        long remainder = position % of;
        if (remainder == 0) {
            return sorted[index];
        }
        double fraction = (double) remainder / of;
        return sorted[index] + fraction * (sorted[index + 1] - sorted[index]);
    }

    /** The inner decile edges, those not larger than the one before dropped. */
    double[] deciles() {
        double[] kept = new double[9];
        int count = 0;
        for (int tenth = 1; tenth <= 9; tenth++) {
            double edge = quantile(tenth, 10);
            if (count == 0 || edge > kept[count - 1]) {
                kept[count++] = edge;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    double[] edges(int resolution) {
        NavigableSet<Double> edges = new TreeSet<>();
        addValues(edges, resolution);
        for (double decile : deciles()) {
            edges.add(decile);
        }
        edges.add(quantile(1, 1000));
        edges.add(quantile(999, 1000));
        addGuards(edges);
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void addValues(NavigableSet<Double> edges, int resolution) {
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= resolution) {
            Arrays.stream(distinct).forEach(edges::add);
            return;
        }
        for (int step = 0; step <= resolution; step++) {
            edges.add(sorted[(int) ((sorted.length - 1L) * step / resolution)]);
        }
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                if ((long) (i - start) * resolution > sorted.length) {
                    edges.add(sorted[start]);
                }
                start = i;
            }
        }
    }

    private void addGuards(NavigableSet<Double> edges) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double magnitude = Math.max(Math.abs(low), Math.abs(high));
        double scale = magnitude == 0.0 ? 1.0 : magnitude;
        double width = high > low ? high - low : scale;
        addGuard(edges, 0.0, low, high);
        for (int decade = -GUARD_DECADES; decade <= GUARD_DECADES; decade++) {
            for (double step : GUARD_STEPS) {
                double guard =
                        decade < 0
                                ? scale * step / POWERS_OF_TEN[-decade]
                                : scale * step * POWERS_OF_TEN[decade];
                addGuard(edges, guard, low, high);
                addGuard(edges, -guard, low, high);
            }
        }
        for (double widths : GUARD_WIDTHS) {
            addGuard(edges, low - widths * width, low, high);
            addGuard(edges, high + widths * width, low, high);
        }
    }

    private static void addGuard(
            NavigableSet<Double> edges, double guard, double low, double high) {
        if ((guard < low || guard > high) && Math.abs(guard) <= ExactSum.LARGEST) {
            edges.add(guard + 0.0);
        }
    }
}
