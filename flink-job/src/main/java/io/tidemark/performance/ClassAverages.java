/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;

/**
 * Precision, recall and F1 over classes: {@code _macro}, the plain mean over every class known or
 * seen, {@code _weighted} by how often a class is true, {@code _micro} of all pairs together (the
 * accuracy). Inside, an undefined figure counts 0, as in scikit-learn.
 *
 * <p>Intervals: Wilson's of a share for {@code _micro} and {@code recall_weighted}, which are the
 * accuracy; from the classes' own Wilson intervals for the macro means of precision and recall; the
 * delta method on the logit scale, at the smoothed table, for the others.
 */
final class ClassAverages {
    private final ConfusionTable table;

    ClassAverages(ConfusionTable table) {
        this.table = table;
    }

    List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        addFamily(metrics, "precision");
        addFamily(metrics, "recall");
        addFamily(metrics, "f1");
        return metrics;
    }

    private void addFamily(List<Metric> metrics, String figure) {
        long total = (long) table.total();
        if (total <= 0) {
            for (String mean : List.of("_macro", "_micro", "_weighted")) {
                metrics.add(Metric.undefined(figure + mean, Metric.NO_PAIRS));
            }
            return;
        }
        metrics.add(macro(figure));
        Interval accuracy = Interval.wilson((long) table.correct(), total);
        metrics.add(Metric.of(figure + "_micro", table.correct() / total, accuracy));
        double weighted = mean(table, figure, true);
        metrics.add(
                Metric.of(
                        figure + "_weighted",
                        weighted,
                        figure.equals("recall") ? accuracy : byDelta(figure, weighted, true)));
    }

    private Metric macro(String figure) {
        double value = mean(table, figure, false);
        if (figure.equals("f1")) {
            return Metric.of("f1_macro", value, byDelta(figure, value, false));
        }
        double[] weights = new double[table.size()];
        double[] shares = new double[table.size()];
        Interval[] intervals = new Interval[table.size()];
        for (int place = 0; place < table.size(); place++) {
            long of = (long) divisor(table, figure, place);
            weights[place] = 1.0 / table.size();
            shares[place] = figure(table, figure, place);
            intervals[place] =
                    of == 0 ? new Interval(0, 0) : Interval.wilson((long) table.right(place), of);
        }
        Interval interval = Interval.ofSum(weights, shares, intervals).within(0, 1);
        return Metric.of(figure + "_macro", value, interval);
    }

    private Interval byDelta(String figure, double value, boolean isWeighted) {
        ConfusionTable smoothed = table.smoothed();
        double centre = mean(smoothed, figure, isWeighted);
        double[] figures = new double[smoothed.size()];
        for (int place = 0; place < figures.length; place++) {
            figures[place] = figure(smoothed, figure, place);
        }
        double deviation =
                smoothed.deviation(
                        (row, column) ->
                                slope(smoothed, figure, figures, row, column, isWeighted)
                                        + (isWeighted
                                                ? (figures[row] - centre) / smoothed.total()
                                                : 0));
        return Interval.logit(value, centre, deviation);
    }

    /** How the (weighted) sum of the classes' figures changes with a cell, at fixed weights. */
    private static double slope(
            ConfusionTable table,
            String figure,
            double[] figures,
            int row,
            int column,
            boolean isWeighted) {
        double top = figure.equals("f1") ? 2 : 1;
        double slope = 0;
        if (!figure.equals("precision")) {
            slope -= weight(table, row, isWeighted) * figures[row] / divisor(table, figure, row);
        }
        if (!figure.equals("recall")) {
            slope -=
                    weight(table, column, isWeighted)
                            * figures[column]
                            / divisor(table, figure, column);
        }
        if (row == column && !table.name(row).equals(ClassNames.OTHER)) {
            slope += weight(table, row, isWeighted) * top / divisor(table, figure, row);
        }
        return slope;
    }

    private static double mean(ConfusionTable table, String figure, boolean isWeighted) {
        double sum = 0;
        for (int place = 0; place < table.size(); place++) {
            sum += figure(table, figure, place) * (isWeighted ? table.actual(place) : 1);
        }
        return sum / (isWeighted ? table.total() : table.size());
    }

    private static double weight(ConfusionTable table, int place, boolean isWeighted) {
        return isWeighted ? table.actual(place) / table.total() : 1.0 / table.size();
    }

    private static double figure(ConfusionTable table, String figure, int place) {
        double of = divisor(table, figure, place);
        double top = figure.equals("f1") ? 2 * table.right(place) : table.right(place);
        return of <= 0 ? 0 : top / of;
    }

    private static double divisor(ConfusionTable table, String figure, int place) {
        return switch (figure) {
            case "precision" -> table.predicted(place);
            case "recall" -> table.actual(place);
            default -> table.predicted(place) + table.actual(place);
        };
    }
}
