/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The metrics of a classification with two classes: {@code accuracy}, {@code balanced_accuracy},
 * {@code precision}, {@code recall}, {@code f1} and {@code specificity} of the positive class,
 * {@code mcc}, {@code cohen_kappa}; from probabilities {@code log_loss} (natural logarithm, clipped
 * by 2^-52), {@code brier}, {@code roc_auc}, {@code average_precision} and {@code
 * expected_calibration_error}; and precision, recall and F1 over both classes and, where the
 * classes are declared, of each. Pairs of other classes stay out.
 */
final class BinaryMetrics {
    private BinaryMetrics() {}

    static List<Metric> of(Tally tally, TaskDecision decision) {
        ConfusionCounts confusion = tally.classes().confusion();
        String positive = decision.positiveClass();
        String negative = positive;
        for (String name : decision.classes()) {
            negative = name.equals(positive) ? negative : name;
        }
        boolean isAlone = Objects.equals(negative, positive);
        long tp = confusion.count(positive, positive);
        long fp = isAlone ? 0 : confusion.count(negative, positive);
        long fn = isAlone ? 0 : confusion.count(positive, negative);
        long tn = isAlone ? 0 : confusion.count(negative, negative);
        ConfusionTable table = ConfusionTable.ofTwo(tn, fp, fn, tp);
        PositiveScores scores = PositiveScores.of(tally, decision);
        List<Metric> metrics = new ArrayList<>();
        metrics.add(ShareMetrics.share("accuracy", tp + tn, tp + tn + fp + fn, Metric.NO_PAIRS));
        metrics.add(BalancedAccuracy.of(table));
        metrics.addAll(ShareMetrics.ofClass("", tp, tp + fn, tp + fp));
        metrics.add(ShareMetrics.share("specificity", tn, tn + fp, Metric.NOT_IN_LABELS));
        metrics.add(MatthewsCorrelation.of(table));
        metrics.add(CohenKappa.of(table));
        metrics.add(ShareMetrics.mean("log_loss", scores.losses().logLoss));
        metrics.add(ShareMetrics.mean("brier", scores.losses().brier));
        metrics.add(RocAuc.of("roc_auc", scores.ranking()));
        metrics.add(AveragePrecision.of("average_precision", scores.ranking()));
        metrics.add(
                CalibrationCurve.of(tally, decision).expectedError("expected_calibration_error"));
        metrics.addAll(new ClassAverages(table).metrics());
        // a row's key names a metric, and so its class: never one that data invent
        List<String> declared = tally.layout().classes();
        if (!isAlone && declared.contains(negative)) {
            metrics.addAll(ShareMetrics.ofClass('[' + negative + ']', tn, tn + fp, tn + fn));
        }
        if (positive != null && declared.contains(positive)) {
            metrics.addAll(ShareMetrics.ofClass('[' + positive + ']', tp, tp + fn, tp + fp));
        }
        return metrics;
    }
}
