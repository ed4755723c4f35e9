/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.List;
import java.util.Objects;

/**
 * What one method says about a model's input as a whole. Never NaN: an undefined number is null.
 *
 * @param method such as {@code mmd}
 * @param statistic what the method measures; null when undefined
 * @param lower lower confidence bound of it, null when there is none
 * @param upper upper confidence bound of it
 * @param pValue probability of a statistic as extreme without any drift, null without one
 * @param pDecision the probability that the verdict uses, null without one
 * @param pThreshold what it was held against, null where the method has no probability
 * @param effectFloor the smallest statistic that matters, null without one
 * @param role {@code decides} or {@code informs}, as for a single feature
 * @param isDrifted the verdict; null when not judged (then a reason says why)
 * @param reasons why undefined, not judged or drifted: codes of {@link MultivariateReason}
 * @param moved what moved, the largest first; empty when nothing is known to have
 * @param sampleSize events of the window that were looked at
 * @param baselineSize events of the baseline that were looked at
 */
public record MultivariateResult(
        String method,
        Double statistic,
        Double lower,
        Double upper,
        Double pValue,
        Double pDecision,
        Double pThreshold,
        Double effectFloor,
        String role,
        Boolean isDrifted,
        List<String> reasons,
        List<Contribution> moved,
        long sampleSize,
        long baselineSize) {

    public static final String DECIDES = "decides";
    public static final String INFORMS = "informs";

    public MultivariateResult {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(role, "role");
        reasons = List.copyOf(reasons);
        moved = List.copyOf(moved);
        requireFinite(statistic);
        requireFinite(lower);
        requireFinite(upper);
        requireFinite(pValue);
        requireFinite(pDecision);
        requireFinite(pThreshold);
        requireFinite(effectFloor);
    }

    /** A result without a number, and without a verdict. */
    static MultivariateResult undefined(
            String method, String reason, long sampleSize, long baselineSize) {
        return new MultivariateResult(
                method,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                DECIDES,
                null,
                List.of(reason),
                List.of(),
                sampleSize,
                baselineSize);
    }

    private static void requireFinite(Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
    }
}
