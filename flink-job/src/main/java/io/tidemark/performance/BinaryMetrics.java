/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.performance.ScoreCounts.Losses;
import io.tidemark.profile.Moments;
import java.util.List;
import java.util.Map;

/**
 * The metrics of a classification with two classes: {@code accuracy}, {@code precision}, {@code
 * recall} and {@code f1} of the positive class, and from probabilities {@code log_loss} (natural
 * logarithm, clipped by 2^-52), {@code brier} and {@code roc_auc}. Pairs of other classes stay out.
 */
final class BinaryMetrics {
    private BinaryMetrics() {}

    static List<Metric> of(Tally tally, TaskDecision decision) {
        ConfusionCounts confusion = tally.classes().confusion();
        String positive = decision.positiveClass();
        long truePositives = confusion.count(positive, positive);
        long falsePositives = 0;
        long falseNegatives = 0;
        long trueNegatives = 0;
        for (String other : decision.classes()) {
            if (!other.equals(positive)) {
                falsePositives += confusion.count(other, positive);
                falseNegatives += confusion.count(positive, other);
                trueNegatives += confusion.count(other, other);
            }
        }
        long wrong = falsePositives + falseNegatives;
        Losses losses = losses(tally, decision);
        return List.of(
                share(
                        "accuracy",
                        truePositives + trueNegatives,
                        truePositives + trueNegatives + wrong,
                        Metric.NO_PAIRS),
                share(
                        "precision",
                        truePositives,
                        truePositives + falsePositives,
                        Metric.NOT_PREDICTED),
                share(
                        "recall",
                        truePositives,
                        truePositives + falseNegatives,
                        Metric.NOT_IN_LABELS),
                f1("f1", truePositives, wrong),
                mean("log_loss", losses.logLoss),
                mean("brier", losses.brier),
                rocAuc(tally, decision));
    }

    /** A share with Wilson's interval. */
    static Metric share(String name, long count, long total, String reasonIfNone) {
        return total <= 0
                ? Metric.undefined(name, reasonIfNone)
                : Metric.of(name, (double) count / total, Interval.wilson(count, total));
    }

    /**
     * F1 = 2 tp / (2 tp + fp + fn) is 2 J / (1 + J) with J = tp / (tp + fp + fn), a share: its
     * Wilson interval carries over, agrees with the delta method to first order and holds at 0 and
     * 1 too.
     */
    static Metric f1(String name, long truePositives, long wrong) {
        if (truePositives + wrong <= 0) {
            return Metric.undefined(name, Metric.CLASS_ABSENT);
        }
        Interval jaccard = Interval.wilson(truePositives, truePositives + wrong);
        return Metric.of(
                name,
                2.0 * truePositives / (2.0 * truePositives + wrong),
                new Interval(
                        2 * jaccard.lower() / (1 + jaccard.lower()),
                        2 * jaccard.upper() / (1 + jaccard.upper())));
    }

    /** A mean of losses with the normal interval from their exact sums. */
    static Metric mean(String name, Moments losses) {
        return losses.count() <= 0
                ? Metric.undefined(name, Metric.NO_PROBABILITIES)
                : Metric.of(name, losses.mean(), Interval.ofMean(losses, 0));
    }

    private static Losses losses(Tally tally, TaskDecision decision) {
        Losses losses = new Losses();
        for (Map.Entry<String, ScoreCounts> of : tally.classes().scores().entrySet()) {
            if (of.getKey().equals(decision.positiveClass())) {
                losses.merge(of.getValue().asPositive(), 1);
            } else if (decision.classes().contains(of.getKey())) {
                losses.merge(of.getValue().asNegative(), 1);
            }
        }
        return losses;
    }

    private static Metric rocAuc(Tally tally, TaskDecision decision) {
        ScoreCounts positives = new ScoreCounts();
        ScoreCounts negatives = new ScoreCounts();
        for (Map.Entry<String, ScoreCounts> of : tally.classes().scores().entrySet()) {
            if (of.getKey().equals(decision.positiveClass())) {
                positives.merge(of.getValue(), 1);
            } else if (decision.classes().contains(of.getKey())) {
                negatives.merge(of.getValue(), 1);
            }
        }
        return RocAuc.of("roc_auc", positives.bins(), negatives.bins());
    }
}
