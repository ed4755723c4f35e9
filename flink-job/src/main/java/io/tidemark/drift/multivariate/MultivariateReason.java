/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

/** Why a multivariate statistic is undefined, not judged or drifted: the codes that rows show. */
public final class MultivariateReason {
    /** The baseline has no events. */
    public static final String NO_BASELINE_EVENTS = "no_baseline_events";

    /** The window has no events. */
    public static final String NO_EVENTS = "no_events";

    /**
     * Either side has fewer events than {@code min_samples}: measured where possible, not judged.
     */
    public static final String TOO_FEW_EVENTS = "too_few_events";

    /** No feature is on both sides, or none has a value. */
    public static final String NO_FEATURES = "no_features";

    /** Every feature has one value only in the baseline: there is no unit to measure in. */
    public static final String CONSTANT_BASELINE = "constant_baseline";

    /** The method needs two features that vary on both sides. */
    public static final String FEWER_THAN_TWO_FEATURES = "fewer_than_two_features";

    /** More features than the method can take ({@link MultivariateSettings#MOST_FEATURES}). */
    public static final String TOO_MANY_FEATURES = "too_many_features";

    /** No sample of the baseline to hold the window's events against: measured, not judged. */
    public static final String NO_BASELINE_SAMPLE = "no_baseline_sample";

    /** Significant, and larger than the floor. */
    public static final String DRIFTED = "drifted";

    /** Significant, and smaller than what matters. */
    public static final String BELOW_EFFECT_FLOOR = "below_effect_floor";

    private MultivariateReason() {}
}
