/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Dyadic;
import io.tidemark.profile.Moments;
import java.util.List;

/**
 * The metrics of a regression: {@code mae}, {@code rmse}, {@code r2} = 1 - Σ(y - p)² / Σ(y - mean
 * y)², {@code residual_mean} and {@code residual_std} (divisor n - 1) of label - prediction.
 * Bounds: the normal interval of a mean; for {@code rmse} that of the mean square by the delta
 * method.
 */
final class RegressionMetrics {
    private RegressionMetrics() {}

    static List<Metric> of(Tally tally) {
        ResidualSums sums = tally.residuals();
        Moments residual = sums.residual().moments();
        if (residual.count() <= 0) {
            return List.of(
                    Metric.undefined("mae", Metric.NO_PAIRS),
                    Metric.undefined("rmse", Metric.NO_PAIRS),
                    Metric.undefined("r2", Metric.NO_PAIRS),
                    Metric.undefined("residual_mean", Metric.NO_PAIRS),
                    Metric.undefined("residual_std", Metric.NO_PAIRS));
        }
        Double deviation = residual.stddev();
        return List.of(
                Metric.of("mae", sums.absolute().mean(), Interval.ofMean(sums.absolute(), 0)),
                rmse(sums.squared()),
                r2(residual, sums.label()),
                Metric.of(
                        "residual_mean",
                        residual.mean(),
                        Interval.ofMean(residual, Double.NEGATIVE_INFINITY)),
                deviation == null
                        ? Metric.undefined("residual_std", Metric.TOO_FEW_PAIRS)
                        : Metric.of("residual_std", deviation, null));
    }

    private static Metric rmse(Moments squared) {
        double root = StrictMath.sqrt(squared.mean());
        if (squared.count() < 2 || root == 0) {
            return Metric.of("rmse", root, squared.count() < 2 ? null : new Interval(root, root));
        }
        double ofSquare = StrictMath.sqrt(squared.variance() / squared.count());
        double half = Interval.Z * ofSquare / (2 * root);
        return Metric.of("rmse", root, new Interval(StrictMath.max(0, root - half), root + half));
    }

    /** (n Σy² - (Σy)² - n Σr²) / (n Σy² - (Σy)²), rounded once. */
    private static Metric r2(Moments residual, Moments label) {
        Dyadic count = Dyadic.of(label.count());
        Dyadic total = count.times(label.sumOfSquares()).minus(label.sum().times(label.sum()));
        if (total.signum() <= 0) {
            boolean isSingle = label.count() < 2;
            return Metric.undefined("r2", isSingle ? Metric.TOO_FEW_PAIRS : Metric.CONSTANT_LABEL);
        }
        Dyadic explained = total.minus(count.times(residual.sumOfSquares()));
        return Metric.of("r2", explained.dividedBy(total), null);
    }
}
