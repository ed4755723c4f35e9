/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The exact statistics of random samples lie within the bounds that their grids give. */
class GridBoundsTest {
    private static final List<RandomPair.Shape> SHAPES = List.of(RandomPair.Shape.values());
    private static final int PAIRS = 10_000;
    private static final long SEED = 20_261_121;
    private static final int[] RESOLUTIONS = {50, 200, 1000};
    private static final FeatureLayout LOG_GRID = FeatureLayout.numeric(null);

    private int exact;
    private int checked;

    @Test
    void bounds_ofRandomPairs_holdTheExactStatistics() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < PAIRS; i++) {
            int resolution = RESOLUTIONS[i / 12 % 3];
            RandomPair.Shape shape = SHAPES.get(i % 12);
            RandomPair pair =
                    RandomPair.draw(random, shape, 2 * resolution > 600 ? 1_100 : 2 * resolution);
            NumericGrid grid = NumericGrid.ofReference(pair.baseline(), resolution);
            String what = i + " " + shape + "@" + resolution;
            assertHolds(what, pair, FeatureLayout.numeric(grid));
            if (i % 5 == 0) {
                assertHolds(what + " retractable", pair, retractable(grid));
                assertHolds(what + " log", pair, LOG_GRID);
            }
        }
        System.out.println(PAIRS + " pairs; " + checked + " bounds, " + exact + " exact");
        assertThat(checked).isGreaterThanOrEqualTo(5 * PAIRS);
        assertThat(exact).isBetween(checked / 10, checked * 9 / 10);
    }

    @Test
    void bounds_whereExtremesAreNotKnown_holdValuesFarOut() {
        Random random = new Random(SEED);
        double[] baseline = random.doubles(500).toArray();
        FeatureLayout layout = retractable(NumericGrid.ofReference(baseline, 50));
        for (int i = 0; i < 200; i++) {
            // both sides have several values beyond the last guard, spread over many decades
            double[] first = farOut(random, baseline);
            double[] second = farOut(random, baseline);
            assertHolds("far " + i, new RandomPair(null, first, second), layout);
        }
    }

    private static double[] farOut(Random random, double[] values) {
        double[] result = Arrays.copyOf(values, values.length + 2 + random.nextInt(5));
        for (int i = values.length; i < result.length; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            result[i] = sign * Math.pow(10, 4 + 4 * random.nextDouble());
        }
        return result;
    }

    @Test
    void bounds_ofIndependentQuantileGridSamples_areTight() {
        Random random = new Random(SEED);
        double[] baseline = random.doubles(5_000).toArray();
        double[] current = random.doubles(3_000).map(x -> x * 1.2).toArray();
        NumericGrid grid = NumericGrid.ofReference(baseline, 200);
        FeaturePair pair = pair(FeatureLayout.numeric(grid), baseline, current);

        DriftResult ks = new KolmogorovSmirnov().compute(pair);
        assertThat(ks.upper() - ks.lower()).isLessThan(0.006);
        DriftResult kuiper = new Kuiper().compute(pair);
        assertThat(kuiper.upper() - kuiper.lower()).isLessThan(0.012);
        Wasserstein.Distance distance = Wasserstein.distance(pair.baseline(), pair.current());
        assertThat(distance.upper() - distance.lower()).isLessThan(1e-3 * distance.value());
        DriftResult energy = new Energy().compute(pair);
        assertThat(energy.upper() - energy.lower()).isLessThan(0.03 * energy.statistic());
        DriftResult mannWhitney = new MannWhitney().compute(pair);
        assertThat(mannWhitney.upper() - mannWhitney.lower()).isLessThan(0.006 * 15e6);
    }

    @Test
    void approximations_ofDistinctValuesInGaps_areGood() {
        Random random = new Random(SEED);
        for (int resolution : RESOLUTIONS) {
            double worstT = 0;
            double worstA = 0;
            for (int i = 0; i < 210; i++) {
                RandomPair.Shape shape = SHAPES.get(i % 7);
                assertThat(shape.isContinuous()).isTrue();
                RandomPair values = RandomPair.draw(random, shape, shape, 6_000);
                NumericGrid grid = NumericGrid.ofReference(values.baseline(), resolution);
                FeaturePair pair =
                        pair(FeatureLayout.numeric(grid), values.baseline(), values.current());
                ExactStatistics exactly = ExactStatistics.of(values.baseline(), values.current());
                double n = pair.currentSize();
                double m = pair.baselineSize();
                double t = new CramerVonMises().statistic(pair);
                worstT = Math.max(worstT, Math.abs(t - exactly.t()) / (0.1 + exactly.t()));
                double a = AndersonDarling.squaredDistance(OrderedCells.of(pair), n, m);
                double expected = exactly.aSquared();
                worstA = Math.max(worstA, Math.abs(a - expected) / (1 + expected));
            }
            System.out.println("@" + resolution + " worst T " + worstT + ", A² " + worstA);
            assertThat(worstT).isLessThan(resolution == 50 ? 0.05 : 0.02);
            assertThat(worstA).isLessThan(resolution == 50 ? 0.1 : 0.04);
        }
    }

    @Test
    void distance_whereNothingCrosses_isExact() {
        double[] baseline = DoubleStream.iterate(0, x -> x + 0.37).limit(900).toArray();
        double[] current = Arrays.stream(baseline).map(x -> x + 1000).toArray();
        NumericGrid grid = NumericGrid.ofReference(baseline, 50);
        FeaturePair pair = pair(FeatureLayout.numeric(grid), baseline, current);
        Wasserstein.Distance distance = Wasserstein.distance(pair.baseline(), pair.current());

        assertThat(distance.value()).isBetween(1000 * (1 - 1e-9), 1000 * (1 + 1e-9));
        assertThat(distance.upper() / distance.lower()).isLessThan(1 + 2e-9);
    }

    private void assertHolds(String what, RandomPair values, FeatureLayout layout) {
        FeaturePair pair = pair(layout, values.baseline(), values.current());
        ExactStatistics exactly = ExactStatistics.of(values.baseline(), values.current());
        assertHolds(what, new KolmogorovSmirnov(), pair, exactly.ks());
        assertHolds(what, new Kuiper(), pair, exactly.kuiper());
        assertHolds(what, new Energy(), pair, exactly.energy());
        assertHolds(what, new MannWhitney(), pair, exactly.u());
        Wasserstein.Distance distance = Wasserstein.distance(pair.baseline(), pair.current());
        assertBetween(
                what + " wasserstein",
                distance.lower(),
                distance.value(),
                distance.upper(),
                exactly.wasserstein());
        if (layout.grid() != null && !pair.isBaselineConstant()) {
            assertCounts(what, pair.bins().edges(), pair.bins().current(), values.current());
            assertCounts(what, pair.bins().edges(), pair.bins().baseline(), values.baseline());
        }
    }

    private void assertHolds(String what, DriftMethod method, FeaturePair pair, double exactly) {
        DriftResult result = method.compute(pair);
        String name = what + " " + method.name();
        assertBetween(name, result.lower(), result.statistic(), result.upper(), exactly);
        if (result.statistic() != method.statistic(pair)) {
            throw new AssertionError(name + ": two statistics");
        }
    }

    private void assertBetween(
            String what, double lower, double statistic, double upper, double exactly) {
        boolean holds =
                lower <= exactly && exactly <= upper && lower <= statistic && statistic <= upper;
        if (!holds) {
            String found = lower + " <= " + statistic + " <= " + upper;
            throw new AssertionError(what + ": " + exactly + " is not in " + found);
        }
        checked++;
        exact += upper - lower <= 1e-9 * exactly ? 1 : 0;
    }

    private static void assertCounts(String what, double[] edges, long[] counts, double[] values) {
        long[] expected = new long[counts.length];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && edges[bin] < value) {
                bin++;
            }
            expected[bin]++;
        }
        assertThat(counts).as(what).isEqualTo(expected);
    }

    private static FeatureLayout retractable(NumericGrid grid) {
        return new FeatureLayout(FeatureKind.NUMERIC, grid, null, Double.NaN, Double.NaN, 1, true);
    }

    private static FeaturePair pair(FeatureLayout layout, double[] baseline, double[] current) {
        return FeaturePair.of(
                profile(layout, baseline), profile(layout, current), FeatureKind.NUMERIC);
    }

    private static FeatureProfile profile(FeatureLayout layout, double[] values) {
        FeatureProfile profile = new FeatureProfile(layout);
        DoubleStream.of(values).forEach(profile::addNumber);
        return profile;
    }
}
