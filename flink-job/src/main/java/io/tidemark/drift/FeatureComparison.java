/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.result.Bin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

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
    public static final List<String> NUMERIC_METHODS = DriftMethods.names(FeatureKind.NUMERIC);

    /** What a categorical feature can be compared by. */
    public static final List<String> CATEGORICAL_METHODS =
            DriftMethods.names(FeatureKind.CATEGORICAL);

    /** Where categories too rare to be named are counted together. */
    public static final String RARE = "(rare)";

    /**
     * Compares two profiles of one layout, without a memory of null distributions.
     *
     * @see #of(FeatureProfile, long, FeatureProfile, long, FeatureKind, List, long,
     *     NullDistributions)
     */
    public static FeatureComparison of(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            FeatureKind kind,
            List<String> methods,
            long minCategoryCount) {
        return of(
                baseline,
                baselineMissing,
                current,
                missing,
                kind,
                methods,
                minCategoryCount,
                new NullDistributions(0));
    }

    /**
     * Compares two profiles of one layout.
     *
     * @param baselineMissing missing values behind the baseline, absent ones included
     * @param missing the same of the window
     * @param kind numeric or categorical; undeclared counts as categorical
     * @param methods those wanted besides; others than the kind's are skipped
     * @param minCategoryCount categories rarer than this on both sides are shown as {@link #RARE}
     * @param nulls where the decisive probabilities come from; what it remembers makes no
     *     difference
     */
    public static FeatureComparison of(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            FeatureKind kind,
            List<String> methods,
            long minCategoryCount,
            NullDistributions nulls) {
        if (kind == FeatureKind.NUMERIC) {
            return numeric(baseline, baselineMissing, current, missing, methods, nulls);
        }
        return categorical(
                baseline, baselineMissing, current, missing, methods, minCategoryCount, nulls);
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
        return with(replaced, baselineMissing, baselineRows, missing, rows);
    }

    /**
     * The same comparison with {@link UnusableRate} besides, where either side has values that
     * cannot be compared.
     */
    public FeatureComparison withUnusable() {
        if (unusable() == 0 && baselineUnusable() == 0) {
            return this;
        }
        List<DriftResult> more = new ArrayList<>(results);
        more.add(UnusableRate.compute(baselineUnusable(), baselineRows, unusable(), rows));
        return with(more, baselineMissing, baselineRows, missing, rows);
    }

    private FeatureComparison with(
            List<DriftResult> otherResults,
            long otherBaselineMissing,
            long otherBaselineRows,
            long otherMissing,
            long otherRows) {
        return new FeatureComparison(
                kind,
                otherResults,
                deciding,
                effect,
                sampleSize,
                baselineSize,
                otherMissing,
                otherBaselineMissing,
                otherRows,
                otherBaselineRows,
                mean,
                baselineMean,
                distance,
                distribution);
    }

    /** Values of the window that are there and cannot be compared. */
    public long unusable() {
        return rows - missing - sampleSize;
    }

    /** The same of the baseline. */
    public long baselineUnusable() {
        return baselineRows - baselineMissing - baselineSize;
    }

    private static FeatureComparison numeric(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            List<String> methods,
            NullDistributions nulls) {
        FeaturePair pair = FeaturePair.of(baseline, current, FeatureKind.NUMERIC);
        String effect = pair.isBaselineConstant() ? TotalVariation.METHOD : Wasserstein.METHOD;
        List<DriftResult> results = results(pair, KolmogorovSmirnov.METHOD, effect, methods, nulls);
        long sampleSize = pair.currentSize();
        long baselineSize = pair.baselineSize();
        long rows = current.present() + missing;
        long baselineRows = baseline.present() + baselineMissing;
        results.add(MissingRate.compute(baselineMissing, baselineRows, missing, rows));
        Wasserstein.Distance distance = Wasserstein.distance(pair.baseline(), pair.current());
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
                pair.currentMoments().mean(),
                pair.baselineMoments().mean(),
                distance == null ? null : distance.value(),
                pair.bins().display(0));
    }

    private static FeatureComparison categorical(
            FeatureProfile baseline,
            long baselineMissing,
            FeatureProfile current,
            long missing,
            List<String> methods,
            long minCategoryCount,
            NullDistributions nulls) {
        FeaturePair pair = FeaturePair.of(baseline, current, FeatureKind.CATEGORICAL);
        BinnedCounts bins = pair.bins();
        List<DriftResult> results =
                results(pair, ChiSquare.METHOD, JensenShannon.METHOD, methods, nulls);
        long sampleSize = bins.currentTotal();
        long baselineSize = bins.baselineTotal();
        long rows = current.present() + missing;
        long baselineRows = baseline.present() + baselineMissing;
        results.add(MissingRate.compute(baselineMissing, baselineRows, missing, rows));
        results.add(newValues(bins, baseline, current));
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

    private static DriftResult newValues(
            BinnedCounts bins, FeatureProfile baseline, FeatureProfile current) {
        List<String> known = baseline.layout().categories();
        if (known == null) {
            return NewValues.compute(bins, 0, bins.absentFromBaseline());
        }
        boolean isCut = known.size() >= baseline.layout().categoryCap();
        if (!isCut || baseline.newValues() == 0) {
            return NewValues.compute(bins, baseline.newValues(), current.newValues());
        }
        SortedMap<String, Long> counts = baseline.categories();
        return NewValues.ofCommonest(
                known.stream().mapToLong(name -> counts.getOrDefault(name, 0L)).toArray(),
                baseline.newValues(),
                bins.baselineTotal(),
                current.newValues(),
                bins.currentTotal());
    }

    /** The deciding method, the effect, those asked for, and the one that is always shown. */
    private static List<DriftResult> results(
            FeaturePair pair,
            String deciding,
            String effect,
            List<String> methods,
            NullDistributions nulls) {
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(deciding);
        wanted.add(effect);
        wanted.addAll(methods);
        wanted.add(PopulationStabilityIndex.METHOD);
        List<DriftResult> results = new ArrayList<>();
        for (String name : wanted) {
            DriftMethod method = DriftMethods.find(pair.kind(), name);
            if (method != null) {
                DriftResult result = method.compute(pair);
                // what decides nothing is not worth a simulation
                results.add(
                        name.equals(deciding)
                                ? result.withDecision(nulls.pDecision(pair, method))
                                : result);
            }
        }
        return results;
    }
}
