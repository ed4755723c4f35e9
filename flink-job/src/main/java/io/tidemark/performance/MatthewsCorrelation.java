/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Dyadic;

/**
 * Matthews' correlation coefficient, for any number of classes (Gorodkin 2004): (c s - Σ t p) ÷
 * √((s² - Σ p²) (s² - Σ t²)), with s pairs, c of them right, and t true and p predicted per class;
 * in -1..1. Undefined where the labels or the predictions are all of one class. The interval is the
 * delta method's on Fisher's scale, at the smoothed table.
 */
final class MatthewsCorrelation {
    private MatthewsCorrelation() {}

    static Metric of(ConfusionTable table) {
        if (table.total() <= 0) {
            return Metric.undefined("mcc", Metric.NO_PAIRS);
        }
        if (table.spreadOfActual().signum() <= 0 || table.spreadOfPredicted().signum() <= 0) {
            return Metric.undefined("mcc", Metric.SINGLE_CLASS);
        }
        ConfusionTable smoothed = table.smoothed();
        return Metric.of(
                "mcc",
                value(table),
                Interval.correlation(value(table), value(smoothed), deviation(smoothed)));
    }

    private static double value(ConfusionTable table) {
        Dyadic agreement = table.agreement();
        Dyadic square = table.spreadOfActual().times(table.spreadOfPredicted());
        double size = StrictMath.sqrt(agreement.times(agreement).dividedBy(square));
        return agreement.signum() < 0 ? -StrictMath.min(1, size) : StrictMath.min(1, size);
    }

    private static double deviation(ConfusionTable table) {
        double value = value(table);
        double ofActual = table.spreadOfActual().toDouble();
        double ofPredicted = table.spreadOfPredicted().toDouble();
        double scale = StrictMath.sqrt(ofActual) * StrictMath.sqrt(ofPredicted);
        double total = table.total();
        return table.deviation(
                (row, column) -> {
                    double agreement =
                            (row == column ? total : 0)
                                    + table.correct()
                                    - table.predicted(row)
                                    - table.actual(column);
                    double spread =
                            (total - table.predicted(column)) / ofPredicted
                                    + (total - table.actual(row)) / ofActual;
                    return agreement / scale - value * spread;
                });
    }
}
