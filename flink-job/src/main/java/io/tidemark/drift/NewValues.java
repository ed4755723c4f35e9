/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The share of values that the baseline does not have , less what the baseline itself has beyond
 * the declared ones (usually nothing). Range [-1, 1]; p-value by the two-proportion z-test, or
 * Fisher's exact test where counts are small.
 */
public final class NewValues {
    public static final String METHOD = "new_values";

    private NewValues() {}

    /**
     * Judges the share of new values.
     *
     * @param baselineNewValues values of the baseline that are not among the known ones
     * @param baselineSize values of the baseline
     * @param newValues values of the window that are not among the known ones
     * @param size values of the window
     * @return undefined when either side has no values
     */
    public static DriftResult compute(
            long baselineNewValues, long baselineSize, long newValues, long size) {
        return ShareChange.compute(METHOD, baselineNewValues, baselineSize, newValues, size);
    }
}
