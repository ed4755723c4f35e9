/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A window's input as a whole beside a baseline's: runs the methods asked for over the features
 * that both sides have, in the baseline's order.
 */
public final class MultivariateComparison {
    /** The methods that {@link #of} knows, in the order in which it answers. */
    public static final List<String> METHODS =
            List.of(
                    DomainClassifier.METHOD,
                    MaximumMeanDiscrepancy.METHOD,
                    CorrelationShift.METHOD,
                    PcaReconstruction.METHOD,
                    MahalanobisOutliers.METHOD);

    private MultivariateComparison() {}

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
        List<String> shared = new ArrayList<>(baseline.features());
        shared.retainAll(new HashSet<>(current.features()));
        if (shared.size() > MultivariateSettings.MOST_FEATURES) {
            return METHODS.stream()
                    .filter(methods::contains)
                    .map(
                            method ->
                                    MultivariateResult.undefined(
                                            method,
                                            MultivariateReason.TOO_MANY_FEATURES,
                                            current.size(),
                                            baseline.size()))
                    .toList();
        }
        EventRows first = baseline.select(shared);
        EventRows second = current.select(shared);
        Covariance before = baselineMoments == null ? Covariance.of(first) : baselineMoments;
        List<MultivariateResult> results = new ArrayList<>();
        for (String method : METHODS) {
            if (methods.contains(method)) {
                results.add(
                        switch (method) {
                            case DomainClassifier.METHOD ->
                                    DomainClassifier.compute(first, second, settings);
                            case MaximumMeanDiscrepancy.METHOD ->
                                    MaximumMeanDiscrepancy.compute(first, second, settings);
                            case CorrelationShift.METHOD ->
                                    CorrelationShift.compute(
                                            before,
                                            currentMoments == null
                                                    ? Covariance.of(second)
                                                    : currentMoments,
                                            first,
                                            second,
                                            settings);
                            case PcaReconstruction.METHOD ->
                                    PcaReconstruction.compute(first, second, settings);
                            default -> MahalanobisOutliers.compute(before, first, second, settings);
                        });
            }
        }
        return results;
    }
}
