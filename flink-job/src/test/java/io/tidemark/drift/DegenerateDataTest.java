/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data that leave nothing to compare give a defined result with a reason. */
class DegenerateDataTest {
    private static final FeatureLayout NUMBERS =
            FeatureLayout.numeric(NumericGrid.ofReference(new double[] {1, 2, 3, 4, 5}, 200));

    @Test
    void compare_emptyWindow_isUndefinedWithReason() {
        FeatureComparison all = numeric(profile(NUMBERS, 1, 2, 3, 4, 5), profile(NUMBERS));

        for (String method : FeatureComparison.NUMERIC_METHODS) {
            assertThat(all.result(method).statistic()).as(method).isNull();
            assertThat(all.result(method).pValue()).as(method).isNull();
            assertThat(all.result(method).reason()).isEqualTo(DriftReason.NO_VALUES);
        }
        assertThat(all.distance()).isNull();
        assertThat(all.distribution()).allMatch(bin -> bin.share() == null);
    }

    @Test
    void compare_allMissing_isAChangeOfTheMissingRateAlone() {
        FeatureProfile baseline = profile(NUMBERS, 1, 2, 3, 4, 5);
        FeatureProfile current = profile(NUMBERS);
        for (int i = 0; i < 50; i++) {
            current.addMissing();
        }
        FeatureComparison all = numeric(baseline, current);

        assertThat(all.result(KolmogorovSmirnov.METHOD).statistic()).isNull();
        assertThat(all.result(MissingRate.METHOD).statistic()).isEqualTo(1.0);
        assertThat(all.result(MissingRate.METHOD).pValue()).isLessThan(1e-6);
    }

    @Test
    void compare_emptyBaseline_isUndefinedWithReason() {
        FeatureComparison all = numeric(profile(NUMBERS), profile(NUMBERS, 3));

        assertThat(all.result(KolmogorovSmirnov.METHOD).reason())
                .isEqualTo(DriftReason.NO_BASELINE_VALUES);
        assertThat(all.result(MissingRate.METHOD).reason())
                .isEqualTo(DriftReason.NO_BASELINE_VALUES);
    }

    @Test
    void compare_constantBaseline_takesTotalVariationAsTheEffect() {
        FeatureLayout layout = FeatureLayout.numeric(NumericGrid.ofReference(new double[] {7}, 50));
        FeatureComparison all = numeric(profile(layout, 7, 7, 7), profile(layout, 7, 8, 9, 7));

        assertThat(all.effect()).isEqualTo(TotalVariation.METHOD);
        assertThat(all.result(TotalVariation.METHOD).statistic()).isEqualTo(0.5);
        assertThat(all.result(Wasserstein.METHOD).reason())
                .isEqualTo(DriftReason.CONSTANT_BASELINE);
        assertThat(all.result(Wasserstein.METHOD).statistic()).isNull();
        assertThat(all.distance()).isCloseTo(0.75, within(1e-9));
        assertThat(all.distribution()).extracting("label").containsExactly("< 7", "= 7", "> 7");
    }

    @Test
    void compare_constantOnTheLogGrid_countsTheSameBins() {
        FeatureLayout layout = FeatureLayout.numeric(null);
        FeatureComparison all =
                numeric(profile(layout, 0.1, 0.1), profile(layout, 0.1, -5, 300, 300.5));

        assertThat(all.result(TotalVariation.METHOD).statistic()).isEqualTo(0.75);
    }

    @Test
    void compare_theSameSingleValue_isNoDrift() {
        FeatureComparison all = numeric(profile(NUMBERS, 3), profile(NUMBERS, 3));

        assertThat(all.result(KolmogorovSmirnov.METHOD).statistic()).isEqualTo(0.0);
        assertThat(all.result(KolmogorovSmirnov.METHOD).pValue()).isEqualTo(1.0);
        assertThat(all.result(PopulationStabilityIndex.METHOD).statistic()).isEqualTo(0.0);
    }

    @Test
    void compare_disjointSamples_isTheLargestDistance() {
        FeatureComparison all =
                numeric(profile(NUMBERS, 1, 2, 3, 4, 5), profile(NUMBERS, 1e90, -1e90));

        assertThat(all.result(KolmogorovSmirnov.METHOD).upper()).isLessThanOrEqualTo(1.0);
        assertThat(all.result(Wasserstein.METHOD).statistic()).isFinite();
        assertThat(all.result(Wasserstein.METHOD).lower()).isPositive();
    }

    @Test
    void compare_hugeMagnitudes_staysFinite() {
        FeatureLayout layout =
                FeatureLayout.numeric(NumericGrid.ofReference(new double[] {-1e100, 1e100}, 50));
        FeatureComparison all =
                numeric(profile(layout, -1e100, 1e100), profile(layout, 0, 1e-300, 1e100));

        assertThat(all.result(Wasserstein.METHOD).statistic()).isFinite();
    }

