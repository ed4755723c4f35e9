/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Moments;
import java.util.List;

/** Metrics that are a share of pairs, or a mean of losses, with their intervals. */
final class ShareMetrics {
    private ShareMetrics() {}

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

    /** Precision, recall and F1 of one class, or of several taken together. */
    static List<Metric> ofClass(String suffix, long right, long support, long answers) {
        return List.of(
                share("precision" + suffix, right, answers, Metric.NOT_PREDICTED),
                share("recall" + suffix, right, support, Metric.NOT_IN_LABELS),
                f1("f1" + suffix, right, support + answers - 2 * right));
    }

    /** A mean of losses with Student's interval from their exact sums. */
    static Metric mean(String name, Moments losses) {
        return losses.count() <= 0
                ? Metric.undefined(name, Metric.NO_PROBABILITIES)
                : Metric.of(name, losses.mean(), Interval.ofMean(losses, 0));
    }
}
