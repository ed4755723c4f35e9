/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Dyadic;
import io.tidemark.profile.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of a regression: {@code mae}, {@code rmse}, {@code mape} (a fraction; labels of 0
 * stay out), {@code smape} (0 to 2), {@code median_absolute_error}, {@code r2} = 1 - Σ(y - p)² /
 * Σ(y - mean y)², {@code residual_mean} and {@code residual_std} (divisor n - 1) of label -
 * prediction.
 *
 * <p>Intervals: Student's of a mean; for {@code rmse}, {@code residual_std} and 1 - {@code r2} the
 * delta method on the scale of the logarithm, from exact fourth moments; for the median the order
 * statistics n/2 ± z √n/2, widened by the 1 % to which the histogram of sizes tells values apart.
 */
final class RegressionMetrics {
    private static final double HISTOGRAM_ERROR = 0.01;

    private RegressionMetrics() {}

    static List<Metric> of(Tally tally) {
        ResidualSums sums = tally.residuals();
        Moments residual = sums.residual().moments();
        List<Metric> metrics = new ArrayList<>();
        if (residual.count() <= 0) {
            for (String name :
                    List.of(
                            "mae",
                            "rmse",
                            "mape",
                            "smape",
                            "median_absolute_error",
                            "r2",
                            "residual_mean",
                            "residual_std")) {
                metrics.add(Metric.undefined(name, Metric.NO_PAIRS));
            }
            return metrics;
        }
        metrics.add(Metric.of("mae", sums.absolute().mean(), Interval.ofMean(sums.absolute(), 0)));
        metrics.add(rmse(sums.squared()));
        metrics.add(mape(sums.relative()));
        Moments symmetric = sums.relative().ofBoth();
        Interval ofSymmetric = Interval.ofMean(symmetric, 0);
        metrics.add(
                Metric.of(
                        "smape",
                        symmetric.mean(),
                        ofSymmetric == null ? null : ofSymmetric.within(0, 2)));
        metrics.add(median(sums));
        metrics.add(r2(sums, residual));
        metrics.add(
                Metric.of(
                        "residual_mean",
                        residual.mean(),
                        Interval.ofMean(residual, Double.NEGATIVE_INFINITY)));
        metrics.add(deviation(sums, residual));
        return metrics;
    }

    private static Metric rmse(Moments squared) {
        double root = StrictMath.sqrt(squared.mean());
        if (squared.count() < 2 || root == 0) {
            return Metric.of("rmse", root, squared.count() < 2 ? null : new Interval(root, root));
        }
        double ofSquare = StrictMath.sqrt(squared.variance() / squared.count());
        return Metric.of(
                "rmse",
                root,
                Interval.logarithmic(root, ofSquare / (2 * root), freedom(squared.count())));
    }

    private static Metric mape(RelativeErrors relative) {
        if (relative.beyond() != 0) {
            return Metric.undefined("mape", Metric.TOO_LARGE);
        }
        Moments errors = relative.ofLabel();
        return errors.count() <= 0
                ? Metric.undefined("mape", Metric.ZERO_LABELS)
                : Metric.of("mape", errors.mean(), Interval.ofMean(errors, 0));
    }

    private static Metric median(ResidualSums sums) {
        double half = Interval.Z / (2 * StrictMath.sqrt((double) sums.absolute().count()));
        double lower = sums.sizes().percentile(StrictMath.max(0, 0.5 - half));
        double upper = sums.sizes().percentile(StrictMath.min(1, 0.5 + half));
        return Metric.of(
                "median_absolute_error",
                sums.sizes().percentile(0.5),
                new Interval(lower * (1 - HISTOGRAM_ERROR), upper * (1 + HISTOGRAM_ERROR)));
    }

    /** (n Σy² - (Σy)² - n Σr²) / (n Σy² - (Σy)²), rounded once. */
    private static Metric r2(ResidualSums sums, Moments residual) {
        Moments label = sums.label();
        Dyadic count = Dyadic.of(label.count());
        Dyadic total = count.times(label.sumOfSquares()).minus(label.sum().times(label.sum()));
        if (total.signum() <= 0) {
            boolean isSingle = label.count() < 2;
            return Metric.undefined("r2", isSingle ? Metric.TOO_FEW_PAIRS : Metric.CONSTANT_LABEL);
        }
        Dyadic unexplained = count.times(residual.sumOfSquares());
        return Metric.of(
                "r2",
                total.minus(unexplained).dividedBy(total),
                intervalOfR2(sums, total, unexplained));
    }

