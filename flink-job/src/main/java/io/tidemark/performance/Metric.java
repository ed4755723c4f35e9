/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * One figure of {@code performance_window}.
 *
 * @param name as the table has it; a class in brackets where the metric is of one class
 * @param value null where it is undefined
 * @param lower lower 95 % bound; null where none is computed
 * @param upper upper 95 % bound; null where none is computed
 * @param reason why the value is null, in snake_case; null where there is a value
 */
public record Metric(String name, Double value, Double lower, Double upper, String reason) {
    /** No pair of prediction and label can be judged. */
    public static final String NO_PAIRS = "no_pairs";

    /** No label has come yet. */
    public static final String NO_LABELS = "no_labels";

    /** The class was never predicted. */
    public static final String NOT_PREDICTED = "not_predicted";

    /** The class was never true. */
    public static final String NOT_IN_LABELS = "not_in_labels";

    /** The class was neither predicted nor true. */
    public static final String CLASS_ABSENT = "class_absent";

    /** No pair has a usable probability. */
    public static final String NO_PROBABILITIES = "no_probabilities";

    /** The labels hold one class only. */
    public static final String SINGLE_CLASS = "single_class";

    /** All labels are the same number. */
    public static final String CONSTANT_LABEL = "constant_label";

    /** All labels are 0, by which nothing can be divided. */
    public static final String ZERO_LABELS = "zero_labels";

    /** One pair is not enough. */
    public static final String TOO_FEW_PAIRS = "too_few_pairs";

    /** The value lies beyond the range of a double. */
    public static final String TOO_LARGE = "too_large";

    static Metric undefined(String name, String reason) {
        return new Metric(name, null, null, null, reason);
    }

    /** A value with its interval; null for none. */
    static Metric of(String name, double value, Interval interval) {
        if (!Double.isFinite(value)) {
            return undefined(name, TOO_LARGE);
        }
        boolean isBounded =
                interval != null
                        && Double.isFinite(interval.lower())
                        && Double.isFinite(interval.upper());
        return new Metric(
                name,
                value,
                isBounded ? (Double) interval.lower() : null,
                isBounded ? (Double) interval.upper() : null,
                null);
    }
}
