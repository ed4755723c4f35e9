/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The two-sample Anderson-Darling statistic, mid-rank version (Scholz and Stephens, 1987, equation
 * 7), normalised: less its mean 1, divided by its standard deviation under no drift. Unlike
 * Cramér-von Mises it weighs the tails up. Range from about -1.3 upwards without a fixed end.
 *
 * <p>Values tied on an edge are ranked exactly as SciPy's {@code anderson_ksamp(midrank=True)}
 * does. Values inside a gap are taken as distinct and evenly mixed: an approximation without
 * rigorous bounds. The p-value is SciPy's, interpolated between seven tabulated points and clipped
 * to [0.001, 0.25]. Undefined for fewer than four values in all, and where all of them are equal.
 */
public final class AndersonDarling implements DriftMethod {
    public static final String METHOD = "anderson_darling";

    private static final int PARTS = 8;
    private static final double EULER = 0.5772156649015329;
    private static final double SMALLEST_CRITICAL = 0.325;
    private static final double LARGEST_CRITICAL = 6.546;
    private static final double LARGEST_P_VALUE = 0.25;
    private static final double SMALLEST_P_VALUE = 0.001;

    // the parabola of least squares through the logarithms of the seven tabulated levels
    private static final double SQUARE = 0.01819809457411126;
    private static final double SLOPE = -1.0082265644652506;
    private static final double INTERCEPT = -1.0777702798204873;

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
        if (pair.baselineSize() + pair.currentSize() < 4) {
            return DriftResult.undefined(METHOD, DriftReason.TOO_FEW_VALUES);
        }
        OrderedCells cells = OrderedCells.of(pair);
        if (cells.isOneValue()) {
            return DriftResult.undefined(METHOD, DriftReason.SINGLE_VALUE);
        }
        double statistic = normalised(pair, cells);
        return new DriftResult(METHOD, statistic, null, null, pValue(statistic), null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null || pair.baselineSize() + pair.currentSize() < 4) {
            return Double.NaN;
        }
        OrderedCells cells = OrderedCells.of(pair);
        return cells.isOneValue() ? Double.NaN : normalised(pair, cells);
    }

    private static double normalised(FeaturePair pair, OrderedCells cells) {
        double m = pair.baselineSize();
        double n = pair.currentSize();
        double squared = squaredDistance(cells, n, m);
        return (squared - 1) / StrictMath.sqrt(variance(n, m));
    }

    /** A² = (N - 1) / N · Σ l / N · (m a - n b)² / (B (N - B) - N l / 4) · (1 / n + 1 / m). */
    static double squaredDistance(OrderedCells cells, double n, double m) {
        double all = n + m;
        double below = 0; // of both sides
        long belowF = 0;
        long belowG = 0;
        double sum = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            long inF = cells.current()[cell];
            long inG = cells.baseline()[cell];
            double size = (double) inF + inG;
            if (size > 0) {
                double start = Wasserstein.difference(belowF, (long) n, belowG, (long) m);
                belowF += inF;
                belowG += inG;
                double end = Wasserstein.difference(belowF, (long) n, belowG, (long) m);
                sum +=
                        cells.isGap(cell) && size > 1
                                ? mixed(start, end, below, inF, inG, n, m)
                                : size
                                        * square((start + end) / 2)
                                        / weight(below + size / 2, size, all);
                below += size;
            }
        }
        return sum * n * m * (all - 1) / all;
    }

    /**
     * Values in unknown order, taken as evenly mixed: in several parts, because the weight changes
     * fast where the first or the last values of all are.
     */
    private static double mixed(
            double start, double end, double below, long inF, long inG, double n, double m) {
        double all = n + m;
        double size = (double) inF + inG;
        double parts = StrictMath.min(PARTS, size);
        double rise = (end - start) / parts;
        double step = size / parts;
        double within = square(rise) * (1 - 1 / square(step)) / 12;
        double mixing = square(all / (n * m)) * inF * inG / (square(size) * (size - 1));
        double sum = 0;
        for (int part = 0; part < parts; part++) {
            double before = (part + 0.5) * step;
            double expected =
                    square(start + (part + 0.5) * rise)
                            + within
                            + mixing * before * (size - before);
            sum += step * expected / weight(below + before, 1, all);
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double weight(double rank, double tied, double all) {
        return rank * (all - rank) - all * tied / 4;
    }

    /** The variance of A² under no drift (Scholz and Stephens, equation 4, for two samples). */
    private static double variance(double n, double m) {
        double all = n + m;
        double inverse = 1 / n + 1 / m;
        double h = harmonic(all - 1);
        double g = squareHarmonic(all) - (2 * h + 1 / all) / all;
        double a = 4 * g - 6 + (10 - 6 * g) * inverse;
        double b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
        double c =
                4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * inverse + 4 * h;
        double d = 4 * (2 * h + 6) - 8 * h;
        double sum = a + (b + (c + d / all) / all) / all;
        return sum / ((1 - 1 / all) * (1 - 2 / all) * (1 - 3 / all));
    }

    /** 1 + 1/2 + ... + 1/k. */
    private static double harmonic(double k) {
        if (k < 50) {
            double sum = 0;
            for (double i = k; i >= 1; i--) {
                sum += 1 / i;
            }
            return sum;
        }
        double square = k * k;
        return StrictMath.log(k)
                + EULER
                + 1 / (2 * k)
                - (1.0 / 12 - (1.0 / 120 - 1 / (252 * square)) / square) / square;
    }

    /** 1 + 1/4 + ... + 1/k². */
    private static double squareHarmonic(double k) {
        if (k < 50) {
            double sum = 0;
            for (double i = k; i >= 1; i--) {
                sum += 1 / (i * i);
            }
            return sum;
        }
        double square = k * k;
        double rest =
                1 - 1 / (2 * k) + (1.0 / 6 - (1.0 / 30 - 1 / (42 * square)) / square) / square;
        return StrictMath.PI * StrictMath.PI / 6 - rest / k;
    }

    private static double pValue(double statistic) {
        if (statistic < SMALLEST_CRITICAL) {
            return LARGEST_P_VALUE;
        }
        if (statistic > LARGEST_CRITICAL) {
            return SMALLEST_P_VALUE;
        }
        return StrictMath.exp((SQUARE * statistic + SLOPE) * statistic + INTERCEPT);
    }
}
