/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Samples that no textbook has: a defined result with a reason, never NaN, never an exception. */
class MultivariateDegenerateTest {
    private static final Set<String> ALL = new LinkedHashSet<>(MultivariateComparison.METHODS);

    /** It takes a second. */
    private static final Set<String> WITHOUT_FOREST =
            new LinkedHashSet<>(MultivariateComparison.METHODS.subList(1, 5));

    private static final MultivariateSettings SETTINGS = new MultivariateSettings(30, 0.01, 1);

    @Test
    void everyPairOfSamples_ofAnyShape_isDefinedOrHasAReason() {
        Map<String, EventRows> shapes = shapes();
        for (Map.Entry<String, EventRows> baseline : shapes.entrySet()) {
            for (Map.Entry<String, EventRows> current : shapes.entrySet()) {
                boolean isCommon =
                        baseline.getKey().equals("normal") || current.getKey().equals("normal");
                List<MultivariateResult> results =
                        MultivariateComparison.of(
                                isCommon ? ALL : WITHOUT_FOREST,
                                baseline.getValue(),
                                current.getValue(),
                                null,
                                null,
                                SETTINGS);
                assertThat(results).hasSize(isCommon ? 5 : 4);
                for (MultivariateResult result : results) {
                    String what = baseline.getKey() + " / " + current.getKey() + ": " + result;
                    assertThat(result.statistic() == null || result.isDrifted() == null)
                            .as(what)
                            .isEqualTo(
                                    result.statistic() == null
                                            || result.reasons()
                                                    .contains(MultivariateReason.TOO_FEW_EVENTS));
                    if (result.statistic() == null) {
                        assertThat(result.reasons()).as(what).isNotEmpty();
                        assertThat(result.isDrifted()).as(what).isNull();
                    }
                }
            }
        }
    }

    @Test
    void sameSample_twice_neverDrifts() {
        for (Map.Entry<String, EventRows> shape : shapes().entrySet()) {
            assertThat(compare(shape.getValue(), shape.getValue()))
                    .allSatisfy(
                            result ->
                                    assertThat(result.isDrifted())
                                            .as("%s: %s", shape.getKey(), result)
                                            .isNotEqualTo(true));
        }
    }

    @Test
    void fewEvents_whateverTheirValues_areNotJudged() {
        Random random = new Random(1);
        EventRows baseline = Samples.normal(random, 100, 3);
        EventRows current = Samples.map(Samples.normal(random, 29, 3), (row, i) -> row[0] += 100);
        for (MultivariateResult result : compare(baseline, current)) {
            assertThat(result.statistic()).as("%s", result).isNotNull();
            assertThat(result.isDrifted()).isNull();
            assertThat(result.reasons()).containsExactly(MultivariateReason.TOO_FEW_EVENTS);
        }
    }

    @Test
    void emptySides_areNamed() {
        EventRows none = Samples.of();
        EventRows some = Samples.normal(new Random(1), 50, 2);
        assertThat(compare(none, some))
                .allSatisfy(
                        result ->
                                assertThat(result.reasons())
                                        .containsExactly(MultivariateReason.NO_BASELINE_EVENTS));
        assertThat(compare(some, none))
                .allSatisfy(
                        result ->
                                assertThat(result.reasons())
                                        .containsExactly(MultivariateReason.NO_EVENTS));
    }

    @Test
    void brokenTie_betweenCopiedFeatures_isFoundByReconstructionAndDistance() {
        Random random = new Random(2);
        EventRows baseline =
                Samples.map(Samples.normal(random, 400, 3), (row, i) -> row[1] = 2 * row[0]);
        EventRows current = Samples.normal(random, 200, 3);
        List<MultivariateResult> results = compare(baseline, current);
        for (MultivariateResult result : results.subList(2, 5)) {
            assertThat(result.isDrifted()).as("%s", result).isTrue();
        }
    }

    @Test
    void tooManyFeatures_areRefused() {
        EventRows wide = Samples.normal(new Random(1), 20, 201);
        assertThat(compare(wide, wide))
                .hasSize(5)
                .allSatisfy(
                        result ->
                                assertThat(result.reasons())
                                        .containsExactly(MultivariateReason.TOO_MANY_FEATURES));
    }

    @Test
    void categoryCodes_rankByCommonness_newOnesLast() {
        CategoryCodes codes = CategoryCodes.of(Map.of("b", 5L, "a", 5L, "c", 9L, "never", 0L));
        assertThat(codes.code("c")).isZero();
        assertThat(codes.code("a")).isEqualTo(1);
        assertThat(codes.code("b")).isEqualTo(2);
        assertThat(codes.code("never")).isEqualTo(3);
        assertThat(codes.code("new")).isEqualTo(3);
        assertThat(codes.code(null)).isNaN();
    }

    private static Map<String, EventRows> shapes() {
        Random random = new Random(77);
        Map<String, EventRows> shapes = new LinkedHashMap<>();
        shapes.put("normal", Samples.normal(random, 60, 2));
        shapes.put("none", Samples.of());
        shapes.put("one", Samples.normal(random, 1, 2));
        shapes.put("two", Samples.normal(random, 2, 2));
        shapes.put("twelve", Samples.normal(random, 12, 2));
        shapes.put(
                "constant", Samples.map(Samples.normal(random, 60, 2), (row, i) -> fill(row, 3)));
        shapes.put(
                "missing",
                Samples.map(Samples.normal(random, 60, 2), (row, i) -> fill(row, Double.NaN)));
        shapes.put(
                "half missing",
                Samples.map(Samples.normal(random, 60, 2), (row, i) -> row[i % 2] = Double.NaN));
        shapes.put(
                "collinear",
                Samples.map(Samples.normal(random, 60, 2), (row, i) -> row[1] = -3 * row[0]));
        shapes.put(
                "one column constant",
                Samples.map(Samples.normal(random, 60, 2), (row, i) -> row[1] = 0.1));
        shapes.put(
                "mostly zero",
                Samples.map(
                        Samples.normal(random, 60, 2),
                        (row, i) -> fill(row, i % 10 == 0 ? row[0] : 0)));
        shapes.put("huge", Samples.map(Samples.normal(random, 60, 2), (row, i) -> row[0] *= 1e99));
        shapes.put(
                "tiny", Samples.map(Samples.normal(random, 60, 2), (row, i) -> row[0] *= 1e-300));
        shapes.put(
                "infinite",
                Samples.map(
                        Samples.normal(random, 60, 2),
                        (row, i) -> row[0] = i % 7 == 0 ? Double.POSITIVE_INFINITY : row[0]));
        shapes.put("one feature", Samples.normal(random, 60, 1));
        shapes.put("three features", Samples.normal(random, 60, 3));
        shapes.put("no features", new EventRows(List.of(), new double[60][0]));
        return shapes;
    }

    private static void fill(double[] row, double value) {
        Arrays.fill(row, value);
    }

    private static List<MultivariateResult> compare(EventRows baseline, EventRows current) {
        return MultivariateComparison.of(ALL, baseline, current, null, null, SETTINGS);
    }
}
