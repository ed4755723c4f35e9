/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The squared maximum mean discrepancy of two samples under a Gaussian kernel (see {@link
 * GaussianKernel} for its width), unbiased: the mean kernel between different rows of the one, plus
 * that of the other, less twice the mean between them. About 0 (a little below is usual) without
 * drift, at most 2.
 *
 * <p>The p-value is (1 + permutations at least as large) ÷ (1 + permutations), the rows' labels
 * permuted with a seed and σ kept. {@code pDecision} continues it where it is below 1 %, as few
 * permutations say little there: the 99th percentile's probability, times the tail of a
 * three-moment gamma beyond it. No effect floor: samples are capped, so that whatever is
 * significant is not small.
 *
 * <p>Features are scaled by the baseline (a constant one by the pooled sample); where any event
 * lacks a feature, whether it does is one more coordinate. At most 500 events of either side; fewer
 * than two: undefined. What moved: by how much the discrepancy shrinks without a feature, as
 * shares. Gretton et al., A kernel two-sample test, JMLR 13 (2012).
 */
public final class MaximumMeanDiscrepancy {
    public static final String METHOD = "mmd";
    public static final int PERMUTATIONS = 1000;

    private static final int MOST = 500;
    private static final int MOST_FOR_SHARES = 150;

    private MaximumMeanDiscrepancy() {}

    /**
     * The statistic of raw rows.
     *
     * @param sigma width of the kernel
     * @param unbiased the unbiased statistic
     * @param pValue by permutation
     * @param pDecision the same, its tail continued
     */
    public record Measured(double sigma, double unbiased, double pValue, double pDecision) {}

    /** Of raw rows without NaN, at least two a side. */
    public static Measured measure(
            double[][] first, double[][] second, int permutations, long seed) {
        GaussianKernel kernel = GaussianKernel.of(pooled(first, second));
        double[] rowSums = kernel.rowSums();
        double total = kernel.total();
        int[] members = new int[kernel.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = i;
        }
        double observed = statistic(kernel, rowSums, total, members, first.length);
        if (kernel.sigma() == 0) {
            return new Measured(0, 0, 1, 1);
        }
        SplittableRandom draws = new SplittableRandom(seed);
        double[] permuted = new double[permutations];
        for (int p = 0; p < permutations; p++) {
            for (int i = members.length - 1; i > 0; i--) {
                int place = draws.nextInt(i + 1);
                int swapped = members[i];
                members[i] = members[place];
                members[place] = swapped;
            }
            permuted[p] = statistic(kernel, rowSums, total, members, first.length);
        }
        PermutationTail tail = PermutationTail.of(permuted);
        return new Measured(
                kernel.sigma(), observed, tail.pValue(observed), tail.pDecision(observed));
    }

    /** Compares two samples over the features of the baseline. */
    public static MultivariateResult compute(
            EventRows baseline, EventRows current, MultivariateSettings settings) {
        EventRows first = baseline.thinnedTo(MOST);
        EventRows second = current.select(baseline.features()).thinnedTo(MOST);
        int m = first.size();
        int n = second.size();
        String reason = Verdict.reasonOfSizes(m, n);
        if (reason == null && StrictMath.min(m, n) < 2) {
            reason = MultivariateReason.TOO_FEW_EVENTS;
        }
        if (reason == null && first.width() == 0) {
            reason = MultivariateReason.NO_FEATURES;
        }
        if (reason == null && first.width() > MultivariateSettings.MOST_FEATURES) {
            reason = MultivariateReason.TOO_MANY_FEATURES;
        }
        if (reason != null) {
            return MultivariateResult.undefined(METHOD, reason, n, m);
        }
        double[][] scaled = scaled(first, second);
        double[][] left = Arrays.copyOf(scaled, m);
        double[][] right = Arrays.copyOfRange(scaled, m, m + n);
        Measured measured = measure(left, right, PERMUTATIONS, settings.seed());
        boolean isSignificant = measured.pDecision() <= settings.pThreshold();
        Verdict verdict = Verdict.of(settings, n, m, isSignificant, isSignificant);
        return verdict.result(
                METHOD,
                measured.unbiased(),
                null,
                null,
                measured.pValue(),
                measured.pDecision(),
                settings.pThreshold(),
                null,
                verdict.isDrift() ? moved(first, second) : List.of());
    }

    private static double[][] pooled(double[][] first, double[][] second) {
        double[][] pooled = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, pooled, first.length, second.length);
        return pooled;
    }

    /** With the first {@code size} members as the one sample and the others as the other. */
    private static double statistic(
            GaussianKernel kernel, double[] rowSums, double total, int[] members, int size) {
        int other = members.length - size;
        boolean isFirstSmaller = size <= other;
        int from = isFirstSmaller ? 0 : size;
        int to = isFirstSmaller ? size : members.length;
        double within = kernel.within(members, from, to);
        double reaching = 0;
        for (int a = from; a < to; a++) {
            reaching += rowSums[members[a]];
        }
        double across = reaching - within;
        double rest = total - within - 2 * across;
        double k = to - from;
        double l = members.length - k;
        return within / (k * (k - 1)) + rest / (l * (l - 1)) - 2 * across / (k * l);
    }

    /** The rows of the first, then of the second: features, then what is missing of them. */
    private static double[][] scaled(EventRows first, EventRows second) {
        double[][] rows = pooled(first.rows(), second.rows());
        List<Integer> lacking = new ArrayList<>();
        for (int j = 0; j < first.width(); j++) {
            int column = j;
            if (Arrays.stream(rows).anyMatch(row -> !EventRows.isPresent(row[column]))) {
                lacking.add(j);
            }
        }
        int width = first.width() + lacking.size();
        double[][] extended = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            extended[i] = Arrays.copyOf(rows[i], width);
            for (int k = 0; k < lacking.size(); k++) {
                extended[i][first.width() + k] =
                        EventRows.isPresent(rows[i][lacking.get(k)]) ? 0 : 1;
            }
        }
        double[][] baseline = Arrays.copyOf(extended, first.size());
        double[] mean = new double[width];
        double[] unit = new double[width];
        for (int j = 0; j < width; j++) {
            mean[j] = BaselineScale.mean(baseline, j);
            unit[j] = BaselineScale.deviation(baseline, j, mean[j]);
            if (!(unit[j] > 0)) {
                mean[j] = BaselineScale.mean(extended, j);
                unit[j] = BaselineScale.deviation(extended, j, mean[j]);
            }
        }
        return BaselineScale.of(mean, unit).scale(extended);
    }

    private static List<Contribution> moved(EventRows first, EventRows second) {
        EventRows left = first.thinnedTo(MOST_FOR_SHARES);
        EventRows right = second.thinnedTo(MOST_FOR_SHARES);
        double all = without(left, right, -1);
        double[] losses = new double[left.width()];
        for (int j = 0; j < losses.length; j++) {
            losses[j] = all - without(left, right, j);
        }
        return Contribution.largest(left.features(), losses);
    }

    /** The statistic with one feature left out. */
    private static double without(EventRows first, EventRows second, int feature) {
        List<String> kept = new ArrayList<>(first.features());
        if (feature >= 0) {
            kept.remove(feature);
        }
        if (kept.isEmpty()) {
            return 0;
        }
        double[][] rows = scaled(first.select(kept), second.select(kept));
        return measure(
                        Arrays.copyOf(rows, first.size()),
                        Arrays.copyOfRange(rows, first.size(), rows.length),
                        0,
                        0)
                .unbiased();
    }
}
