/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The law of the two-sided one-sample Kolmogorov-Smirnov statistic D(n) for finite n.
 *
 * <p>Which method answers follows Simard and L'Ecuyer (2011), "Computing the Two-Sided
 * Kolmogorov-Smirnov Distribution", J. Stat. Software 39(11), so that the values agree with those
 * of SciPy's {@code kstwo.sf}: Durbin's matrix for small n, twice the one-sided law in the upper
 * tail (both sides exceed x together with a probability that is negligible there), and the
 * expansion of Pelz and Good (1976) for the rest. Any n costs a millisecond or less.
 */
public final class KolmogorovDistribution {
    private static final int SMALL = 140;
    private static final int MEDIUM = 2000;

    private KolmogorovDistribution() {}

    /**
     * The probability that D(n) is at least {@code x}.
     *
     * @param n sample size, at least 1
     * @param x any number; the law lives on [1 / 2n, 1]
     * @return in [0, 1]
     */
    public static double survival(long n, double x) {
        if (n < 1) {
            throw new IllegalArgumentException("a sample of " + n);
        }
        double scaled = n * x;
        if (scaled <= 0.5) {
            return 1;
        }
        if (x >= 1) {
            return 0;
        }
        double squared = scaled * x;
        boolean isTail = x >= 0.5 || squared > (n <= SMALL ? 4 : 2.2);
        if (isTail) {
            if (n > SMALL && x < 0.5 && squared >= 370) {
                return 0;
            }
            return StrictMath.min(1, 2 * SmirnovTail.survival(n, x));
        }
        // where the law is close to 1 the expansion is off by up to 1e-6 for a few hundred values
        boolean isMatrix = n <= SMALL || (n <= MEDIUM && scaled * StrictMath.sqrt(x) <= 1.4);
        double below = isMatrix ? durbin((int) n, scaled) : pelzGood((double) n, x);
        return StrictMath.max(0, StrictMath.min(1, 1 - below));
    }

    /**
     * Durbin's matrix as Marsaglia, Tsang and Wang (2003) arrange it: the middle entry of H to the
     * n-th, times n! / n^n. Only one column of the power is wanted, so a vector goes through H n
     * times, which is cheaper than squaring H.
     */
    private static double durbin(int n, double scaled) {
        int k = (int) StrictMath.ceil(scaled);
        double h = k - scaled;
        int m = 2 * k - 1;
        double[] inverseFactorial = new double[m + 1];
        double[] edge = new double[m + 1];
        inverseFactorial[0] = 1;
        double power = 1;
        for (int i = 1; i <= m; i++) {
            inverseFactorial[i] = inverseFactorial[i - 1] / i;
            power *= h;
            edge[i] = (1 - power) * inverseFactorial[i];
        }
        double doubled = StrictMath.max(2 * h - 1, 0);
        double corner = (1 - 2 * power + StrictMath.pow(doubled, m)) * inverseFactorial[m];
        double logFactor = 0;
        for (int i = 1; i <= n; i++) {
            logFactor += StrictMath.log((double) i / n);
        }
        // n! / n^n in equal parts, so that the vector neither overflows nor vanishes on its way
        double factor = StrictMath.exp(logFactor / n);
        double[] vector = new double[m];
        double[] next = new double[m];
        vector[k - 1] = 1;
        for (int step = 1; step <= n; step++) {
            for (int row = 0; row < m; row++) {
                boolean isLast = row == m - 1;
                double sum = (isLast ? corner : edge[row + 1]) * vector[0];
                int end = StrictMath.min(row + 1, m - 1);
                for (int column = 1; column <= end; column++) {
                    double entry = isLast ? edge[m - column] : inverseFactorial[row - column + 1];
                    sum += entry * vector[column];
                }
                next[row] = sum * factor;
            }
            double[] swap = vector;
            vector = next;
            next = swap;
        }
        return vector[k - 1];
    }

    /** Kolmogorov's limit with three corrections in powers of n^-1/2. */
    private static double pelzGood(double n, double x) {
        double pi2 = StrictMath.PI * StrictMath.PI;
        double z2 = n * x * x;
        double z = StrictMath.sqrt(z2);
        double z3 = z2 * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double z8 = z4 * z4;
        double k0 = 0;
        double k1 = 0;
        double k2 = 0;
        double k3 = 0;
        double k2Whole = 0;
        double k3Whole = 0;
        // from the smallest term up; beyond the twelfth nothing is left for z below 1.5
        for (int k = 12; k >= 0; k--) {
            double u = pi2 * (k + 0.5) * (k + 0.5);
            double weight = StrictMath.exp(-u / (2 * z2));
            k0 += weight;
            k1 += (u - z2) * weight;
            k2 += (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * u + (1 - 2 * z2) * u * u) * weight;
            k3 +=
                    ((5 - 30 * z2) * u * u * u
                                    + (212 * z4 - 60 * z2) * u * u
                                    + (135 * z4 - 96 * z6) * u
                                    - 30 * z6
                                    - 90 * z8)
                            * weight;
            double v = pi2 * k * k;
            double wholeWeight = StrictMath.exp(-v / (2 * z2));
            k2Whole += v * wholeWeight;
            k3Whole += (3 * z2 - v) * v * wholeWeight;
        }
        double root = StrictMath.sqrt(2 * StrictMath.PI);
        double first = root * k0 / z;
        double second = root * k1 / (6 * z4);
        double third = root * (k2 / (72 * z4 * z3) - k2Whole / (36 * z3));
        double fourth = root * (k3 / (6480 * z6 * z4) + k3Whole / (216 * z6));
        double rootOfN = StrictMath.sqrt(n);
        return first + second / rootOfN + third / n + fourth / (n * rootOfN);
    }
}
