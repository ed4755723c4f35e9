/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The limiting law of the Cramér-von Mises statistic, by the series of Csörgő and Faraway (1996),
 * equation 1.3, in modified Bessel functions K of order 1/4.
 *
 * <p>The series ends where SciPy ends it, with the first term below 1e-7, so that p-values agree;
 * those below about 1e-7 are therefore no better than an order of magnitude.
 */
final class CramerVonMisesDistribution {
    private static final double SMALLEST_TERM = 1e-7;
    private static final double NOTHING_BELOW = 0.003;
    private static final double NOTHING_ABOVE = 1e4;
    private static final double STEP = 1.0 / 16;

    private CramerVonMisesDistribution() {}

    /** The probability of at least {@code x}. */
    static double survival(double x) {
        if (x < NOTHING_BELOW) {
            return 1;
        }
        if (!(x < NOTHING_ABOVE)) {
            return 0;
        }
        double scale = StrictMath.pow(StrictMath.PI, 1.5) * StrictMath.sqrt(x);
        double gammaRatio = StrictMath.sqrt(StrictMath.PI); // Γ(k + 1/2) / Γ(k + 1)
        double sum = 0;
        for (int k = 0; ; k++) {
            double y = 4 * k + 1;
            double term = gammaRatio / scale * StrictMath.sqrt(y) * scaledBessel(y * y / (16 * x));
            sum += term;
            if (term < SMALLEST_TERM) {
                return StrictMath.max(0, StrictMath.min(1, 1 - sum));
            }
            gammaRatio *= (k + 0.5) / (k + 1);
        }
    }

    /**
     * exp(-q) K(q) of order 1/4: ∫ exp(-q (1 + cosh t)) cosh(t / 4) dt from 0, by the trapezoidal
     * rule, which for this integrand is exact to rounding.
     */
    private static double scaledBessel(double q) {
        double sum = StrictMath.exp(-2 * q) / 2;
        for (int i = 1; ; i++) {
            double t = i * STEP;
            double exponent = q * (1 + StrictMath.cosh(t));
            double value = StrictMath.exp(-exponent) * StrictMath.cosh(t / 4);
            sum += value;
            if (value <= sum * 1e-18) {
                return sum * STEP;
            }
        }
    }
}
