/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The metrics of a classification with several classes: {@code accuracy}, {@code
 * balanced_accuracy}, {@code mcc}, {@code cohen_kappa}; {@code precision}, {@code recall} and
 * {@code f1} as {@code _macro}, {@code _micro} and {@code _weighted} over every class known or
 * seen, and of each known class, the others together as {@code [(other)]}; from the probabilities
 * as listed {@code log_loss}, {@code brier} (summed over classes), {@code
 * expected_calibration_error} (of the likeliest class) and {@code roc_auc} of each class against
 * the rest, with its plain and weighted mean.
 */
final class MulticlassMetrics {
    private MulticlassMetrics() {}

    static List<Metric> of(Tally tally, TaskDecision decision) {
        ClassSums sums = tally.classes();
        ConfusionTable table = ConfusionTable.of(sums.confusion(), decision.classes());
        List<Metric> metrics = new ArrayList<>();
        metrics.add(
                ShareMetrics.share(
                        "accuracy",
                        sums.confusion().correct(),
                        sums.confusion().total(),
                        Metric.NO_PAIRS));
        metrics.add(BalancedAccuracy.of(table));
        metrics.add(MatthewsCorrelation.of(table));
        metrics.add(CohenKappa.of(table));
        metrics.addAll(new ClassAverages(table).metrics());
        for (String name : decision.classes()) {
            metrics.addAll(ofClasses(table, '[' + name + ']', List.of(name)));
        }
        List<String> others = new ArrayList<>();
        for (int place = 0; place < table.size(); place++) {
            if (!decision.classes().contains(table.name(place))) {
                others.add(table.name(place));
            }
        }
        metrics.addAll(ofClasses(table, '[' + ClassNames.OTHER + ']', others));
        metrics.add(ShareMetrics.mean("log_loss", sums.classLosses().logLoss));
        metrics.add(ShareMetrics.mean("brier", sums.classLosses().brier));
        metrics.add(
                CalibrationCurve.of(tally, decision).expectedError("expected_calibration_error"));
        metrics.addAll(rankings(sums));
        return metrics;
    }

    /** The figures of one class, or of several that are taken together. */
    private static List<Metric> ofClasses(ConfusionTable table, String suffix, List<String> names) {
        long right = 0;
        long support = 0;
        long answers = 0;
        for (int place = 0; place < table.size(); place++) {
            if (names.contains(table.name(place))) {
                right += (long) table.right(place);
                support += (long) table.actual(place);
                answers += (long) table.predicted(place);
            }
        }
        return ShareMetrics.ofClass(suffix, right, support, answers);
    }

    /** Each class against the rest, then both means; none where classes are too many to rank. */
    private static List<Metric> rankings(ClassSums sums) {
        List<Metric> metrics = new ArrayList<>();
        List<ScoreRanking> rankings = new ArrayList<>();
        for (Map.Entry<String, ClassRanking> of : sums.rankings().entrySet()) {
            ScoreRanking ranking = of.getValue().ranking();
            metrics.add(RocAuc.of("roc_auc[" + of.getKey() + ']', ranking));
            rankings.add(ranking);
        }
        if (rankings.isEmpty()) {
            return List.of();
        }
        metrics.add(mean("roc_auc_macro", metrics, rankings, false));
        metrics.add(mean("roc_auc_weighted", metrics, rankings, true));
        return metrics;
    }

    /** The areas share their pairs, so the interval takes them for fully correlated. */
    private static Metric mean(
            String name, List<Metric> areas, List<ScoreRanking> rankings, boolean isWeighted) {
        double value = 0;
        double lower = 0;
        double upper = 0;
        double weights = 0;
        for (int i = 0; i < rankings.size(); i++) {
            Metric area = areas.get(i);
            if (area.value() == null) {
                return Metric.undefined(name, area.reason());
            }
            double weight = isWeighted ? rankings.get(i).positiveTotal() : 1;
            value += weight * area.value();
            lower += weight * area.lower();
            upper += weight * area.upper();
            weights += weight;
        }
        return Metric.of(name, value / weights, new Interval(lower / weights, upper / weights));
    }
}
