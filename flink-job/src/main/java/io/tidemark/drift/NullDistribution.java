/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * How a quantity of one sign is distributed when nothing has changed, from a simulation: up to an
 * anchor, its 99th percentile, the share of simulated values at least as large; above it the share
 * there times the ratio of the tail of a gamma law with the simulation's mean and variance.
 *
 * <p>A gamma law cannot know how far a maximum of many nearly normal quantities reaches: it matches
 * the bulk, while the tail goes like the largest of the variances. Hence the ratio is no smaller
 * than exp(-(x - anchor) / 2σ²), σ² that variance; for Kolmogorov-Smirnov on continuous values that
 * is the tail of Kolmogorov's own law. Where the simulation is short the anchor is lower, so that
 * fifty values always lie above it.
 */
final class NullDistribution {
    private static final double ANCHOR = 0.01;
    private static final double LEAST_ABOVE = 50;
    private static final double PRECISION = 1e-12;
    private static final int MOST_STEPS = 10_000;

    /** Values that differ by less are the same, computed on other ways. */
    private static final double TIE = 1e-9;

    /** The largest values are all kept; of the others, where they are many, about as many. */
    private static final int FINE = 1024;

    private final double[] values; // ascending, distinct
    private final double[] tails; // p of each: (1 + simulated values at least as large) / (1 + all)
    private final int anchor;
    private final double shape;
    private final double scale;
    private final double variance;

    /**
     * Sums up a simulation.
     *
     * @param simulated at least one value, none negative; it is sorted here
     * @param variance σ² of the largest component on the same scale; 0 when not known
     */
    NullDistribution(double[] simulated, double variance) {
        Arrays.sort(simulated);
        int size = simulated.length;
        double sum = 0;
        for (double value : simulated) {
            sum += value;
        }
        double mean = sum / size;
        double squares = 0;
        for (double value : simulated) {
            squares += (value - mean) * (value - mean);
        }
        scale = mean > 0 ? squares / size / mean : 0;
        shape = scale > 0 ? mean / scale : 0;
        this.variance = variance;
        double[] distinct = new double[size];
        double[] share = new double[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (count == 0 || simulated[i] > distinct[count - 1] * (1 + TIE)) {
                distinct[count] = simulated[i];
                share[count++] = (1.0 + size - i) / (1.0 + size);
            }
        }
        int fineFrom = StrictMath.max(0, count - FINE);
        int step = 1 + fineFrom / FINE;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i >= fineFrom || i % step == 0) {
                distinct[kept] = distinct[i];
                share[kept++] = share[i];
            }
        }
        values = Arrays.copyOf(distinct, kept);
        tails = Arrays.copyOf(share, kept);
        double target = StrictMath.max(ANCHOR, StrictMath.min(1, LEAST_ABOVE / size));
        int last = 0;
        while (last + 1 < kept && tails[last + 1] >= target) {
            last++;
        }
        anchor = last;
    }

    /** Returns the probability of at least {@code value} when nothing has changed; in (0, 1]. */
    double survival(double value) {
        double low = value * (1 - TIE);
        if (low > values[anchor]) {
            return tails[anchor] * beyondAnchor(value);
        }
        int first = Arrays.binarySearch(values, low);
        return tails[first >= 0 ? first : -first - 1];
    }

    /** Returns about how many bytes it takes. */
    long bytes() {
        return 96 + 16L * values.length;
    }

    private double beyondAnchor(double value) {
        double start = values[anchor];
        double ratio = 0;
        if (scale > 0) {
            ratio = tail(value / scale) / tail(start / scale);
        }
        if (variance > 0) {
            ratio = StrictMath.max(ratio, StrictMath.exp((start - value) / (2 * variance)));
        }
        return ratio >= 0 ? StrictMath.max(Double.MIN_NORMAL, StrictMath.min(1, ratio)) : 1;
    }

    private double tail(double x) {
        return x > 0 ? Gamma.regularizedGammaQ(shape, x, PRECISION, MOST_STEPS) : 1;
    }
}
