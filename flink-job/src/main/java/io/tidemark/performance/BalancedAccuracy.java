/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * The mean recall of the classes that the labels have. The recalls are independent shares given the
 * labels, so the interval comes from their Wilson intervals ({@link Interval#ofSum}).
 */
final class BalancedAccuracy {
    private BalancedAccuracy() {}

    static Metric of(ConfusionTable table) {
        int present = 0;
        for (int place = 0; place < table.size(); place++) {
            present += table.actual(place) > 0 ? 1 : 0;
        }
        if (present == 0) {
            return Metric.undefined("balanced_accuracy", Metric.NO_PAIRS);
        }
        double[] weights = new double[present];
        double[] recalls = new double[present];
        Interval[] intervals = new Interval[present];
        double sum = 0;
        int next = 0;
        for (int place = 0; place < table.size(); place++) {
            if (table.actual(place) > 0) {
                weights[next] = 1.0 / present;
                recalls[next] = table.right(place) / table.actual(place);
                intervals[next] =
                        Interval.wilson((long) table.right(place), (long) table.actual(place));
                sum += recalls[next];
                next++;
            }
        }
        return Metric.of(
                "balanced_accuracy",
                sum / present,
                Interval.ofSum(weights, recalls, intervals).within(0, 1));
    }
}
