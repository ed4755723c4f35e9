/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often the methods find what is not there, and what is: seeded draws. */
class MultivariateDetectionTest {
    private static final double LEVEL = 0.05;
    private static final Set<String> ALL = new LinkedHashSet<>(MultivariateComparison.METHODS);
    private static final Set<String> CHEAP =
            Set.of(CorrelationShift.METHOD, PcaReconstruction.METHOD, MahalanobisOutliers.METHOD);

    @Test
    void verdicts_withoutDrift_areRare() {
        int trials = 200;
        for (int size : new int[] {50, 300}) {
            Map<String, Integer> found = new TreeMap<>();
            Map<String, Integer> significant = new TreeMap<>();
            for (int trial = 0; trial < trials; trial++) {
                Random random = new Random(1000L * size + trial);
                EventRows baseline = Samples.correlated(random, 500, 6, 0.4);
                EventRows current = Samples.correlated(random, size, 6, 0.4);
                count(baseline, current, CHEAP, trial, found, significant);
            }
            // five per cent and three standard errors
            assertThat(significant.values()).as("%d: %s", size, significant).allMatch(n -> n <= 19);
            assertThat(found.values()).as("%d: %s", size, found).allMatch(n -> n <= 19);
            assertThat(significant.keySet()).isNotEmpty();
        }
    }

    @Test
    void verdicts_withoutDriftOnHeavyTails_areRare() {
        int trials = 200;
        Map<String, Integer> found = new TreeMap<>();
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(7L + trial);
            EventRows baseline = lognormal(random, 500);
            EventRows current = lognormal(random, 300);
            count(baseline, current, CHEAP, trial, found, new TreeMap<>());
        }
        assertThat(found.values()).as("%s", found).allMatch(n -> n <= 19);
    }

    @Test
    void samplesMethods_withoutDrift_areRarelyWrong() {
        int trials = 20;
        Map<String, Integer> found = new TreeMap<>();
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(90_000L + trial);
            count(
                    Samples.normal(random, 150, 4),
                    Samples.normal(random, 100, 4),
                    Set.of(DomainClassifier.METHOD, MaximumMeanDiscrepancy.METHOD),
                    trial,
                    found,
                    new TreeMap<>());
        }
        assertThat(found.values()).as("%s", found).allMatch(n -> n <= 4);
    }

    @Test
    void everyMethod_withoutDriftInOneSample_sayNo() {
        Random random = new Random(3);
        EventRows baseline = Samples.correlated(random, 500, 5, 0.5);
        EventRows current = Samples.correlated(random, 400, 5, 0.5);
        assertThat(compare(baseline, current, 1))
                .hasSize(5)
                .allSatisfy(result -> assertThat(result.isDrifted()).as("%s", result).isFalse());
    }

    @Test
    void shift_ofOneFeature_isFoundAndNamed() {
        Random random = new Random(4);
        EventRows baseline = Samples.normal(random, 500, 8);
        EventRows current = Samples.map(Samples.normal(random, 400, 8), (row, i) -> row[3] += 1);
        List<MultivariateResult> results = compare(baseline, current, 1);
        for (MultivariateResult result : results.subList(0, 2)) {
            assertThat(result.isDrifted()).as("%s", result).isTrue();
            assertThat(result.moved().get(0).feature()).isEqualTo("x3");
            assertThat(result.moved().get(0).share()).isGreaterThan(0.5);
        }
    }

    @Test
    void correlation_thatAloneChanges_isFoundAndThePairNamed() {
        Random random = new Random(5);
        EventRows baseline = Samples.correlated(random, 500, 4, 0.7);
        double[][] rows = Samples.correlated(random, 400, 4, 0.7).rows();
        for (double[] row : rows) {
            row[2] = -row[2];
        }
        List<MultivariateResult> results =
                compare(baseline, new EventRows(baseline.features(), rows), 1);
        assertThat(results.subList(0, 4))
                .allSatisfy(result -> assertThat(result.isDrifted()).as("%s", result).isTrue());
        assertThat(results.get(2).moved())
                .allSatisfy(moved -> assertThat(moved.feature()).contains("x2"));
        assertThat(results.get(2).moved()).hasSize(3);
        assertThat(results.get(3).moved().get(0).feature()).isEqualTo("x2");
    }

    @Test
    void missingValues_thatGrow_areFoundByForestAndKernel() {
        Random random = new Random(6);
        EventRows baseline = Samples.normal(random, 300, 4);
        EventRows current =
                Samples.map(
                        Samples.normal(random, 300, 4),
                        (row, i) -> row[1] = i % 3 == 0 ? Double.NaN : row[1]);
        List<MultivariateResult> results = compare(baseline, current, 1);
        for (MultivariateResult result : results.subList(0, 2)) {
            assertThat(result.isDrifted()).as("%s", result).isTrue();
            assertThat(result.moved().get(0).feature()).isEqualTo("x1");
        }
    }

    @Test
    void results_twice_areTheSameBits() {
        Random random = new Random(8);
        EventRows baseline = Samples.normal(random, 120, 3);
        EventRows current = Samples.map(Samples.normal(random, 110, 3), (row, i) -> row[0] += 0.7);
        assertThat(compare(baseline, current, 5)).isEqualTo(compare(baseline, current, 5));
    }

    @Test
    void results_inOtherUnits_areTheSame() {
        Random random = new Random(9);
        EventRows baseline = Samples.normal(random, 120, 3);
        EventRows current = Samples.map(Samples.normal(random, 110, 3), (row, i) -> row[0] += 0.7);
        Samples.Change unit = (row, i) -> row[0] = row[0] * 1024 + 65_536;
        List<MultivariateResult> plain = compare(baseline, current, 5);
        List<MultivariateResult> scaled =
                compare(Samples.map(baseline, unit), Samples.map(current, unit), 5);
        for (int k = 0; k < plain.size(); k++) {
            assertThat(scaled.get(k).statistic())
                    .as(plain.get(k).method())
                    .isCloseTo(plain.get(k).statistic(), within(1e-6));
        }
    }

    private static List<MultivariateResult> compare(
            EventRows baseline, EventRows current, long seed) {
        return MultivariateComparison.of(
                ALL, baseline, current, null, null, new MultivariateSettings(30, 0.01, seed));
    }

    private static void count(
            EventRows baseline,
            EventRows current,
            Set<String> methods,
            long seed,
            Map<String, Integer> found,
            Map<String, Integer> significant) {
        for (MultivariateResult result :
                MultivariateComparison.of(
                        methods,
                        baseline,
                        current,
                        null,
                        null,
                        new MultivariateSettings(30, LEVEL, seed))) {
            found.merge(result.method(), result.isDrifted() ? 1 : 0, Integer::sum);
            significant.merge(result.method(), result.pDecision() <= LEVEL ? 1 : 0, Integer::sum);
        }
    }

    private static EventRows lognormal(Random random, int size) {
        return Samples.map(
                Samples.correlated(random, size, 4, 0.3),
                (row, i) -> {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = Math.exp(row[j]);
                    }
                });
    }
}
