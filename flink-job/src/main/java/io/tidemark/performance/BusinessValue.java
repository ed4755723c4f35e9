/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Moments;
import java.util.List;

/**
 * What predictions were worth: {@code value_sum} and {@code value_mean} of the business values that
 * came with labels, in their unit. No such metric where none came. Intervals: Student's of the
 * mean, and that times the number of values.
 */
final class BusinessValue {
    private BusinessValue() {}

    static List<Metric> of(Tally tally) {
        Moments values = tally.businessValues();
        if (values.count() <= 0) {
            return List.of();
        }
        Interval mean = Interval.ofMean(values, Double.NEGATIVE_INFINITY);
        Interval sum =
                mean == null
                        ? null
                        : new Interval(
                                mean.lower() * values.count(), mean.upper() * values.count());
        return List.of(
                Metric.of("value_sum", values.sum().toDouble(), sum),
                Metric.of("value_mean", values.mean(), mean));
    }
}
