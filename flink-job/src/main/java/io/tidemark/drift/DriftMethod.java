/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * One way to say how far a feature's window is from its baseline. Without state: one instance
 * serves all. {@link DriftMethods} lists them.
 */
public interface DriftMethod {
    /** Returns the name that specs and rows use, such as {@code ks}. */
    String name();

    /**
     * Returns statistic, bounds and p-value, or why they are undefined; never NaN, never null.
     *
     * @param pair of a kind that the method is listed for
     */
    DriftResult compute(FeaturePair pair);

    /**
     * Returns the statistic of {@link #compute} to the bit and nothing else, fast enough to be
     * called a thousand times on drawn samples; NaN where it is undefined.
     */
    double statistic(FeaturePair pair);

    /**
     * Returns how far the pair is from no drift, the larger the further: the one-sided quantity of
     * which a null distribution is wanted. The statistic itself unless both its ends are extreme;
     * NaN where it is undefined.
     */
    default double extremeness(FeaturePair pair) {
        return statistic(pair);
    }
}
