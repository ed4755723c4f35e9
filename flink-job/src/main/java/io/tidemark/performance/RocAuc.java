/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * The area under the ROC curve of a ranking: the share of (positive, negative) pairs in which the
 * positive scores higher, ties half.
 *
 * <p>At exact resolution that is all. Two scores in one bin have lost their order, so the exact
 * area lies between counting such pairs not at all and counting them fully; the value counts them
 * half, and is exact where scores in one bin are equal. The 95 % interval runs from the lower end
 * of the interval for the one extreme to the upper end of that for the other, each by Newcombe's
 * method 5 (2006, Statistics in Medicine 25:559): the areas A with |estimate - A| ≤ z × se(A), se
 * as Hanley and McNeil with the mean sample size. It contains the exact area always and does not
 * collapse at 0 and 1.
 */
final class RocAuc {
    private static final int HALVINGS = 60;

    private RocAuc() {}

    static Metric of(String name, ScoreRanking ranking) {
        double positives = ranking.positiveTotal();
        double negatives = ranking.negativeTotal();
        if (positives <= 0 || negatives <= 0) {
            boolean isEmpty = positives <= 0 && negatives <= 0;
            return Metric.undefined(name, isEmpty ? Metric.NO_PROBABILITIES : Metric.SINGLE_CLASS);
        }
        return metric(
                name,
                doubles(ranking.positives()),
                doubles(ranking.negatives()),
                ranking.isExact());
    }

    /** The area where each place holds an expected number of positives and negatives. */
    static Metric expected(String name, double[] positives, double[] negatives, boolean isExact) {
        return total(positives) <= 0 || total(negatives) <= 0
                ? Metric.undefined(name, Metric.SINGLE_CLASS)
                : metric(name, positives, negatives, isExact);
    }

    private static Metric metric(
            String name, double[] positives, double[] negatives, boolean isExact) {
        double[] counts = orderedAndTied(positives, negatives);
        double pairs = total(positives) * total(negatives);
        double spread = isExact ? counts[1] / 2 : 0;
        double least = (counts[0] + spread) / pairs;
        double most = (counts[0] + counts[1] - spread) / pairs;
        double lower = lowerEnd(least, total(positives), total(negatives));
        double upper = 1 - lowerEnd(1 - most, total(positives), total(negatives));
        double value = (counts[0] + counts[1] / 2) / pairs;
        return Metric.of(
                name,
                value,
                new Interval(StrictMath.min(lower, value), StrictMath.max(upper, value)));
    }

    private static double total(double[] counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    private static double[] doubles(long[] counts) {
        double[] doubles = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            doubles[i] = counts[i];
        }
        return doubles;
    }

    /** The range in which the exact area of these very scores must lie, whatever their order. */
    static Interval bounds(ScoreRanking ranking) {
        double pairs = ranking.positiveTotal() * ranking.negativeTotal();
        double[] counts =
                orderedAndTied(doubles(ranking.positives()), doubles(ranking.negatives()));
        double spread = ranking.isExact() ? counts[1] / 2 : 0;
        return new Interval((counts[0] + spread) / pairs, (counts[0] + counts[1] - spread) / pairs);
    }

    /** Pairs in the right order, and pairs that share a place. */
    private static double[] orderedAndTied(double[] positives, double[] negatives) {
        double below = 0;
        double ordered = 0;
        double tied = 0;
        for (int place = 0; place < positives.length; place++) {
            ordered += positives[place] * below;
            tied += positives[place] * negatives[place];
            below += negatives[place];
        }
        return new double[] {ordered, tied};
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
        double size = StrictMath.max(0, (positives + negatives) / 2 - 1);
        double bracket = 1 + size * (1 - area) / (2 - area) + size * area / (1 + area);
        return StrictMath.sqrt(area * (1 - area) * bracket / (positives * negatives));
    }
}
