/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the model leans on other features than it used to: the mean absolute attribution of each
 * feature, in the window and in the baseline.
 *
 * <p>{@code attribution} is the NDCG between the two rankings, as SageMaker Clarify defines it:
 * with a(f) the baseline's attribution, f₁, f₂, ... the features by it and f′₁, f′₂, ... by the
 * window's, Σ a(f′ᵢ) / log₂(i + 1) ÷ Σ a(fᵢ) / log₂(i + 1). Range (0, 1], 1 for equal rankings;
 * drift below 0.9, as there. {@code attribution_norm} is the Euclidean norm of the difference of
 * the two vectors, each divided by its sum; range [0, √2]; it informs. Ties in rank go by the
 * feature's name. A feature without attributions counts 0; where a side has none at all, or only
 * zeros, both are undefined.
 */
public final class AttributionDrift {
    public static final String METHOD = "attribution";
    public static final String NORM_METHOD = "attribution_norm";

    /** SageMaker Clarify's alert threshold. */
    public static final double SMALLEST_NDCG = 0.9;

    private final List<MultivariateResult> results;
    private final int[] rank;
    private final int[] baselineRank;

    private AttributionDrift(List<MultivariateResult> results, int[] rank, int[] baselineRank) {
        this.results = results;
        this.rank = rank;
        this.baselineRank = baselineRank;
    }

    /**
     * Compares mean absolute attributions.
     *
     * @param features names, the order of the two arrays
     * @param meanAbsolute of the window; NaN where a feature had none
     * @param sampleSize events of the window with attributions
     * @param baselineMeanAbsolute of the baseline; NaN where a feature had none
     * @param baselineSize events of the baseline with attributions
     * @param minSamples events that either side must have to be judged
     */
    public static AttributionDrift of(
            List<String> features,
            double[] meanAbsolute,
            long sampleSize,
            double[] baselineMeanAbsolute,
            long baselineSize,
            int minSamples) {
        double[] current = weights(features.size(), meanAbsolute);
        double[] baseline = weights(features.size(), baselineMeanAbsolute);
        List<Integer> order = order(features, current);
        List<Integer> baselineOrder = order(features, baseline);
        String reason = reason(sum(current), sum(baseline), sampleSize, baselineSize);
        List<MultivariateResult> results =
                reason != null
                        ? List.of(
                                MultivariateResult.undefined(
                                        METHOD, reason, sampleSize, baselineSize),
                                MultivariateResult.undefined(
                                        NORM_METHOD, reason, sampleSize, baselineSize))
                        : results(
                                features,
                                current,
                                sampleSize,
                                baseline,
                                baselineSize,
                                discounted(baseline, order) / discounted(baseline, baselineOrder),
                                minSamples);
        return new AttributionDrift(results, ranks(order), ranks(baselineOrder));
    }

    /** The results of the two methods: NDCG, then the norm. */
    public List<MultivariateResult> results() {
        return results;
    }

    /** Ranks of the features in the window, from 1. */
    public int[] rank() {
        return rank.clone();
    }

    /** Ranks of the features in the baseline, from 1. */
    public int[] baselineRank() {
        return baselineRank.clone();
    }

    private static List<MultivariateResult> results(
            List<String> features,
            double[] current,
            long sampleSize,
            double[] baseline,
            long baselineSize,
            double ndcg,
            int minSamples) {
        double currentSum = sum(current);
        double baselineSum = sum(baseline);
        double[] moved = new double[features.size()];
        double squares = 0;
        for (int j = 0; j < moved.length; j++) {
            double difference = current[j] / currentSum - baseline[j] / baselineSum;
            moved[j] = StrictMath.abs(difference);
            squares += difference * difference;
        }
        double bounded = StrictMath.min(1, ndcg);
        boolean isEnough = sampleSize >= minSamples && baselineSize >= minSamples;
        boolean isDrifted = isEnough && bounded < SMALLEST_NDCG;
        List<String> reasons =
                !isEnough
                        ? List.of(MultivariateReason.TOO_FEW_EVENTS)
                        : isDrifted ? List.of(MultivariateReason.DRIFTED) : List.of();
        List<Contribution> largest = Contribution.largest(features, moved);
        return List.of(
                new MultivariateResult(
                        METHOD,
                        bounded,
                        null,
                        null,
                        null,
                        null,
                        null,
                        SMALLEST_NDCG,
                        MultivariateResult.DECIDES,
                        isEnough ? isDrifted : null,
                        reasons,
                        largest,
                        sampleSize,
                        baselineSize),
                new MultivariateResult(
                        NORM_METHOD,
                        StrictMath.sqrt(squares),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        MultivariateResult.INFORMS,
                        null,
                        List.of(),
                        largest,
                        sampleSize,
                        baselineSize));
    }

    private static String reason(
            double currentSum, double baselineSum, long sampleSize, long baselineSize) {
        if (baselineSize <= 0) {
            return MultivariateReason.NO_BASELINE_EVENTS;
        }
        if (sampleSize <= 0) {
            return MultivariateReason.NO_EVENTS;
        }
        return currentSum > 0 && baselineSum > 0 ? null : MultivariateReason.NO_FEATURES;
    }

    /** Absolute values scaled by the largest, so that no sum of them can overflow. */
    private static double[] weights(int size, double[] meanAbsolute) {
        double[] weights = new double[size];
        double largest = 0;
        for (int j = 0; j < size; j++) {
            weights[j] = EventRows.isPresent(meanAbsolute[j]) ? StrictMath.abs(meanAbsolute[j]) : 0;
            largest = StrictMath.max(largest, weights[j]);
        }
        for (int j = 0; j < size && largest > 0; j++) {
            weights[j] /= largest;
        }
        return weights;
    }

    private static List<Integer> order(List<String> features, double[] weights) {
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            order.add(j);
        }
        order.sort(
                Comparator.comparingDouble((Integer j) -> -weights[j])
                        .thenComparing(features::get));
        return order;
    }

    private static int[] ranks(List<Integer> order) {
        int[] ranks = new int[order.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[order.get(i)] = i + 1;
        }
        return ranks;
    }

    private static double discounted(double[] gain, List<Integer> order) {
        double sum = 0;
        for (int i = 0; i < order.size(); i++) {
            sum += gain[order.get(i)] / (StrictMath.log(i + 2.0) / StrictMath.log(2));
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
