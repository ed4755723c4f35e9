/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullDistributionsTest {
    private static final int REFERENCE = 5000;

    @Test
    void pDecision_continuousValues_isKolmogorovsLaw() {
        FeatureProfile baseline = uniform(REFERENCE, 0, 1);
        NullDistributions nulls = new NullDistributions();

        for (double shift : new double[] {0.02, 0.04, 0.06, 0.08, 0.1}) {
            FeaturePair pair = pair(baseline, window(baseline, 1500, 7, shift));
            DriftResult ks = new KolmogorovSmirnov().compute(pair);
            double p = nulls.pDecision(pair, new KolmogorovSmirnov());

            // published: of the values themselves, by SciPy's law; a grid can only take away
            assertThat(p).isBetween(0.4 * ks.pValue(), 1.3 * ks.pValue());
        }
        assertThat(nulls.simulations()).as("a glance and a look").isEqualTo(2);
    }

    @Test
    void pDecision_manyValuesInFewCategories_isChiSquaresLaw() {
        FeatureProfile baseline = categories(20_000, 4, 3);
        NullDistributions nulls = new NullDistributions();

        for (int seed = 0; seed < 8; seed++) {
            FeaturePair pair = pair(baseline, categoriesOf(baseline, 8000, 4, 100 + seed));
            DriftResult chi = new ChiSquare().compute(pair);

            assertThat(nulls.pDecision(pair, new ChiSquare()))
                    .isCloseTo(chi.pValue(), within(0.03));
        }
    }

    @Test
    void pDecision_twoCategories_isFishersTest() {
        FeatureProfile baseline = categories(200, 2, 3);
        FeaturePair pair = pair(baseline, categoriesOf(baseline, 40, 2, 5));
        BinnedCounts bins = pair.bins();

        assertThat(new NullDistributions().pDecision(pair, new ChiSquare()))
                .isEqualTo(FisherExact.pValue(bins.current()[0], 40, bins.baseline()[0], 200));
    }

    @Test
    void pDecision_constantBaseline_countsWhatDiffers() {
        FeatureProfile baseline = new FeatureProfile(FeatureLayout.numeric(grid(5, 5, 5)));
        FeatureProfile current = new FeatureProfile(baseline.layout());
        for (int i = 0; i < 1000; i++) {
            baseline.addNumber(5);
            current.addNumber(i < 30 ? 4 : 5);
        }
        NullDistributions nulls = new NullDistributions();

        assertThat(nulls.pDecision(pair(baseline, baseline), new KolmogorovSmirnov()))
                .isEqualTo(1.0);
        assertThat(nulls.pDecision(pair(baseline, current), new KolmogorovSmirnov()))
                .isEqualTo(FisherExact.pValue(30, 1000, 0, 1000))
                .isLessThan(1e-6);
    }

    @Test
    void pDecision_whateverTheCacheKeeps_isTheSame() {
        NullDistributions large = new NullDistributions();
        NullDistributions none = new NullDistributions(0);
        NullDistributions small = new NullDistributions(40_000);
        FeatureProfile numbers = uniform(800, 0, 1);
        FeatureProfile texts = categories(900, 12, 3);

        for (int round = 0; round < 2; round++) {
            for (int size : new int[] {40, 90, 400}) {
                FeaturePair number = pair(numbers, window(numbers, size, 7, 0.05));
                FeaturePair text = pair(texts, categoriesOf(texts, size, 12, 9));
                for (String name : List.of("ks", "total_variation", "psi")) {
                    same(number, DriftMethods.find(number.kind(), name), large, none, small);
                }
                same(text, new ChiSquare(), large, none, small);
            }
        }
        assertThat(large.simulations()).isBetween(12L, 24L);
        assertThat(none.simulations()).isEqualTo(2 * large.simulations());
        assertThat(small.simulations()).isGreaterThan(large.simulations());
    }

    private static void same(
            FeaturePair pair,
            DriftMethod method,
            NullDistributions first,
            NullDistributions... others) {
        Double expected = first.pDecision(pair, method);
        assertThat(expected).isBetween(0.0, 1.0);
        for (NullDistributions other : others) {
            assertThat(other.pDecision(pair, method)).isEqualTo(expected);
        }
    }

    @Test
    void pDecision_ofOneMethod_ignoresTheOthersAsked() {
        FeatureProfile baseline = uniform(800, 0, 1);
        FeaturePair pair = pair(baseline, window(baseline, 200, 7, 0.05));
        NullDistributions asked = new NullDistributions();
        for (DriftMethod method : DriftMethods.of(FeatureKind.NUMERIC)) {
            asked.pDecision(pair, method);
        }

        assertThat(asked.pDecision(pair, new TotalVariation()))
                .isEqualTo(new NullDistributions().pDecision(pair, new TotalVariation()));
    }

    @Test
    void pDecision_categoriesSeenByNeither_areExpected() {
        // every value its own category: no window can be told from the baseline
        FeatureProfile baseline = categories(1000, 1_000_000, 3);
        FeatureProfile current = categoriesOf(baseline, 500, 1_000_000, 4);
        FeatureComparison comparison =
                FeatureComparison.of(
                        baseline, 0, current, 0, FeatureKind.CATEGORICAL, List.of(), 0);

        assertThat(comparison.result("chi_square").pDecision()).isGreaterThan(0.05);
        assertThat(comparison.result("new_values").pDecision()).isGreaterThan(0.05);
        assertThat(comparison.result("new_values").pValue()).isLessThan(1e-9);
        assertThat(comparison.result("jensen_shannon").pDecision()).isNull();
    }

    @Test
    void pDecision_newValuesOfACompleteBaseline_isTheirChance() {
        FeatureProfile baseline = categories(1000, 3, 3);
        FeatureProfile current = categoriesOf(baseline, 500, 3, 4);
        current.addText("new");
        current.addText("new");
        FeatureComparison comparison =
                FeatureComparison.of(
                        baseline, 0, current, 0, FeatureKind.CATEGORICAL, List.of(), 0);

        // the first two of such values both lie in the window
        assertThat(comparison.result("new_values").pDecision())
                .isCloseTo(502.0 / 1502 * 501 / 1501, withinPercentage(1));
    }

    @Test
    void pDecision_withoutValues_isNull() {
        FeatureProfile baseline = uniform(100, 0, 1);
        FeaturePair pair = pair(baseline, new FeatureProfile(baseline.layout()));

        assertThat(new NullDistributions().pDecision(pair, new KolmogorovSmirnov())).isNull();
    }

    @Test
    void quantity_ofDrawnCounts_isTheMethodsStatistic() {
        FeatureProfile baseline = uniform(700, 0, 1);
        FeaturePair pair = pair(baseline, baseline);
        GridBaseline grid = new GridBaseline(pair.baseline());
        SeededDraws draws = new SeededDraws(1);
        long[] first = grid.cells().draw(draws, 700);
        long[] second = grid.cells().draw(draws, 300);
        NullForm form = NullForm.of("ks");

        // the same samples, value by value
        FeatureProfile one = new FeatureProfile(baseline.layout());
        FeatureProfile two = new FeatureProfile(baseline.layout());
        double[] edges = baseline.layout().grid().edges();
        int cell = 0;
        for (int i = 0; i < 2 * edges.length + 1; i++) {
            long held =
                    i % 2 == 0
                            ? baseline.numeric().gaps()[i / 2]
                            : baseline.numeric().points()[i / 2];
            if (held > 0) {
                double place = i % 2 == 1 ? edges[i / 2] : (edges[i / 2 - 1] + edges[i / 2]) / 2;
                for (long k = 0; k < first[cell]; k++) {
                    one.addNumber(place);
                }
                for (long k = 0; k < second[cell]; k++) {
                    two.addNumber(place);
                }
                cell++;
            }
        }
        double statistic = new KolmogorovSmirnov().statistic(pair(one, two));
        assertThat(grid.quantity(new KolmogorovSmirnov(), form, first, second))
                .isCloseTo(statistic * statistic * 210, within(1e-12));
    }

    @Test
    void draw_manySamples_haveTheSharesAndSpread() {
        SeededDraws draws = new SeededDraws(3);
        CountDraws law = new CountDraws(new double[] {1, 2, 3, 94});
        for (int size : new int[] {20, 4000}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 20_000; i++) {
                long[] counts = law.draw(draws, size);
                assertThat(counts[0] + counts[1] + counts[2] + counts[3]).isEqualTo(size);
                sum += counts[2];
                squares += (double) counts[2] * counts[2];
            }
            double mean = sum / 20_000;
            assertThat(mean).isCloseTo(0.03 * size, withinPercentage(2));
            assertThat(squares / 20_000 - mean * mean)
                    .isCloseTo(0.03 * 0.97 * size, withinPercentage(5));
        }
    }

    private static FeaturePair pair(FeatureProfile baseline, FeatureProfile current) {
        return FeaturePair.of(baseline, current, baseline.layout().kind());
    }

    private static NumericGrid grid(double... values) {
        return NumericGrid.ofReference(values, 200);
    }

    private static FeatureProfile uniform(int size, long seed, double width) {
        SeededDraws draws = new SeededDraws(seed);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = draws.uniform() * width;
        }
        FeatureProfile profile = new FeatureProfile(FeatureLayout.numeric(grid(values)));
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile;
    }

    private static FeatureProfile window(FeatureProfile like, int size, long seed, double shift) {
        SeededDraws draws = new SeededDraws(seed);
        FeatureProfile profile = new FeatureProfile(like.layout());
        for (int i = 0; i < size; i++) {
            profile.addNumber(draws.uniform() + shift);
        }
        return profile;
    }

    private static FeatureProfile categories(int size, int number, long seed) {
        SeededDraws draws = new SeededDraws(seed);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add("c" + (int) (draws.uniform() * number));
        }
        List<String> known = values.stream().distinct().toList();
        FeatureProfile profile = new FeatureProfile(FeatureLayout.categorical(known));
        values.forEach(profile::addText);
        return profile;
    }

    private static FeatureProfile categoriesOf(
            FeatureProfile like, int size, int number, long seed) {
        SeededDraws draws = new SeededDraws(seed);
        FeatureProfile profile = new FeatureProfile(like.layout());
        for (int i = 0; i < size; i++) {
            profile.addText("c" + (int) (draws.uniform() * number));
        }
        return profile;
    }
}
