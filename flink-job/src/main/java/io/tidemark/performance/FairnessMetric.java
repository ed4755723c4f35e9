/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * One figure of {@code fairness_window}.
 *
 * @param name such as {@code demographic_parity_difference}
 * @param value null where it is undefined
 * @param lower lower 95 % bound; null with the value
 * @param upper upper 95 % bound; null with the value, or where a ratio has none
 * @param reason why the value is null; null where there is a value
 * @param worstGroup the group worst off in this figure; null with the value
 * @param bestGroup the group best off; null with the value
 */
public record FairnessMetric(
        String name,
        Double value,
        Double lower,
        Double upper,
        String reason,
        String worstGroup,
        String bestGroup) {
    /** No group has as many labelled predictions as it takes. */
    public static final String GROUPS_TOO_SMALL = "groups_too_small";

    /** Nobody, in any group, so that nothing can be divided by it. */
    public static final String RATE_IS_ZERO = "rate_is_zero";

    /** The reference group is absent or too small. */
    public static final String NO_REFERENCE_GROUP = "no_reference_group";

    static FairnessMetric undefined(String name, String reason) {
        return new FairnessMetric(name, null, null, null, reason, null, null);
    }
}
