/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.Hash64;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A baseline's bins or categories to draw samples from.
 *
 * <p>A sample of categories does not hold all that there are, and a window will show some that the
 * baseline has missed. So categories are drawn from the baseline's shares as Chao and Jost (2015,
 * "Estimating diversity and entropy profiles via discovery rates of new species") correct them: the
 * share of unseen categories is about that of those seen once (Good and Turing), their number comes
 * from those seen once and twice (Chao 1984), rare ones seen are taken down by as much. Where there
 * are many times more unseen ones than values to be drawn, each of their values is a category of
 * its own. Bins of numbers are all known.
 */
final class BinBaseline implements NullBaseline {
    private static final double MOST_UNSEEN = 20_000;
    private static final List<String> NO_LABELS = Collections.emptyList();

    private final long id;
    private final long size;
    private final boolean hasUnseen;
    private final boolean isLastAlone;
    private final double[] weights;
    private List<String> labels = NO_LABELS;

    private BinBaseline(
            long id, long size, boolean hasUnseen, boolean isLastAlone, double[] weights) {
        this.id = id;
        this.size = size;
        this.hasUnseen = hasUnseen;
        this.isLastAlone = isLastAlone;
        this.weights = weights;
    }

    /** The bins of a baseline with values; those without are left out. */
    static BinBaseline of(BinnedCounts bins, boolean isCategorical) {
        long[] counts = Arrays.stream(bins.baseline()).filter(count -> count > 0).toArray();
        if (isCategorical) {
            // names make no difference to any statistic: baselines with the same counts are one
            Arrays.sort(counts);
        }
        Hash64 digest = new Hash64();
        digest.add(isCategorical ? 1 : 0);
        long size = 0;
        for (long count : counts) {
            digest.add(count);
            size += count;
        }
        double[] weights = Arrays.stream(counts).asDoubleStream().toArray();
        UnseenCategories unseen = UnseenCategories.of(counts, size);
        if (!isCategorical || unseen.number() == 0) {
            return new BinBaseline(digest.value(), size, false, false, weights);
        }
        unseen.takeDown(weights);
        boolean isLastAlone = unseen.number() > MOST_UNSEEN;
        int added = isLastAlone ? 1 : (int) unseen.number();
        int seen = weights.length;
        weights = Arrays.copyOf(weights, seen + added);
        Arrays.fill(weights, seen, weights.length, unseen.share() * size / added);
        return new BinBaseline(digest.value(), size, true, isLastAlone, weights);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public CountDraws cells() {
        return new CountDraws(weights);
    }

    /** Returns whether there are categories that the baseline does not hold. */
    boolean hasUnseen() {
        return hasUnseen;
    }

    @Override
    public double quantity(
            DriftMethod method, NullForm form, long[] baselineCounts, long[] currentCounts) {
        long[] first = baselineCounts;
        long[] second = currentCounts;
        if (isLastAlone) {
            int last = first.length - 1;
            int ofFirst = (int) first[last];
            int ofSecond = (int) second[last];
            first = Arrays.copyOf(first, last + ofFirst + ofSecond);
            second = Arrays.copyOf(second, last + ofFirst + ofSecond);
            Arrays.fill(first, last, last + ofFirst, 1);
            Arrays.fill(first, last + ofFirst, first.length, 0);
            Arrays.fill(second, last, last + ofFirst, 0);
            Arrays.fill(second, last + ofFirst, second.length, 1);
        }
        if (method.name().equals(ChiSquare.METHOD)) {
            return ChiSquareTail.of(first, second, 0);
        }
        if (labels.size() != first.length) {
            labels = List.copyOf(Collections.nCopies(first.length, ""));
        }
        FeaturePair drawn = FeaturePair.ofCategories(new BinnedCounts(labels, null, first, second));
        return form.quantity(method, drawn, (double) drawn.currentSize(), (double) size);
    }
}
