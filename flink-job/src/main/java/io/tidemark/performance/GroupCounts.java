/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.Objects;

/**
 * The labelled predictions of one group of a sensitive attribute, of a classification into two
 * classes.
 *
 * @param group the attribute's value
 * @param truePositives selected, rightly
 * @param falsePositives selected, wrongly
 * @param falseNegatives not selected, wrongly
 * @param trueNegatives not selected, rightly
 */
public record GroupCounts(
        String group,
        long truePositives,
        long falsePositives,
        long falseNegatives,
        long trueNegatives) {

    /** Reads a group off its tally; pairs of other classes than the two stay out. */
    public static GroupCounts of(String group, Tally tally, TaskDecision decision) {
        ConfusionCounts confusion = tally.classes().confusion();
        String positive = decision.positiveClass();
        long[] counts = {confusion.count(positive, positive), 0, 0, 0};
        for (String other : decision.classes()) {
            if (!Objects.equals(other, positive)) {
                counts[1] += confusion.count(other, positive);
                counts[2] += confusion.count(positive, other);
                counts[3] += confusion.count(other, other);
            }
        }
        return new GroupCounts(group, counts[0], counts[1], counts[2], counts[3]);
    }

    /** Returns the number of labelled predictions. */
    public long count() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Returns the share that was selected. */
    public Metric selectionRate() {
        return ShareMetrics.share(
                "selection_rate", truePositives + falsePositives, count(), Metric.NO_PAIRS);
    }

    /** Returns the share of the truly positive that was selected. */
    public Metric truePositiveRate() {
        return ShareMetrics.share(
                "true_positive_rate",
                truePositives,
                truePositives + falseNegatives,
                Metric.NOT_IN_LABELS);
    }

    /** Returns the share of the truly negative that was selected. */
    public Metric falsePositiveRate() {
        return ShareMetrics.share(
                "false_positive_rate",
                falsePositives,
                falsePositives + trueNegatives,
                Metric.NOT_IN_LABELS);
    }

    /** Returns the share that was judged rightly. */
    public Metric accuracy() {
        return ShareMetrics.share(
                "accuracy", truePositives + trueNegatives, count(), Metric.NO_PAIRS);
    }
}
