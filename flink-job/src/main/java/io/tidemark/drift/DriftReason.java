/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/** Why a statistic is undefined or special: the short codes that rows show. */
public final class DriftReason {
    /** The baseline holds no value of the feature. */
    public static final String NO_BASELINE_VALUES = "no_baseline_values";

    /** The window holds no value of the feature. */
    public static final String NO_VALUES = "no_values";

    /** All values of the baseline are the same, so that there is no unit to measure in. */
    public static final String CONSTANT_BASELINE = "constant_baseline";

    /** Both sides hold one and the same category only. */
    public static final String SINGLE_CATEGORY = "single_category";

    /** The distance is larger than a double can say. */
    public static final String TOO_LARGE = "too_large";

    private DriftReason() {}

    /** The reason why two samples of these sizes cannot be compared, null when they can. */
    static String ofSizes(long baselineSize, long size) {
        if (baselineSize <= 0) {
            return NO_BASELINE_VALUES;
        }
        return size <= 0 ? NO_VALUES : null;
    }
}
