/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Exact draws of a binomial count: by inversion where its mean is small, else by Hörmann's
 * transformed rejection BTRS (1993, "The generation of binomial random variates"), a constant cost
 * whatever the size.
 */
final class BinomialDraws {
    private static final double SMALL_MEAN = 10;
    private static final int TABLE = 16;
    private static final double[] STIRLING = new double[TABLE];

    static {
        double logFactorial = 0;
        for (int k = 0; k < TABLE; k++) {
            logFactorial += k > 0 ? StrictMath.log(k) : 0;
            STIRLING[k] = logFactorial - stirling(k);
        }
    }

    private BinomialDraws() {}

    /**
     * Draws a number of successes.
     *
     * @param trials at least 0
     * @param probability of each; outside 0..1 it counts as the nearer end
     */
    static long draw(SeededDraws draws, long trials, double probability) {
        if (trials <= 0 || !(probability > 0)) {
            return 0;
        }
        if (probability >= 1) {
            return trials;
        }
        if (probability > 0.5) {
            return trials - draw(draws, trials, 1 - probability);
        }
        return trials * probability < SMALL_MEAN
                ? invert(draws, trials, probability)
                : reject(draws, trials, probability);
    }

    private static long invert(SeededDraws draws, long trials, double probability) {
        double odds = probability / (1 - probability);
        double weight = StrictMath.exp(trials * StrictMath.log1p(-probability));
        double left = draws.uniform() - weight;
        long count = 0;
        while (left >= 0 && count < trials && weight > 0) {
            count++;
            weight *= odds * (trials - count + 1) / count;
            left -= weight;
        }
        return count;
    }

    private static long reject(SeededDraws draws, long trials, double probability) {
        double spread = StrictMath.sqrt(trials * probability * (1 - probability));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double c = trials * probability + 0.5;
        double narrow = 0.92 - 4.2 / b;
        while (true) {
            double v = draws.uniform();
            double u = draws.uniform() - 0.5;
            double us = 0.5 - StrictMath.abs(u);
            double k = StrictMath.floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= narrow) {
                return (long) k;
            }
            if (k >= 0 && k <= trials) {
                double alpha = (2.83 + 5.1 / b) * spread;
                double scaled = StrictMath.log(v * alpha / (a / (us * us) + b));
                if (scaled <= logRatio(trials, probability, k)) {
                    return (long) k;
                }
            }
        }
    }

    /** log of the probability of k less that of the mode. */
    private static double logRatio(long trials, double probability, double k) {
        double mode = StrictMath.floor((trials + 1.0) * probability);
        double odds = StrictMath.log(probability / (1 - probability));
        return logFactorial(mode)
                + logFactorial(trials - mode)
                - logFactorial(k)
                - logFactorial(trials - k)
                + (k - mode) * odds;
    }

    private static double logFactorial(double k) {
        if (k < TABLE) {
            return stirling(k) + STIRLING[(int) k];
        }
        double x = k + 1;
        double square = x * x;
        return stirling(k) + (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / x;
    }

    /** log k! short of its correction. */
    private static double stirling(double k) {
        double x = k + 1;
        return (x - 0.5) * StrictMath.log(x) - x + 0.9189385332046728;
    }
}
