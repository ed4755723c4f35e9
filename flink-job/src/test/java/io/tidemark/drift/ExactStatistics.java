/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import java.util.Arrays;

/**
 * Statistics of the values themselves, by sorting and by their definitions: nothing here is shared
 * with what is tested.
 *
 * @param u of the baseline
 * @param t of Cramér and von Mises, mid-ranks
 * @param aSquared of Anderson and Darling, mid-ranks, not normalised
 */
record ExactStatistics(
        double ks,
        double kuiper,
        double wasserstein,
        double energy,
        double u,
        double t,
        double aSquared) {

    static ExactStatistics of(double[] baseline, double[] current) {
        double[] a = baseline.clone();
        double[] b = current.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double m = a.length;
        double n = b.length;
        double all = n + m;
        double below = 0;
        double above = 0;
        double wasserstein = 0;
        double squares = 0;
        double u = 0;
        double ranksA = 0;
        double ranksB = 0;
        double aSquared = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            double here = Math.min(at(a, i), at(b, j));
            int fromI = i;
            int fromJ = j;
            while (at(a, i) == here) {
                i++;
            }
            while (at(b, j) == here) {
                j++;
            }
            double difference = (i * n - j * m) / (n * m);
            below = Math.max(below, -difference);
            above = Math.max(above, difference);
            double inA = i - fromI;
            double inB = j - fromJ;
            u += inA * (fromJ + inB / 2);
            double rank = fromI + fromJ + (inA + inB + 1) / 2;
            for (int k = fromI + 1; k <= i; k++) {
                ranksA += (rank - k) * (rank - k);
            }
            for (int k = fromJ + 1; k <= j; k++) {
                ranksB += (rank - k) * (rank - k);
            }
            double middle = (fromI + inA / 2) * n - (fromJ + inB / 2) * m;
            double size = inA + inB;
            double mid = fromI + fromJ + size / 2;
            aSquared +=
                    size
                            / all
                            * middle
                            * middle
                            * all
                            / (n * m)
                            / (mid * (all - mid) - all * size / 4);
            if (i < a.length || j < b.length) {
                double width = Math.min(at(a, i), at(b, j)) - here;
                wasserstein += Math.abs(difference) * width;
                squares += difference * difference * width;
            }
        }
        double t = (m * ranksA + n * ranksB) / (n * m * all) - (4 * n * m - 1) / (6 * all);
        return new ExactStatistics(
                Math.max(below, above),
                below + above,
                wasserstein,
                Math.sqrt(2 * squares),
                u,
                t,
                aSquared * (all - 1) / all);
    }

    private static double at(double[] sorted, int index) {
        return index < sorted.length ? sorted[index] : Double.POSITIVE_INFINITY;
    }
}
