/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * The law of a statistic without drift, from permutations: counts in the body, and beyond the 99th
 * percentile a gamma law with the permutations' mean, variance and skewness (Pearson's type III).
 */
final class PermutationTail {
    private static final double BODY = 0.01;
    private static final double SMALLEST_SKEW = 0.02;
    private static final double PRECISION = 1e-12;
    private static final int MOST_STEPS = 100_000;

    private final double[] sorted;
    private final double mean;
    private final double deviation;
    private final double skew;

    private PermutationTail(double[] sorted, double mean, double deviation, double skew) {
        this.sorted = sorted;
        this.mean = mean;
        this.deviation = deviation;
        this.skew = skew;
    }

    static PermutationTail of(double[] permuted) {
        double[] sorted = permuted.clone();
        Arrays.sort(sorted);
        double mean = 0;
        for (double value : sorted) {
            mean += value / sorted.length;
        }
        double second = 0;
        double third = 0;
        for (double value : sorted) {
            double away = value - mean;
            second += away * away / sorted.length;
            third += away * away * away / sorted.length;
        }
        double deviation = StrictMath.sqrt(second);
        double skew = deviation > 0 ? third / (deviation * deviation * deviation) : 0;
        return new PermutationTail(sorted, mean, deviation, skew);
    }

    /** (1 + permutations at least as large) ÷ (1 + permutations). */
    double pValue(double observed) {
        int smaller = 0;
        int top = sorted.length;
        while (smaller < top) {
            int middle = (smaller + top) >>> 1;
            if (sorted[middle] < observed) {
                smaller = middle + 1;
            } else {
                top = middle;
            }
        }
        return (1.0 + sorted.length - smaller) / (1.0 + sorted.length);
    }

    /** The same, continued smoothly where the permutations end. */
    double pDecision(double observed) {
        double counted = pValue(observed);
        if (counted >= BODY || !(deviation > 0)) {
            return counted;
        }
        double knot = sorted[(int) ((1 - BODY) * sorted.length)];
        double atKnot = survival(knot);
        if (!(atKnot > 0)) {
            return counted;
        }
        return StrictMath.min(BODY, pValue(knot) * survival(observed) / atKnot);
    }

    private double survival(double value) {
        double z = (value - mean) / deviation;
        if (skew < SMALLEST_SKEW) {
            return NormalLaw.above(z);
        }
        double shape = 4 / (skew * skew);
        double scaled = shape + z * StrictMath.sqrt(shape);
        return scaled <= 0 ? 1 : Gamma.regularizedGammaQ(shape, scaled, PRECISION, MOST_STEPS);
    }
}
