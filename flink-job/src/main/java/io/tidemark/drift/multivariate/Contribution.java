/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What moved, and how much of the movement is its.
 *
 * @param feature a feature; for correlations a pair, as {@code a × b}
 * @param share of the movement, in (0, 1]; the shares of one result sum to at most 1
 */
public record Contribution(String feature, double share) {
    /** More names than this tell nobody anything. */
    static final int MOST = 5;

    public Contribution {
        Objects.requireNonNull(feature, "feature");
        if (!(share >= 0 && share <= 1 + 1e-9)) {
            throw new IllegalArgumentException("not a share: " + share);
        }
    }

    /**
     * The largest of some weights, as shares of their sum; ties in the order of the names. Weights
     * that are not positive have no share; without any the list is empty.
     */
    static List<Contribution> largest(List<String> features, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
                sum += weight;
            }
        }
        List<Contribution> all = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] > 0 && weights[j] < Double.POSITIVE_INFINITY) {
                all.add(new Contribution(features.get(j), weights[j] / sum));
            }
        }
        all.sort(
                Comparator.comparingDouble(Contribution::share)
                        .reversed()
                        .thenComparing(Contribution::feature));
        return List.copyOf(all.subList(0, StrictMath.min(MOST, all.size())));
    }
}
