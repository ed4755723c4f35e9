/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;
import io.tidemark.result.Bin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One feature of one window beside its baseline: all that is later judged and shown.
 *
 * <p>A numeric feature is decided by Kolmogorov-Smirnov with Wasserstein as the effect (total
 * variation where the baseline is constant), a categorical one by chi-square with Jensen-Shannon as
 * the effect; these, the population stability index, the missing rate and the new values are always
 * computed.
 *
 * @param kind what the values were compared as, numeric or categorical
 * @param results one a method, the deciding one first
 * @param deciding method whose p-value decides about the shape
 * @param effect method whose statistic is the size of the shape's change
 * @param sampleSize values of the window in the comparison
 * @param baselineSize values of the baseline
 * @param missing missing values of the window, absent ones included
 * @param baselineMissing missing values of the baseline
 * @param rows of the window, whether the value is present or missing
 * @param baselineRows of the baseline
 * @param mean of the window's numbers; null for categories and without values
 * @param baselineMean of the baseline's
 * @param distance Wasserstein distance in the feature's own unit; null for categories
 * @param distribution baseline and window side by side, for display
 */
public record FeatureComparison(
        FeatureKind kind,
        List<DriftResult> results,
        String deciding,
        String effect,
        long sampleSize,
        long baselineSize,
        long missing,
        long baselineMissing,
        long rows,
        long baselineRows,
        Double mean,
        Double baselineMean,
        Double distance,
        List<Bin> distribution) {

    /** What a numeric feature can be compared by. */
    public static final List<String> NUMERIC_METHODS =
            List.of(
                    KolmogorovSmirnov.METHOD,
                    Wasserstein.METHOD,
                    PopulationStabilityIndex.METHOD,
                    JensenShannon.METHOD,
                    TotalVariation.METHOD,
                    ChiSquare.METHOD);

    /** What a categorical feature can be compared by. */
    public static final List<String> CATEGORICAL_METHODS =
            List.of(
                    ChiSquare.METHOD,
                    JensenShannon.METHOD,
                    PopulationStabilityIndex.METHOD,
                    TotalVariation.METHOD);

    /** Where categories too rare to be named are counted together. */
    public static final String RARE = "(rare)";

    /**
     * Compares two profiles of one layout.
     *
     * @param baselineMissing missing values behind the baseline, absent ones included
     * @param missing the same of the window
     * @param kind numeric or categorical; undeclared counts as categorical
     * @param methods those wanted besides; others than the kind's are skipped
     * @param minCategoryCount categories rarer than this on both sides are shown as {@link #RARE}
     */
    public static FeatureComparison of(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            FeatureKind kind,
            List<String> methods,
            long minCategoryCount) {
        if (kind == FeatureKind.NUMERIC) {
            return numeric(baseline, baselineMissing, current, missing, methods);
        }
        return categorical(baseline, baselineMissing, current, missing, methods, minCategoryCount);
    }

    /** The results alone, where every missing value was an explicit null. */
    public static List<DriftResult> compare(
            FeatureProfile baseline,
            FeatureProfile current,
            FeatureKind kind,
            List<String> methods) {
        return of(baseline, baseline.missing(), current, current.missing(), kind, methods, 0)
                .results();
    }

    /** The result of a method, null when it was not computed. */
    public DriftResult result(String method) {
        for (DriftResult result : results) {
            if (result.method().equals(method)) {
                return result;
            }
        }
        return null;
    }

    /**
     * The same comparison with the missing values counted by somebody who knows the requests.
     *
     * @param baselineRows rows of the baseline, the missing included
     * @param rows rows of the window, the missing included
     */
    public FeatureComparison withMissing(
            long baselineMissing, long baselineRows, long missing, long rows) {
        List<DriftResult> replaced = new ArrayList<>();
        for (DriftResult result : results) {
            replaced.add(
                    result.method().equals(MissingRate.METHOD)
                            ? MissingRate.compute(baselineMissing, baselineRows, missing, rows)
                            : result);
        }
        return new FeatureComparison(
                kind,
                replaced,
                deciding,
                effect,
                sampleSize,
                baselineSize,
                missing,
                baselineMissing,
                rows,
                baselineRows,
                mean,
                baselineMean,
                distance,
                distribution);
    }

    private static FeatureComparison numeric(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            List<String> methods) {
        NumericDistribution[] pair = NumericDistribution.align(baseline, current);
        Double deviation = baseline.moments().populationStddev();
        boolean isConstant = deviation != null && deviation == 0;
        BinnedCounts bins = numericBins(baseline, pair[0], pair[1], isConstant);
        String effect = isConstant ? TotalVariation.METHOD : Wasserstein.METHOD;
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(KolmogorovSmirnov.METHOD);
        wanted.add(effect);
        wanted.addAll(methods);
        wanted.add(PopulationStabilityIndex.METHOD);
        List<DriftResult> results = new ArrayList<>();
        for (String method : wanted) {
            DriftResult result =
                    switch (method) {
                        case KolmogorovSmirnov.METHOD ->
                                KolmogorovSmirnov.compute(pair[0], pair[1]);
                        case Wasserstein.METHOD -> Wasserstein.compute(pair[0], pair[1], deviation);
                        default -> binned(method, bins);
                    };
            if (result != null) {
                results.add(result);
            }
        }
        long sampleSize = pair[1].total();
        long baselineSize = pair[0].total();
        long rows = current.present() + missing;
        long baselineRows = baseline.present() + baselineMissing;
        results.add(MissingRate.compute(baselineMissing, baselineRows, missing, rows));
        Wasserstein.Distance distance = Wasserstein.distance(pair[0], pair[1]);
        return new FeatureComparison(
                FeatureKind.NUMERIC,
                results,
                KolmogorovSmirnov.METHOD,
                effect,
                sampleSize,
                baselineSize,
                missing,
                baselineMissing,
                rows,
                baselineRows,
                current.moments().mean(),
                baseline.moments().mean(),
                distance == null ? null : distance.value(),
                bins.display(0));
    }

    private static FeatureComparison categorical(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            List<String> methods,
            long minCategoryCount) {
        BinnedCounts bins =
                BinnedCounts.ofCategories(
                        baseline.categories(),
                        baseline.other(),
                        current.categories(),
                        current.other());
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(ChiSquare.METHOD);
        wanted.add(JensenShannon.METHOD);
        wanted.addAll(methods);
        wanted.add(PopulationStabilityIndex.METHOD);
        List<DriftResult> results = new ArrayList<>();
        for (String method : wanted) {
            DriftResult result = binned(method, bins);
            if (result != null) {
                results.add(result);
            }
        }
        long sampleSize = bins.currentTotal();
        long baselineSize = bins.baselineTotal();
        long rows = current.present() + missing;
        long baselineRows = baseline.present() + baselineMissing;
        results.add(MissingRate.compute(baselineMissing, baselineRows, missing, rows));
        boolean isKnown = baseline.layout().categories() != null;
        results.add(
                NewValues.compute(
                        isKnown ? baseline.newValues() : 0,
                        baselineSize,
                        isKnown ? current.newValues() : bins.absentFromBaseline(),
                        sampleSize));
        return new FeatureComparison(
                FeatureKind.CATEGORICAL,
                results,
                ChiSquare.METHOD,
                JensenShannon.METHOD,
                sampleSize,
                baselineSize,
                missing,
                baselineMissing,
                rows,
                baselineRows,
                null,
                null,
                null,
                bins.display(minCategoryCount));
    }

    private static BinnedCounts numericBins(
            FeatureProfile baseline,
            NumericDistribution first,
            NumericDistribution second,
            boolean isConstant) {
        if (isConstant) {
            return BinnedCounts.ofConstant(first, second, first.lowest());
        }
        boolean hasDeciles = baseline.layout().grid() != null;
        double[] inner = hasDeciles ? baseline.layout().grid().deciles() : new double[0];
        return BinnedCounts.ofIntervals(
                first, second, inner.length > 0 ? inner : BinnedCounts.decileEdges(first));
    }

    /** Null when the method does not work on bins. */
    private static DriftResult binned(String method, BinnedCounts bins) {
        return switch (method) {
            case PopulationStabilityIndex.METHOD -> PopulationStabilityIndex.compute(bins);
            case JensenShannon.METHOD -> JensenShannon.compute(bins);
            case TotalVariation.METHOD -> TotalVariation.compute(bins);
            case ChiSquare.METHOD -> ChiSquare.compute(bins);
            default -> null;
        };
    }
}
