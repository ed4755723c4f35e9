/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * The area under the ROC curve from two score histograms: the share of (positive, negative) pairs
 * in which the positive scores higher, ties half.
 *
 * <p>Two scores in one bin have lost their order, so the exact area lies between counting such
 * pairs not at all and counting them fully; the value counts them half, and is exact where scores
 * in one bin are equal. The 95 % interval runs from the lower end of the interval for the one
 * extreme to the upper end of that for the other, each by Newcombe's method 5 (2006, Statistics in
 * Medicine 25:559): the areas A with |estimate - A| ≤ z × se(A), se as Hanley and McNeil with the
 * mean sample size. It contains the exact area always and does not collapse at 0 and 1.
 */
final class RocAuc {
    private static final int HALVINGS = 60;

    private RocAuc() {}

    static Metric of(String name, long[] positives, long[] negatives) {
        double positiveTotal = 0;
        double negativesBelow = 0;
        double ordered = 0;
        double sameBin = 0;
        for (int bin = 0; bin < positives.length; bin++) {
            ordered += positives[bin] * negativesBelow;
            sameBin += (double) positives[bin] * negatives[bin];
            negativesBelow += negatives[bin];
            positiveTotal += positives[bin];
        }
        if (positiveTotal <= 0 || negativesBelow <= 0) {
            boolean isEmpty = positiveTotal <= 0 && negativesBelow <= 0;
            return Metric.undefined(name, isEmpty ? Metric.NO_PROBABILITIES : Metric.SINGLE_CLASS);
        }
        double pairs = positiveTotal * negativesBelow;
        double least = ordered / pairs;
        double most = (ordered + sameBin) / pairs;
        double lower = lowerEnd(least, positiveTotal, negativesBelow);
        double upper = 1 - lowerEnd(1 - most, positiveTotal, negativesBelow);
        return Metric.of(name, (ordered + sameBin / 2) / pairs, new Interval(lower, upper));
    }

    /** Solves estimate - area = z × se(area) for the area below the estimate. */
    private static double lowerEnd(double estimate, double positives, double negatives) {
        double outside = 0;
        double inside = estimate;
        for (int i = 0; i < HALVINGS; i++) {
            double area = (outside + inside) / 2;
            double error = standardError(area, positives, negatives);
            if (estimate - area > Interval.Z * error) {
                outside = area;
            } else {
                inside = area;
            }
        }
        return outside;
    }

    private static double standardError(double area, double positives, double negatives) {
        double size = (positives + negatives) / 2 - 1;
        double bracket = 1 + size * (1 - area) / (2 - area) + size * area / (1 + area);
        return StrictMath.sqrt(area * (1 - area) * bracket / (positives * negatives));
    }
}
