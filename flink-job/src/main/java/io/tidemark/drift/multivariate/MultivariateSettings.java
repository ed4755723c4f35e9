/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

/**
 * How a window's input as a whole is judged.
 *
 * @param minSamples events that each side must have, else nothing is judged
 * @param pThreshold the probability of a false verdict per method and window, in (0, 0.5)
 * @param seed of all that is drawn: the same input and seed give the same bits
 */
public record MultivariateSettings(int minSamples, double pThreshold, long seed) {
    /** Features that the methods on matrices take at the most: their cost grows with its cube. */
    public static final int MOST_FEATURES = 200;

    public MultivariateSettings {
        if (minSamples < 1) {
            throw new IllegalArgumentException("minSamples: " + minSamples);
        }
        if (!(pThreshold > 0 && pThreshold < 0.5)) {
            throw new IllegalArgumentException("pThreshold: " + pThreshold);
        }
    }
}
