/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import org.apache.commons.math3.special.Gamma;

/**
 * How far out a chi-square statistic is among all tables with the same margins: -2 log of the tail
 * of the gamma law that has the statistic's exact mean and variance over those tables (Haldane
 * 1940; in the form of Dawson 1954), about exponential with mean 2 when nothing has changed.
 *
 * <p>The statistic itself depends on how many rare categories happen to be about, which no baseline
 * can tell; given the margins it does not. So this, and not the bare statistic, is what the
 * simulation compares: an increasing function of it for the margins at hand.
 *
 * <p>0 where the margins leave no choice: one category, or none that occurs twice.
 */
final class ChiSquareTail {
    private static final double LEAST = 1e-300;
    private static final double PRECISION = 1e-10;
    private static final int MOST_STEPS = 100_000;

    private ChiSquareTail() {}

    /**
     * Reads bins. What is beyond a cap of new categories stands for as many as it would be if they
     * were like the new ones that have a count of their own, which are picked by hash.
     */
    static double of(BinnedCounts bins) {
        int last = bins.size() - 1;
        boolean isCut =
                last >= 0
                        && bins.labels().get(last).equals(BinnedCounts.OTHER)
                        && bins.baseline()[last] == 0;
        long[] current = bins.current();
        if (!isCut) {
            return of(bins.baseline(), current, 0);
        }
        long[] kept = current.clone();
        kept[last] = 0;
        return of(bins.baseline(), kept, current[last]);
    }

    /**
     * Compares counts.
     *
     * @param cut values of new categories that have no count of their own
     */
    static double of(long[] baseline, long[] current, long cut) {
        long m = 0;
        long n = cut;
        for (int i = 0; i < baseline.length; i++) {
            m += baseline[i];
            n += current[i];
        }
        double all = (double) m + n;
        if (m == 0 || n == 0 || all < 4) {
            return 0;
        }
        double statistic = 0;
        double columns = 0;
        double inverse = 0;
        double fresh = 0;
        double freshInverse = 0;
        long freshValues = 0;
        for (int i = 0; i < baseline.length; i++) {
            long both = baseline[i] + current[i];
            if (both > 0) {
                double difference = (double) current[i] * m - (double) baseline[i] * n;
                double one = 1.0 / both;
                statistic += difference * difference * one;
                inverse += one;
                columns++;
                if (baseline[i] == 0) {
                    fresh++;
                    freshInverse += one;
                    freshValues += both;
                }
            }
        }
        if (cut > 0 && freshValues > 0) {
            double like = (double) cut / freshValues;
            columns += like * fresh;
            inverse += like * freshInverse;
            statistic += (double) cut * m * m;
        }
        inverse *= all;
        statistic /= (double) n * m;
        double mean = all * (columns - 1) / (all - 1);
        double v1 = (all - 2) / (all - 1);
        double w1 = (all / n + all / m - 4) / (all - 2);
        double v2 = (columns - 1) * (all - columns) / (all - 1);
        double w2 = (inverse - columns * columns) / (all - 2);
        double variance =
                2 * all / (all - 3) * (v1 - w1) * (v2 - w2) + all * all / (all - 1) * w1 * w2;
        if (!(variance > 1e-9 * mean) || statistic <= 0) {
            return 0;
        }
        double scale = variance / mean;
        double tail =
                Gamma.regularizedGammaQ(mean / scale, statistic / scale, PRECISION, MOST_STEPS);
        return -2 * StrictMath.log(StrictMath.max(LEAST, StrictMath.min(1, tail)));
    }
}
