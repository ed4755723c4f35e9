/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The two-sample Cramér-von Mises statistic T (Anderson, 1962): with n current and m baseline
 * values, N = n + m and U = m Σ (r - i)² + n Σ (s - j)² over the pooled ranks r of the i-th
 * baseline and s of the j-th current value, T = U / (nmN) - (4nm - 1) / (6N); tied values have
 * their mid-rank. Without ties that is nm / N² Σ (F - G)² over all values. Range [about 0, nm / N].
 *
 * <p>Values tied on an edge are ranked exactly as SciPy's {@code cramervonmises_2samp} does, so
 * that a grid of all distinct values gives its T. Values inside a gap are taken as distinct and T
 * as its mean over all orders in which they can be mixed: an approximation without rigorous bounds,
 * good to the square of a gap's share. All values equal: T = 0, p-value 1, with a reason. The
 * p-value is SciPy's {@code method="asymptotic"}: the limiting law with Anderson's mean and
 * variance, see {@link CramerVonMisesDistribution}.
 */
public final class CramerVonMises implements DriftMethod {
    public static final String METHOD = "cramer_von_mises";

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
        double statistic = statistic(pair);
        if (OrderedCells.of(pair).isOneValue()) {
            return new DriftResult(METHOD, statistic, null, null, 1.0, DriftReason.SINGLE_VALUE);
        }
        if (StrictMath.min(pair.baselineSize(), pair.currentSize()) < 2) {
            return new DriftResult(METHOD, statistic, null, null, null, DriftReason.TOO_FEW_VALUES);
        }
        double pValue = pValue(pair.currentSize(), pair.baselineSize(), statistic);
        return new DriftResult(METHOD, statistic, null, null, pValue, null);
    }

    /**
     * Summed around F = G, so that nothing cancels: with a and b the counts of the larger and the
     * smaller side (totals n and m, ratio ρ = m / n), the smaller one's counts below a value are
     * held against ρ times the larger one's.
     */
    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        OrderedCells cells = OrderedCells.of(pair);
        if (cells.isOneValue()) {
            return 0;
        }
        boolean isBaselineLarger = pair.baselineSize() >= pair.currentSize();
        long[] larger = isBaselineLarger ? cells.baseline() : cells.current();
        long[] smaller = isBaselineLarger ? cells.current() : cells.baseline();
        long totalA = StrictMath.max(pair.baselineSize(), pair.currentSize());
        long totalB = StrictMath.min(pair.baselineSize(), pair.currentSize());
        double n = totalA;
        double m = totalB;
        double ratio = m / n;
        double skew = (n - m) * (n + m) / (n * n); // 1 - ρ²
        long below = 0;
        long belowOther = 0;
        double sum = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            double a = larger[cell];
            double b = smaller[cell];
            if (a + b > 0) {
                double start = m * Wasserstein.difference(belowOther, totalB, below, totalA);
                below += larger[cell];
                belowOther += smaller[cell];
                double end = m * Wasserstein.difference(belowOther, totalB, below, totalA);
                double middle = (start + end) / 2;
                if (cells.isGap(cell) && a + b > 1) {
                    double slope = a > 0 ? b / (a + 1) - ratio : 0;
                    sum += n * a * middle(start, a, ratio, slope);
                    sum += n * slope * slope * a * (a - 1) * (a + 1) / 12;
                    sum += n * a * b * (a + b + 1) / (6 * (a + 1));
                    sum += (n * a * (1 + ratio * ratio) + m * b) / 12;
                } else {
                    double change = end - start;
                    sum += n * a * middle * middle;
                    sum += n * a * a * a * skew * skew / 12;
                    sum -= m * a * a * change * skew / 4;
                    sum += m * change * change * (3 * a * ratio + change) / 12;
                }
            }
        }
        double constant = (n - m) * (n - m) / 12;
        return (sum - constant) / (n * m) / (n + m);
    }

    /** The squared distance at the middle one of {@code a} values spread among {@code b}. */
    private static double middle(double start, double a, double ratio, double slope) {
        double distance = start + ratio / 2 + slope * (a + 1) / 2;
        return distance * distance;
    }

    /** Anderson's mean and variance carry T to the limiting law. */
    static double pValue(long current, long baseline, double statistic) {
        double n = current;
        double m = baseline;
        double all = n + m;
        double mean = (1 + 1 / all) / 6;
        double product = n * m;
        double variance =
                (all + 1)
                        / all
                        * ((4 * product * all - 3 * (n * n + m * m) - 2 * product)
                                / (180 * product * all));
        double limit = 1.0 / 6 + (statistic - mean) / StrictMath.sqrt(45 * variance);
        return CramerVonMisesDistribution.survival(limit);
    }
}
