/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;
import io.tidemark.profile.NumericGrid;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The exact statistics of random samples lie within the bounds that their grids give. */
class GridBoundsTest {
    private static final int PAIRS = 2_400;
    private static final long SEED = 20_261_121;
    private static final int[] RESOLUTIONS = {50, 200, 1000};

    /** How one side of a pair is drawn. */
    private enum Shape {
        NORMAL,
        HEAVY_TAIL,
        LOG_NORMAL,
        UNIFORM,
        INTEGERS,
        MOSTLY_ZERO,
        TWO_HUMPS,
        CONSTANT,
        HUGE_AND_TINY,
        FEW_LEVELS
    }

    @Test
    void bounds_ofRandomPairs_holdTheExactStatistics() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        int exactKs = 0;
        double widestKs = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            Shape shape = Shape.values()[pair % Shape.values().length];
            Shape other =
                    random.nextInt(3) > 0
                            ? shape
                            : Shape.values()[random.nextInt(Shape.values().length)];
            double[] baseline = draw(random, shape, 0, 1);
            double[] current =
                    draw(random, other, random.nextGaussian() / 3, 0.5 + random.nextDouble());
            int resolution = RESOLUTIONS[random.nextInt(RESOLUTIONS.length)];
            NumericGrid grid = NumericGrid.ofReference(baseline, resolution);
            String what = pair + " " + shape + " " + other + " @" + resolution;

            NumericDistribution g = distribution(FeatureLayout.numeric(grid), baseline);
            NumericDistribution f = distribution(FeatureLayout.numeric(grid), current);
            DriftResult ks = KolmogorovSmirnov.compute(g, f);
            Exact exact = Exact.of(baseline, current);
            assertHolds(what, ks, exact);
            assertHolds(what, Wasserstein.distance(g, f), exact);
            exactKs += ks.lower().equals(ks.upper()) ? 1 : 0;
            widestKs = Math.max(widestKs, ks.upper() - ks.lower());

            NumericDistribution[] log =
                    NumericDistribution.align(
                            profile(FeatureLayout.numeric(null), baseline),
                            profile(FeatureLayout.numeric(null), current));
            assertHolds(what + " log", KolmogorovSmirnov.compute(log[0], log[1]), exact);
            assertHolds(what + " log", Wasserstein.distance(log[0], log[1]), exact);
        }
        System.out.println(
                PAIRS + " pairs; ks exact in " + exactKs + ", widest bounds " + widestKs);
        assertThat(exactKs).isBetween(PAIRS / 10, PAIRS - 1);
    }

    @Test
    void bounds_ofIndependentQuantileGridSamples_areTight() {
        Random random = new Random(SEED);
        double[] baseline = random.doubles(5_000).toArray();
        double[] current = random.doubles(3_000).map(x -> x * 1.2).toArray();
        NumericGrid grid = NumericGrid.ofReference(baseline, 200);
        NumericDistribution g = distribution(FeatureLayout.numeric(grid), baseline);
        NumericDistribution f = distribution(FeatureLayout.numeric(grid), current);

        DriftResult ks = KolmogorovSmirnov.compute(g, f);
        assertThat(ks.upper() - ks.lower()).isLessThan(0.006);
        Wasserstein.Distance distance = Wasserstein.distance(g, f);
        assertThat(distance.upper() - distance.lower()).isLessThan(1e-3 * distance.value());
    }

    @Test
    void distance_whereNothingCrosses_isExact() {
        double[] baseline = DoubleStream.iterate(0, x -> x + 0.37).limit(900).toArray();
        double[] current = Arrays.stream(baseline).map(x -> x + 1000).toArray();
        NumericGrid grid = NumericGrid.ofReference(baseline, 50);
        Wasserstein.Distance distance =
                Wasserstein.distance(
                        distribution(FeatureLayout.numeric(grid), baseline),
                        distribution(FeatureLayout.numeric(grid), current));

        assertThat(distance.value()).isBetween(1000 * (1 - 1e-9), 1000 * (1 + 1e-9));
        assertThat(distance.upper() / distance.lower()).isLessThan(1 + 2e-9);
    }

    private static void assertHolds(String what, DriftResult result, Exact exact) {
        assertThat(result.lower()).as(what).isLessThanOrEqualTo(exact.ks);
        assertThat(result.upper()).as(what).isGreaterThanOrEqualTo(exact.ks);
        assertThat(result.upper()).as(what).isLessThanOrEqualTo(1);
        assertThat(result.statistic()).as(what).isEqualTo(result.lower());
        assertThat(result.pValue()).as(what).isBetween(0.0, 1.0);
    }

    private static void assertHolds(String what, Wasserstein.Distance distance, Exact exact) {
        assertThat(distance.lower()).as(what).isLessThanOrEqualTo(exact.wasserstein);
        assertThat(distance.upper()).as(what).isGreaterThanOrEqualTo(exact.wasserstein);
        assertThat(distance.value()).as(what).isBetween(distance.lower(), distance.upper());
    }

    private static double[] draw(Random random, Shape shape, double shift, double scale) {
        int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 1500);
        double constant = random.nextInt(10);
        return DoubleStream.generate(() -> one(random, shape, shift, scale, constant))
                .limit(size)
                .toArray();
    }

    private static double one(
            Random random, Shape shape, double shift, double scale, double constant) {
        double normal = random.nextGaussian();
        double value =
                switch (shape) {
                    case NORMAL -> normal;
                    case HEAVY_TAIL -> normal / Math.abs(random.nextGaussian());
                    case LOG_NORMAL -> Math.exp(2 * normal);
                    case UNIFORM -> random.nextDouble();
                    case INTEGERS -> Math.rint(20 * normal);
                    case MOSTLY_ZERO -> random.nextInt(10) < 8 ? -shift / scale : normal;
                    case TWO_HUMPS -> normal + (random.nextBoolean() ? 10 : -10);
                    case CONSTANT -> constant;
                    case HUGE_AND_TINY -> normal * Math.pow(10, random.nextInt(40) - 20);
                    case FEW_LEVELS -> random.nextInt(4);
                };
        return shift + scale * value;
    }

    private static NumericDistribution distribution(FeatureLayout layout, double[] values) {
        return profile(layout, values).numeric();
    }

    private static FeatureProfile profile(FeatureLayout layout, double[] values) {
        FeatureProfile profile = new FeatureProfile(layout);
        DoubleStream.of(values).forEach(profile::addNumber);
        return profile;
    }

    /** Both statistics of the values themselves. */
    private record Exact(double ks, double wasserstein) {
        static Exact of(double[] first, double[] second) {
            double[] a = first.clone();
            double[] b = second.clone();
            Arrays.sort(a);
            Arrays.sort(b);
            double ks = 0;
            double wasserstein = 0;
            int i = 0;
            int j = 0;
            while (i < a.length || j < b.length) {
                double here = Math.min(at(a, i), at(b, j));
                while (at(a, i) == here) {
                    i++;
                }
                while (at(b, j) == here) {
                    j++;
                }
                ks = Math.max(ks, Math.abs((double) i / a.length - (double) j / b.length));
                if (i < a.length || j < b.length) {
                    double difference = (double) i * b.length - (double) j * a.length;
                    double width = Math.min(at(a, i), at(b, j)) - here;
                    wasserstein += Math.abs(difference) / a.length / b.length * width;
                }
            }
            return new Exact(ks, wasserstein);
        }

        private static double at(double[] sorted, int index) {
            return index < sorted.length ? sorted[index] : Double.POSITIVE_INFINITY;
        }
    }
}
