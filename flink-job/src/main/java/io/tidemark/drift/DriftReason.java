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

    /** All numbers of both sides are one and the same. */
    public static final String SINGLE_VALUE = "single_value";

    /** Neither side's numbers vary, so that there is no spread to measure their means by. */
    public static final String NO_SPREAD = "no_spread";

    /** Too few values for this method. */
    public static final String TOO_FEW_VALUES = "too_few_values";

    /** A method for two categories, and there are more. */
    public static final String NOT_BINARY = "not_binary";

    /** A ratio of which the denominator is zero. */
    public static final String ZERO_CELL = "zero_cell";

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
