/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumericDistributionTest {
    private static final long SEED = 27L;

    @Test
    void quantile_everyValueAPoint_isExact() {
        for (JsonNode testCase : Oracles.fromResources("univariate.json").get("cases")) {
            JsonNode expected = testCase.get("expected").get("summary_reference");
            if (expected != null && expected.get("distinct").intValue() <= 200) {
                double[] values = Oracles.numbers(testCase.get("reference"));
                FeatureProfile profile = gridProfile(values, values);
                for (String name : new String[] {"q25", "median", "q75"}) {
                    double q =
                            name.equals("median") ? 0.5 : Integer.parseInt(name, 1, 3, 10) / 100.0;
                    assertThat(profile.quantile(q))
                            .as(testCase.get("name").textValue())
                            .isCloseTo(expected.get(name).doubleValue(), within(1e-12));
                }
            }
        }
    }

    @Test
    void quantile_manyValues_staysInsideTheGap() {
        System.out.println("NumericDistributionTest seed " + SEED);
        Random random = new Random(SEED);
        double[] values = random.doubles(20_000).map(u -> random.nextGaussian()).toArray();
        NumericDistribution distribution = gridProfile(values, values).numeric();
        Arrays.sort(values);
        for (double q = 0.01; q < 1.0; q += 0.01) {
            double exact = values[(int) (q * (values.length - 1))];
            assertThat(distribution.quantile(q)).isCloseTo(exact, within(0.05));
        }
        assertThat(distribution.quantile(0.0)).isEqualTo(values[0]);
        assertThat(distribution.quantile(1.0)).isEqualTo(values[values.length - 1]);
        assertThatThrownBy(() -> distribution.quantile(1.1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gapOffsets_everyGap_sumTheDistances() {
        Random random = new Random(SEED);
        double[] reference = random.doubles(5000).map(u -> random.nextGaussian()).toArray();
        double[] values = random.doubles(3000).map(u -> 40 * random.nextGaussian()).toArray();
        check(gridProfile(reference, values), values);
        check(logProfile(values), values);
    }

    private static void check(FeatureProfile profile, double[] values) {
        NumericDistribution counts = profile.numeric();
        double[] edges = counts.edges();
        double[] expected = new double[edges.length + 1];
        long[] gaps = new long[edges.length + 1];
        long[] points = new long[edges.length];
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            if (at >= 0) {
                points[at]++;
            } else {
                int gap = -at - 1;
                gaps[gap]++;
                expected[gap] += gap == 0 ? edges[0] - value : value - edges[gap - 1];
            }
        }
        assertThat(counts.gaps()).isEqualTo(gaps);
        assertThat(counts.points()).isEqualTo(points);
        assertThat(counts.total()).isEqualTo(values.length);
        for (int gap = 0; gap < gaps.length; gap++) {
            boolean isInner = gap > 0 && gap < edges.length;
            double width = isInner ? edges[gap] - edges[gap - 1] : 0.0;
            double error = gaps[gap] * width * NumericDistribution.OFFSET_ERROR;
            assertThat(counts.gapOffsets()[gap])
                    .isCloseTo(expected[gap], within(error + 1e-12 * expected[gap]));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(counts.lowest()).isEqualTo(sorted[0]);
        assertThat(counts.highest()).isEqualTo(sorted[sorted.length - 1]);
    }

    @Test
    void align_logGrids_shareEdgesAndKeepCounts() {
        FeatureProfile first = logProfile(-5.3, -5.3, 0.0, 1.0, 7.77);
        FeatureProfile second = logProfile(2.0, 7.771, 1e50, -1e-300);
        NumericDistribution[] aligned = NumericDistribution.align(first, second);
        assertThat(aligned[0].edges()).isEqualTo(aligned[1].edges());
        assertThat(aligned[0].edges()).isSorted().contains(0.0, 1.0, 2.0);
        assertThat(aligned[0].total()).isEqualTo(5);
        assertThat(aligned[1].total()).isEqualTo(4);
        assertThat(Arrays.stream(aligned[1].gapOffsets()).sum()).isGreaterThan(0.0);
        NumericDistribution[] swapped = NumericDistribution.align(second, first);
        assertThat(swapped[1].gaps()).isEqualTo(aligned[0].gaps());
    }

    @Test
    void align_nothingSeen_isEmpty() {
        NumericDistribution[] aligned = NumericDistribution.align(logProfile(), logProfile(3.0));
        assertThat(aligned[0].total()).isZero();
        assertThat(aligned[0].edges()).containsExactly(3.0);
        assertThat(logProfile().numeric().edges()).isEmpty();
        assertThat(logProfile().numeric().quantile(0.5)).isNull();
    }

    @Test
    void align_differentGrids_isRefused() {
        double[] some = {1.0, 2.0};
        FeatureProfile onGrid = gridProfile(some, some);
        assertThatThrownBy(() -> NumericDistribution.align(onGrid, logProfile(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                NumericDistribution.align(
                                        onGrid, gridProfile(new double[] {3}, some)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void offset_gapTooNarrowToInvert_staysInside() {
        double[] edges = {0.0, 40 * Double.MIN_VALUE};
        FeatureProfile profile =
                new FeatureProfile(FeatureLayout.numeric(NumericGrid.ofPoints(edges)));
        profile.addNumber(10 * Double.MIN_VALUE);
        assertThat(profile.numeric().gaps()[1]).isEqualTo(1);
        assertThat(profile.numeric().gapOffsets()[1]).isBetween(0.0, edges[1]);
        assertThat(profile.quantile(0.5)).isEqualTo(10 * Double.MIN_VALUE);
    }

    private static FeatureProfile gridProfile(double[] reference, double... values) {
        return filled(FeatureLayout.numeric(NumericGrid.ofReference(reference, 200)), values);
    }

    private static FeatureProfile logProfile(double... values) {
        return filled(FeatureLayout.numeric(null), values);
    }

    private static FeatureProfile filled(FeatureLayout layout, double... values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (double value : values) {
            profile.addNumber(value);
        }
        return profile;
    }
}
