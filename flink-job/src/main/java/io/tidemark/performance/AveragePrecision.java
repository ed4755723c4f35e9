/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * The average precision of a ranking: Σ (R_k - R_{k-1}) P_k over places from the highest score
 * down, R recall and P precision of everything from there up. Undefined without positives.
 *
 * <p>The value takes the scores of one bin for ties; the exact one lies between all negatives of
 * each bin before its positives and all after. The 95 % interval is Wilson's around either extreme,
 * with the number of observations that gives a share the variance of the average precision (delta
 * method over the counts of all places) and at most the number of positives.
 */
final class AveragePrecision {
    private AveragePrecision() {}

    static Metric of(String name, ScoreRanking ranking) {
        double total = ranking.positiveTotal();
        if (total <= 0) {
            boolean isEmpty = ranking.negativeTotal() <= 0;
            return Metric.undefined(name, isEmpty ? Metric.NO_PROBABILITIES : Metric.NOT_IN_LABELS);
        }
        Sums sums = Sums.of(ranking);
        double value = StrictMath.min(1, sums.tied / total);
        Interval exact = bounds(ranking);
        double variance = variance(ranking, value, total);
        double observations = variance > 0 ? value * (1 - value) / variance : total;
        observations = StrictMath.max(1, StrictMath.min(total, observations));
        return Metric.of(
                name,
                value,
                new Interval(
                        Interval.wilson(exact.lower(), observations).lower(),
                        Interval.wilson(exact.upper(), observations).upper()));
    }

    /** The range in which the figure of these very scores must lie, whatever their order. */
    static Interval bounds(ScoreRanking ranking) {
        Sums sums = Sums.of(ranking);
        double total = ranking.positiveTotal();
        double value = StrictMath.min(1, sums.tied / total);
        return ranking.isExact()
                ? new Interval(value, value)
                : new Interval(
                        StrictMath.min(value, sums.least / total),
                        StrictMath.max(value, StrictMath.min(1, sums.most / total)));
    }

    /** Σ precision over positives: ties as ties, negatives of a bin first, positives first. */
    private record Sums(double tied, double least, double most) {
        static Sums of(ScoreRanking ranking) {
            double truePositives = 0;
            double falsePositives = 0;
            double tied = 0;
            double least = 0;
            double most = 0;
            for (int place = ranking.positives().length - 1; place >= 0; place--) {
                long positives = ranking.positives()[place];
                long negatives = ranking.negatives()[place];
                if (positives > 0) {
                    double above = truePositives + positives;
                    tied += positives * above / (above + falsePositives + negatives);
                    most += positives * above / (above + falsePositives);
                    least += lastInLine(positives, truePositives, falsePositives + negatives);
                }
                truePositives += positives;
                falsePositives += negatives;
            }
            return new Sums(tied, least, most);
        }
    }

    /** Positives one by one after all negatives of their bin. */
    private static double lastInLine(long positives, double before, double negatives) {
        double sum = 0;
        for (long i = 1; i <= positives; i++) {
            sum += (before + i) / (before + i + negatives);
        }
        return sum;
    }

    private static double variance(ScoreRanking ranking, double value, double total) {
        double truePositives = ranking.positiveTotal();
        double falsePositives = ranking.negativeTotal();
        double ofPositives = 0;
        double ofNegatives = 0;
        double variance = 0;
        for (int place = 0; place < ranking.positives().length; place++) {
            long positives = ranking.positives()[place];
            long negatives = ranking.negatives()[place];
            double selected = truePositives + falsePositives;
            if (positives > 0) {
                ofPositives += positives * falsePositives / (selected * selected);
                ofNegatives -= positives * truePositives / (selected * selected);
            }
            if (positives + negatives > 0) {
                double own = truePositives / selected - value + ofPositives;
                variance += positives * own * own + negatives * ofNegatives * ofNegatives;
            }
            truePositives -= positives;
            falsePositives -= negatives;
        }
        return variance / (total * total);
    }
}
