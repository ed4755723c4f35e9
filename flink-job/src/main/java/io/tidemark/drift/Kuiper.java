/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * The two-sample Kuiper statistic V = max(F - G) + max(G - F): unlike Kolmogorov-Smirnov's as
 * sensitive in the tails as in the middle, and the same wherever a circle (an hour, an angle) is
 * cut open. Range [0, 1].
 *
 * <p>Both maxima are taken at both sides of every edge, where the counts are exact, so {@code
 * lower} equals the statistic; inside a gap with baseline share a and current share b each can
 * exceed the larger of its ends by min(a, b), which gives {@code upper}. The p-value is asymptotic:
 * Q(λ) = 2 Σ (4j²λ² - 1) exp(-2j²λ²), λ = (√e + 0.155 + 0.24 / √e) V, e = nm / (n + m) (Stephens,
 * 1970; Press et al., Numerical Recipes), 1 where λ is below 0.4.
 */
public final class Kuiper implements DriftMethod {
    public static final String METHOD = "kuiper";

    private static final double CERTAIN = 0.4;
    private static final double NOTHING_BEYOND = 50;
    private static final double SLACK = 1e-15;

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
        double[] largest = new double[4];
        scan(pair, largest);
        double statistic = largest[0] + largest[1];
        double upper = StrictMath.min(1, largest[2] + largest[3]);
        double pValue = pValue(pair.currentSize(), pair.baselineSize(), statistic);
        return new DriftResult(
                METHOD, statistic, statistic, StrictMath.max(statistic, upper), pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        if (pair.emptiness() != null) {
            return Double.NaN;
        }
        double[] largest = new double[4];
        scan(pair, largest);
        return largest[0] + largest[1];
    }

    /** Finds the largest F - G and G - F at edges, then what both may be inside gaps. */
    private static void scan(FeaturePair pair, double[] largest) {
        NumericDistribution baseline = pair.baseline();
        NumericDistribution current = pair.current();
        Wasserstein.requireSameEdges(baseline, current);
        long n = current.total();
        long m = baseline.total();
        long countF = 0;
        long countG = 0;
        double before = 0;
        int last = baseline.edges().length;
        for (int gap = 0; gap <= last; gap++) {
            long inF = current.gaps()[gap];
            long inG = baseline.gaps()[gap];
            countF += inF;
            countG += inG;
            double after = Wasserstein.difference(countF, n, countG, m);
            widen(largest, after);
            if (inF > 0 && inG > 0) {
                double shared = StrictMath.min((double) inF / n, (double) inG / m) + SLACK;
                largest[2] = StrictMath.max(largest[2], StrictMath.max(before, after) + shared);
                largest[3] = StrictMath.max(largest[3], shared - StrictMath.min(before, after));
            }
            if (gap < last) {
                countF += current.points()[gap];
                countG += baseline.points()[gap];
                before = Wasserstein.difference(countF, n, countG, m);
                widen(largest, before);
            }
        }
        largest[2] = StrictMath.max(largest[2], largest[0]);
        largest[3] = StrictMath.max(largest[3], largest[1]);
    }

    private static void widen(double[] largest, double difference) {
        largest[0] = StrictMath.max(largest[0], difference);
        largest[1] = StrictMath.max(largest[1], -difference);
    }

    private static double pValue(long current, long baseline, double statistic) {
        double n = current;
        double m = baseline;
        double root = StrictMath.sqrt(n * m / (n + m));
        double lambda = (root + 0.155 + 0.24 / root) * statistic;
        if (lambda < CERTAIN) {
            return 1;
        }
        double square = lambda * lambda;
        double sum = 0;
        // the first terms may be negative; after one with this exponent there is nothing to add
        for (int j = 1; ; j++) {
            double exponent = 2.0 * j * j * square;
            sum += (2 * exponent - 1) * StrictMath.exp(-exponent);
            if (exponent > NOTHING_BEYOND) {
                return StrictMath.max(0, StrictMath.min(1, 2 * sum));
            }
        }
    }
}
