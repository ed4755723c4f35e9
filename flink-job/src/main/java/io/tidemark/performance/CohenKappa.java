/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * Cohen's kappa (1960): (agreement - chance agreement) ÷ (1 - chance agreement), at most 1.
 * Undefined where chance agreement is 1, that is where labels and predictions are all of one and
 * the same class. The interval is the delta method's on Fisher's scale, at the smoothed table.
 */
final class CohenKappa {
    private CohenKappa() {}

    static Metric of(ConfusionTable table) {
        if (table.total() <= 0) {
            return Metric.undefined("cohen_kappa", Metric.NO_PAIRS);
        }
        if (table.possibleAgreement().signum() <= 0) {
            return Metric.undefined("cohen_kappa", Metric.SINGLE_CLASS);
        }
        ConfusionTable smoothed = table.smoothed();
        return Metric.of(
                "cohen_kappa",
                value(table),
                Interval.correlation(value(table), value(smoothed), deviation(smoothed)));
    }

    private static double value(ConfusionTable table) {
        return table.agreement().dividedBy(table.possibleAgreement());
    }

    private static double deviation(ConfusionTable table) {
        double value = value(table);
        double possible = table.possibleAgreement().toDouble();
        double total = table.total();
        return table.deviation(
                (row, column) -> {
                    double margins = table.predicted(row) + table.actual(column);
                    double agreement = (row == column ? total : 0) + table.correct() - margins;
                    return (agreement - value * (2 * total - margins)) / possible;
                });
    }
}
