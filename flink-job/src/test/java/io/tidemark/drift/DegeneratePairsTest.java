/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every method on every pair of awkward samples: a finite result, or none and a reason. */
class DegeneratePairsTest {
    private static final Map<String, double[]> SAMPLES = samples();

    @Test
    void compute_everyMethodOnAwkwardNumbers_isFiniteOrHasAReason() {
        int seen = 0;
        for (Map.Entry<String, double[]> baseline : SAMPLES.entrySet()) {
            for (Map.Entry<String, double[]> current : SAMPLES.entrySet()) {
                for (FeatureLayout layout : layouts(baseline.getValue(), current.getValue())) {
                    FeaturePair pair =
                            FeaturePair.of(
                                    profile(layout, baseline.getValue()),
                                    profile(layout, current.getValue()),
                                    FeatureKind.NUMERIC);
                    String what = baseline.getKey() + " / " + current.getKey();
                    seen += assertDefined(what, pair);
                }
            }
        }
        System.out.println(seen + " results of awkward numbers");
        assertThat(seen).isGreaterThan(5_000);
    }

    @Test
    void compute_sameSampleOnBothSides_isNoDrift() {
        for (Map.Entry<String, double[]> sample : SAMPLES.entrySet()) {
            for (FeatureLayout layout : layouts(sample.getValue(), sample.getValue())) {
                FeaturePair pair =
                        FeaturePair.of(
                                profile(layout, sample.getValue()),
                                profile(layout, sample.getValue()),
                                FeatureKind.NUMERIC);
                for (DriftMethod method : DriftMethods.of(FeatureKind.NUMERIC)) {
                    DriftResult result = method.compute(pair);
                    String what = sample.getKey() + " " + method.name();
                    if (result.pValue() != null) {
                        assertThat(result.pValue()).as(what).isGreaterThanOrEqualTo(0.1);
                    }
                    boolean isSelfZero =
                            !List.of(
                                            "mann_whitney",
                                            "cramer_von_mises",
                                            "anderson_darling",
                                            "energy")
                                    .contains(method.name());
                    if (result.statistic() != null && isSelfZero) {
                        assertThat(result.statistic()).as(what).isZero();
                    }
                }
            }
        }
    }

    @Test
    void compute_everyMethodOnAwkwardCategories_isFiniteOrHasAReason() {
        FeatureLayout layout = FeatureLayout.categorical(null);
        List<FeatureProfile> profiles = new ArrayList<>();
        profiles.add(texts(layout));
        profiles.add(texts(layout, "a"));
        profiles.add(texts(layout, "b"));
        profiles.add(texts(layout, "a", "b"));
        profiles.add(texts(layout, "a", "b", "c", "", "\uD83D\uDE00"));
        profiles.add(texts(layout, new String[1_000]));
        FeatureProfile million = new FeatureProfile(layout);
        for (int i = 0; i < 1_000_000; i++) {
            million.addText("user-" + i);
        }
        assertThat(million.other()).isPositive();
        profiles.add(million);
        int seen = 0;
        for (FeatureProfile baseline : profiles) {
            for (FeatureProfile current : profiles) {
                FeaturePair pair = FeaturePair.of(baseline, current, FeatureKind.CATEGORICAL);
                assertThat(pair.bins().size()).isLessThan(2_100);
                seen += assertDefined("categories", pair);
            }
        }
        assertThat(seen).isEqualTo(49 * DriftMethods.of(FeatureKind.CATEGORICAL).size());
    }

    @Test
    void compute_billionsOfEach_areDefined() {
        BinnedCounts bins =
                new BinnedCounts(
                        List.of("a", "b"),
                        null,
                        new long[] {4_000_000_000L, 1_000_000_000L},
                        new long[] {4_000_000_000L, 1_000_100_000L});
        assertDefined("huge counts", FeaturePair.ofCategories(bins));
    }