    @Test
    void compare_oneCategoryOnBothSides_cannotDiffer() {
        FeatureLayout layout = FeatureLayout.categorical(List.of("a"));
        FeatureComparison all = categorical(texts(layout, "a", "a"), texts(layout, "a"));

        assertThat(all.result(ChiSquare.METHOD))
                .isEqualTo(
                        new DriftResult(
                                ChiSquare.METHOD,
                                0.0,
                                null,
                                null,
                                1.0,
                                1.0,
                                DriftReason.SINGLE_CATEGORY));
        assertThat(all.result(JensenShannon.METHOD).statistic()).isEqualTo(0.0);
    }

    @Test
    void compare_noCategories_isUndefined() {
        FeatureLayout layout = FeatureLayout.categorical(null);
        FeatureComparison all = categorical(texts(layout), texts(layout));

        assertThat(all.results()).allMatch(result -> result.statistic() == null);
        assertThat(all.results()).allMatch(result -> result.reason() != null);
        assertThat(all.distribution()).isEmpty();
    }

    @Test
    void compare_categoriesUnknownToTheBaseline_areNewValues() {
        FeatureLayout layout = FeatureLayout.categorical(List.of("a", "b"));
        FeatureComparison all =
                categorical(texts(layout, "a", "b", "a"), texts(layout, "a", "c", "c", "d"));

        assertThat(all.result(NewValues.METHOD).statistic()).isEqualTo(0.75);
        FeatureLayout unknown = FeatureLayout.categorical(null);
        assertThat(
                        categorical(texts(unknown, "a", "b"), texts(unknown, "a", "c"))
                                .result(NewValues.METHOD)
                                .statistic())
                .isEqualTo(0.5);
    }

    @Test
    void distribution_rareCategories_areNotNamed() {
        FeatureLayout layout = FeatureLayout.categorical(List.of("a", "b"));
        FeatureComparison all =
                FeatureComparison.of(
                        texts(layout, "a", "a", "a", "b"),
                        0,
                        texts(layout, "a", "secret"),
                        0,
                        FeatureKind.CATEGORICAL,
                        List.of(),
                        3);

        assertThat(all.distribution()).extracting("label").containsExactly("a", "(rare)");
        assertThat(all.distribution().get(1).share()).isEqualTo(0.5);
        assertThat(all.distribution().get(1).baselineShare()).isEqualTo(0.25);
    }

    @Test
    void compare_missingValuesCountedLater_replacesOnlyTheirResult() {
        FeatureComparison all =
                numeric(profile(NUMBERS, 1, 2, 3), profile(NUMBERS, 1, 2)).withMissing(1, 4, 2, 4);

        assertThat(all.result(MissingRate.METHOD).statistic()).isEqualTo(0.25);
        assertThat(all.rows()).isEqualTo(4);
        assertThat(all.result(KolmogorovSmirnov.METHOD).statistic()).isNotNull();
    }

    @Test
    void decileEdges_onTheLogGrid_cutTheBaselineInTenths() {
        FeatureLayout layout = FeatureLayout.numeric(null);
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 7.0;
        }
        FeatureComparison all = numeric(profile(layout, values), profile(layout, values));

        assertThat(all.distribution()).hasSize(10);
        assertThat(all.distribution()).allMatch(bin -> Math.abs(bin.baselineShare() - 0.1) < 0.02);
        assertThat(all.result(PopulationStabilityIndex.METHOD).statistic()).isEqualTo(0.0);
    }

    @Test
    void fisher_largeMargins_agreesWithTheNormalLaw() {
        double exact = FisherExact.pValue(5_200, 100_000, 50_000, 1_000_000);
        double normal = TwoProportions.zTest(5_200, 100_000, 50_000, 1_000_000);

        assertThat(exact / normal).isBetween(0.95, 1.05);
    }

    private static FeatureComparison numeric(FeatureProfile baseline, FeatureProfile current) {
        return FeatureComparison.of(
                baseline,
                baseline.missing(),
                current,
                current.missing(),
                FeatureKind.NUMERIC,
                FeatureComparison.NUMERIC_METHODS,
                0);
    }

    private static FeatureComparison categorical(FeatureProfile baseline, FeatureProfile current) {
        return FeatureComparison.of(baseline, 0, current, 0, FeatureKind.CATEGORICAL, List.of(), 0);
    }

    private static FeatureProfile profile(FeatureLayout layout, double... values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile;
    }

    private static FeatureProfile texts(FeatureLayout layout, String... values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (String value : values) {
            profile.addText(value);
        }
        return profile;
    }
}
