/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The Mann-Whitney U (Wilcoxon rank-sum) of the baseline: the number of pairs of a baseline and a
 * current value of which the baseline's is larger, equal ones counting a half. U / nm is the
 * probability that a baseline value exceeds a current one. Range [0, nm], nm / 2 without a shift;
 * both ends are extreme.
 *
 * <p>On a quantile grid the a · b pairs inside one gap count a half each, and {@code lower} and
 * {@code upper} say what they could amount to; where no gap holds values of both sides U is exact.
 * The p-value is two-sided and normal, with the correction for ties (those on edges) and for
 * continuity (0.5), as SciPy's {@code mannwhitneyu(baseline, current, method="asymptotic")}. All
 * values equal: U = nm / 2, p-value 1, with a reason.
 */
public final class MannWhitney implements DriftMethod {
    public static final String METHOD = "mann_whitney";

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        String reason = pair.emptiness();
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        OrderedCells cells = OrderedCells.of(pair);
        double statistic = statistic(cells);
        double unknown = 0;
        double ties = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            double a = cells.baseline()[cell];
            double b = cells.current()[cell];
            if (cells.isGap(cell)) {
                unknown += a * b / 2;
            } else {
                double all = a + b;
                ties += all * (all - 1) * (all + 1);
            }
        }
        double lower = statistic - unknown;
        double upper = statistic + unknown;
        if (cells.isOneValue()) {
            return new DriftResult(METHOD, statistic, lower, upper, 1.0, DriftReason.SINGLE_VALUE);
        }
        double m = pair.baselineSize();
        double n = pair.currentSize();
        double all = n + m;
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        double away = StrictMath.abs(statistic - n * m / 2) - 0.5;
        double pValue = away <= 0 ? 1 : ChiSquare.survival(away * away / variance, 1);
        return new DriftResult(METHOD, statistic, lower, upper, pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        return pair.emptiness() == null ? statistic(OrderedCells.of(pair)) : Double.NaN;
    }

    /** How far U / nm is from a half. */
    @Override
    public double extremeness(FeaturePair pair) {
        double pairs = (double) pair.baselineSize() * pair.currentSize();
        return StrictMath.abs(statistic(pair) / pairs - 0.5);
    }

    private static double statistic(OrderedCells cells) {
        double twice = 0;
        double below = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            double b = cells.current()[cell];
            twice += cells.baseline()[cell] * (2 * below + b);
            below += b;
        }
        return twice / 2;
    }
}