    @Test
    void isBaselineConstant_spreadTooSmallToSquare_isSeen() {
        double[] tiny = {1e-200, 2e-200, 3e-200};
        FeatureLayout layout = FeatureLayout.numeric(NumericGrid.ofReference(tiny, 50));
        FeaturePair pair =
                FeaturePair.of(profile(layout, tiny), profile(layout, tiny), FeatureKind.NUMERIC);

        assertThat(pair.isBaselineConstant()).isFalse();
        assertThat(pair.baselineMoments().populationStddev()).isBetween(8.164e-201, 8.166e-201);
    }

    private static int assertDefined(String what, FeaturePair pair) {
        int seen = 0;
        for (DriftMethod method : DriftMethods.of(pair.kind())) {
            String name = what + " " + method.name();
            // a result refuses NaN and infinities itself
            DriftResult result = method.compute(pair);
            double statistic = method.statistic(pair);
            if (result.statistic() == null) {
                assertThat(result.reason()).as(name).isNotNull();
                assertThat(statistic).as(name).isNaN();
            } else {
                assertThat(statistic).as(name).isEqualTo(result.statistic());
                assertThat(method.extremeness(pair)).as(name).isFinite();
            }
            if (result.pValue() != null) {
                assertThat(result.pValue()).as(name).isBetween(0.0, 1.0);
            }
            if (result.lower() != null) {
                assertThat(result.lower()).as(name).isLessThanOrEqualTo(result.statistic());
                assertThat(result.upper()).as(name).isGreaterThanOrEqualTo(result.statistic());
            }
            assertThat(result.method()).isEqualTo(method.name());
            seen++;
        }
        return seen;
    }

    private static List<FeatureLayout> layouts(double[] baseline, double[] current) {
        List<FeatureLayout> layouts = new ArrayList<>();
        layouts.add(FeatureLayout.numeric(null));
        boolean isEmpty = Arrays.stream(baseline).noneMatch(x -> Math.abs(x) <= 1e100);
        if (!isEmpty) {
            layouts.add(FeatureLayout.numeric(NumericGrid.ofReference(baseline, 50)));
            layouts.add(FeatureLayout.numeric(NumericGrid.ofAllValues(baseline, current)));
            layouts.add(
                    new FeatureLayout(
                            FeatureKind.NUMERIC,
                            NumericGrid.ofReference(baseline, 10),
                            null,
                            Double.NaN,
                            Double.NaN,
                            1,
                            true));
        }
        return layouts;
    }

    private static Map<String, double[]> samples() {
        Map<String, double[]> samples = new LinkedHashMap<>();
        samples.put("empty", new double[0]);
        samples.put("single", new double[] {3});
        samples.put("two", new double[] {3, 4});
        samples.put("constant", filled(50, 7));
        samples.put("constant zero", filled(1_000, -0.0));
        samples.put("other constant", filled(40, 7.000000001));
        samples.put("tied", new double[] {1, 1, 1, 2, 2, 2, 2, 3});
        samples.put("disjoint", new double[] {101, 102, 103, 104});
        samples.put("sequence", sequence(300));
        samples.put("huge", new double[] {-1e300, 1e300, 1e300, 2e300});
        samples.put("largest", new double[] {-1e100, 1e100, 1e99});
        samples.put("mixed sizes", new double[] {1e-300, 1, 1e100, -1e100, 5});
        samples.put("denormal", new double[] {4.9e-324, 1e-323, 1e-310, 0, -4.9e-324});
        samples.put("tiny spread", new double[] {1e-200, 2e-200, 3e-200});
        samples.put("far from zero", new double[] {1e15, 1e15 + 1, 1e15 + 2});
        samples.put("heavy tail", new double[] {1, 1.1, 1.2, 1.3, 1e30, 1e60, 1e90});
        return samples;
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] sequence(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 0.37 - 20;
        }
        return values;
    }

    private static FeatureProfile profile(FeatureLayout layout, double[] values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (double value : values) {
            profile.addNumber(value);
        }
        profile.addMissing();
        return profile;
    }

    private static FeatureProfile texts(FeatureLayout layout, String... values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (String value : values) {
            profile.addText(value == null ? "same" : value);
        }
        profile.addMissing();
        return profile;
    }
}
