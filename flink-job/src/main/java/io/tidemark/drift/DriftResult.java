/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import java.util.Objects;

/**
 * What one method says about one feature. Never NaN: an undefined number is null.
 *
 * @param method such as {@code ks}
 * @param statistic the distance or change; null when undefined
 * @param lower rigorous lower bound of the statistic over the values themselves; null when there is
 *     none, or no need of one, because the method works on bins or moments that are exact
 * @param upper rigorous upper bound of it, null as {@code lower}
 * @param pValue probability of a statistic as extreme without any drift, as other software computes
 *     it; null where the method has none
 * @param pDecision the same of the very statistic on this grid, which verdicts use; null where it is
 *     not known, see {@link NullDistributions}
 * @param reason why something is undefined or special (see {@link DriftReason}), else null
 */
public record DriftResult(
        String method,
        Double statistic,
        Double lower,
        Double upper,
        Double pValue,
        Double pDecision,
        String reason) {

    public DriftResult {
        Objects.requireNonNull(method, "method");
        requireFinite(statistic);
        requireFinite(lower);
        requireFinite(upper);
        requireFinite(pValue);
        requireFinite(pDecision);
    }

    /** A result whose decisive probability is not known yet. */
    public DriftResult(
            String method,
            Double statistic,
            Double lower,
            Double upper,
            Double pValue,
            String reason) {
        this(method, statistic, lower, upper, pValue, null, reason);
    }

    /** The same result with a decisive probability. */
    public DriftResult withDecision(Double decision) {
        return new DriftResult(method, statistic, lower, upper, pValue, decision, reason);
    }

    /** A result without a number. */
    public static DriftResult undefined(String method, String reason) {
        return new DriftResult(method, null, null, null, null, reason);
    }

    /** An exact statistic of a method that has no p-value. */
    static DriftResult distance(String method, double statistic) {
        return new DriftResult(method, statistic, null, null, null, null);
    }

    private static void requireFinite(Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
    }
}
