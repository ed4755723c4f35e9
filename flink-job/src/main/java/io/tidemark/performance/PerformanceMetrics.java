/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;

/** The metrics of one tally, in a fixed order: those that its task has, undefined ones included. */
public final class PerformanceMetrics {
    private PerformanceMetrics() {}

    /**
     * Returns the metrics of a tally whose layout settles the task, or else of the task that its
     * own labels suggest; empty if there are none to tell.
     */
    public static List<Metric> of(Tally tally) {
        TaskDecision decision = tally.layout().decision();
        if (decision == null) {
            decision = TaskInference.of(tally);
        }
        return decision == null ? List.of() : of(tally, decision);
    }

    /** Returns the metrics of a tally under a decision that was made elsewhere. */
    public static List<Metric> of(Tally tally, TaskDecision decision) {
        List<Metric> metrics =
                new ArrayList<>(
                        switch (decision.task()) {
                            case BINARY -> BinaryMetrics.of(tally, decision);
                            case MULTICLASS -> MulticlassMetrics.of(tally, decision);
                            case REGRESSION -> RegressionMetrics.of(tally);
                        });
        metrics.addAll(BusinessValue.of(tally));
        return tally.labelled() > 0 ? metrics : withoutLabels(metrics);
    }

    private static List<Metric> withoutLabels(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> Metric.undefined(metric.name(), Metric.NO_LABELS))
                .toList();
    }
}
