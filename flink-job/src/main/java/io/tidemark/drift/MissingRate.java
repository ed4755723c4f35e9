/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The change of the share of missing values, current less baseline. Range [-1, 1]; two-sided
 * p-value by the two-proportion z-test, or Fisher's exact test where counts are small.
 */
public final class MissingRate {
    public static final String METHOD = "missing_rate";

    private MissingRate() {}

    /**
     * Compares two shares.
     *
     * @param baselineSize baseline rows, the missing included
     * @param size rows of the window, the missing included
     * @return undefined when either side has no rows
     */
    public static DriftResult compute(
            long baselineMissing, long baselineSize, long missing, long size) {
        return ShareChange.compute(METHOD, baselineMissing, baselineSize, missing, size);
    }
}