    private static Interval intervalOfR2(ResidualSums sums, Dyadic total, Dyadic unexplained) {
        ErrorMoments moments = sums.moments();
        if (!moments.isComplete()) {
            return null;
        }
        if (unexplained.signum() == 0) {
            return new Interval(1, 1);
        }
        Dyadic n = Dyadic.of(sums.label().count());
        Dyadic sum = sums.label().sum();
        Dyadic squares = sums.label().sumOfSquares();
        Dyadic n2 = n.times(n);
        // n⁴ Σ(y - mean)⁴, and n² Σ r² (y - mean)²
        Dyadic fourths =
                n2.times(n2)
                        .times(moments.labelFourths().exact())
                        .minus(times(4, n2.times(n).times(sum), moments.labelCubes().exact()))
                        .plus(times(6, n2.times(sum).times(sum), squares))
                        .minus(times(3, n.times(sum).times(sum), sum.times(sum)));
        Dyadic mixed =
                n2.times(moments.squaresTimesSquares().exact())
                        .minus(times(2, n.times(sum), moments.squaresTimesLabel().exact()))
                        .plus(sum.times(sum).times(sums.squared().sum()));
        // with q = Σr² / Σ(y - mean)²: Σ (r² - q (y - mean)²)² ÷ (Σ(y - mean)²)²
        double ratio = unexplained.dividedBy(total);
        Dyadic square = total.times(total);
        double spread =
                n2.times(sums.squared().sumOfSquares()).dividedBy(square)
                        - 2 * ratio * mixed.dividedBy(square)
                        + ratio * ratio * fourths.dividedBy(square.times(n2));
        double deviation = StrictMath.sqrt(StrictMath.max(0, spread));
        Interval of = Interval.logarithmic(ratio, deviation, freedom(sums.label().count()));
        return new Interval(1 - of.upper(), 1 - of.lower());
    }

    private static Dyadic times(long factor, Dyadic one, Dyadic other) {
        return Dyadic.of(factor).times(one).times(other);
    }

    private static Metric deviation(ResidualSums sums, Moments residual) {
        Double deviation = residual.stddev();
        if (deviation == null) {
            return Metric.undefined("residual_std", Metric.TOO_FEW_PAIRS);
        }
        if (deviation == 0) {
            return Metric.of("residual_std", 0, new Interval(0, 0));
        }
        if (!sums.moments().isComplete()) {
            return Metric.of("residual_std", deviation, null);
        }
        Dyadic n = Dyadic.of(residual.count());
        Dyadic sum = residual.sum();
        Dyadic n2 = n.times(n);
        Dyadic fourths =
                n2.times(n2)
                        .times(sums.squared().sumOfSquares())
                        .minus(
                                times(
                                        4,
                                        n2.times(n).times(sum),
                                        sums.moments().residualCubes().exact()))
                        .plus(times(6, n2.times(sum).times(sum), residual.sumOfSquares()))
                        .minus(times(3, n.times(sum).times(sum), sum.times(sum)));
        Dyadic centred = n.times(residual.sumOfSquares()).minus(sum.times(sum));
        // n Σd⁴ ÷ (Σd²)² is the kurtosis
        double kurtosis = n.times(fourths).dividedBy(centred.times(centred).times(n2));
        double relative = StrictMath.sqrt(StrictMath.max(0, kurtosis - 1) / residual.count()) / 2;
        return Metric.of(
                "residual_std",
                deviation,
                Interval.logarithmic(deviation, relative * deviation, freedom(residual.count())));
    }

    /**
     * The degrees of freedom that the variance of squares has, by Satterthwaite: 2 n ÷ (kurtosis -
     * 1), where squares of normal values have a kurtosis of 15.
     */
    private static double freedom(long count) {
        return StrictMath.max(3, (count - 1) / 7.0);
    }
}
