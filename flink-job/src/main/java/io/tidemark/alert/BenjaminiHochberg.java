/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.Arrays;

/**
 * The step-up procedure of Benjamini and Hochberg (1995): of m hypotheses those with a p-value up
 * to k q / m are rejected, k the largest rank whose p-value is at most k q / m. The expected share
 * of false ones among the rejected stays at or below q for independent or positively dependent
 * tests.
 *
 * <p>The order of equal p-values makes no difference: they are rejected together or not at all.
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * The largest p-value that is rejected.
     *
     * @param pValues of all tested hypotheses, in any order
     * @param level q in (0, 1]
     * @return k q / m; when nothing is rejected q / m, which the smallest p-value has missed; the
     *     level itself when nothing is tested
     */
    public static double threshold(double[] pValues, double level) {
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        for (int rank = count; rank > 0; rank--) {
            double bound = level * rank / count;
            if (sorted[rank - 1] <= bound) {
                return bound;
            }
        }
        return count == 0 ? level : level / count;
    }
}
