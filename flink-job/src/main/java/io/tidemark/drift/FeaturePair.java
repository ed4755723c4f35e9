/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;

/**
 * One feature's baseline beside its window, as every {@link DriftMethod} sees it: counts on common
 * edges and moments of a numeric feature, bins of any.
 *
 * <p>Comes from two profiles, or from drawn counts that take the place of another pair's ({@link
 * #withNumbers}, {@link #withCounts}); then no profile is needed, bins stay the same and nothing is
 * labelled anew. Bins and moments are worked out when first asked for. Not thread-safe.
 */
public final class FeaturePair {
    private final FeatureKind kind;
    private final NumericDistribution baseline; // null: categorical
    private final NumericDistribution current; // null: categorical
    private final BinScheme scheme; // null: categorical
    private BinnedCounts bins;
    private SampleMoments baselineMoments;
    private SampleMoments currentMoments;

    private FeaturePair(
            FeatureKind kind,
            NumericDistribution baseline,
            NumericDistribution current,
            BinScheme scheme,
            BinnedCounts bins,
            SampleMoments baselineMoments,
            SampleMoments currentMoments) {
        this.kind = kind;
        this.baseline = baseline;
        this.current = current;
        this.scheme = scheme;
        this.bins = bins;
        this.baselineMoments = baselineMoments;
        this.currentMoments = currentMoments;
    }

    /**
     * The pair of two profiles of one layout.
     *
     * @param kind numeric or categorical; undeclared counts as categorical
     */
    public static FeaturePair of(
            FeatureProfile baseline, FeatureProfile current, FeatureKind kind) {
        if (kind != FeatureKind.NUMERIC) {
            return ofCategories(
                    BinnedCounts.ofCategories(
                            baseline.categories(),
                            baseline.other(),
                            current.categories(),
                            current.other()));
        }
        NumericDistribution[] aligned = NumericDistribution.align(baseline, current);
        SampleMoments moments = SampleMoments.of(baseline.moments());
        boolean hasDeciles = baseline.layout().grid() != null;
        return ofNumbers(
                aligned[0],
                aligned[1],
                hasDeciles ? baseline.layout().grid().deciles() : new double[0],
                moments,
                SampleMoments.of(current.moments()));
    }

    /**
     * A numeric pair.
     *
     * @param baseline on the same edges as {@code current}
     * @param deciles inner edges of the bins, each an edge of the grid; none: the edges next to the
     *     baseline's deciles. A constant baseline has three bins of its own
     */
    public static FeaturePair ofNumbers(
            NumericDistribution baseline,
            NumericDistribution current,
            double[] deciles,
            SampleMoments baselineMoments,
            SampleMoments currentMoments) {
        return new FeaturePair(
                FeatureKind.NUMERIC,
                baseline,
                current,
                BinScheme.of(baseline, deciles, isConstant(baselineMoments)),
                null,
                baselineMoments,
                currentMoments);
    }

    /** A categorical pair. */
    public static FeaturePair ofCategories(BinnedCounts bins) {
        return new FeaturePair(FeatureKind.CATEGORICAL, null, null, null, bins, null, null);
    }

    /** Other counts on the same edges, in the same bins; moments are those of the counts. */
    public FeaturePair withNumbers(
            NumericDistribution otherBaseline, NumericDistribution otherCurrent) {
        return new FeaturePair(kind, otherBaseline, otherCurrent, scheme, null, null, null);
    }

    /** Other counts of the same categories. */
    public FeaturePair withCounts(long[] otherBaseline, long[] otherCurrent) {
        return ofCategories(
                new BinnedCounts(bins.labels(), bins.edges(), otherBaseline, otherCurrent));
    }

    /** Returns numeric or categorical. */
    public FeatureKind kind() {
        return kind;
    }

    /** Returns the baseline's counts; null for categories. */
    public NumericDistribution baseline() {
        return baseline;
    }

    /** Returns the window's counts, on the baseline's edges; null for categories. */
    public NumericDistribution current() {
        return current;
    }

    /** Returns the decile bins of numbers, or one bin a category. */
    public BinnedCounts bins() {
        if (bins == null) {
            bins = scheme.count(baseline, current);
        }
        return bins;
    }

    /** Returns the baseline's moments; null for categories. */
    public SampleMoments baselineMoments() {
        if (baselineMoments == null && baseline != null) {
            baselineMoments = SampleMoments.ofCounts(baseline);
        }
        return baselineMoments;
    }

    /** Returns the window's moments; null for categories. */
    public SampleMoments currentMoments() {
        if (currentMoments == null && current != null) {
            currentMoments = SampleMoments.ofCounts(current);
        }
        return currentMoments;
    }

    /** Returns the number of the baseline's values. */
    public long baselineSize() {
        return baseline == null ? bins.baselineTotal() : baseline.total();
    }

    /** Returns the number of the window's values. */
    public long currentSize() {
        return current == null ? bins.currentTotal() : current.total();
    }

    /** Returns whether all values of a numeric baseline, of which there are some, are one. */
    public boolean isBaselineConstant() {
        return baseline != null && isConstant(baselineMoments());
    }

    /** Returns why nothing can be compared; null when both sides have values. */
    String emptiness() {
        return DriftReason.ofSizes(baselineSize(), currentSize());
    }

    private static boolean isConstant(SampleMoments moments) {
        Double deviation = moments.populationStddev();
        return deviation != null && deviation == 0;
    }
}
