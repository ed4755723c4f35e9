/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The change of the share of rows whose value is there and cannot be compared: of another type, not
 * a number, infinite or above 1e100. Current less baseline, range [-1, 1]; p-values as those of
 * {@link MissingRate}.
 */
public final class UnusableRate {
    public static final String METHOD = "unusable_rate";

    private UnusableRate() {}

    /**
     * Compares two shares.
     *
     * @param baselineSize baseline rows, the missing and unusable included
     * @param size rows of the window, the missing and unusable included
     * @return undefined when either side has no rows
     */
    public static DriftResult compute(
            long baselineUnusable, long baselineSize, long unusable, long size) {
        return ShareChange.compute(METHOD, baselineUnusable, baselineSize, unusable, size);
    }
}
