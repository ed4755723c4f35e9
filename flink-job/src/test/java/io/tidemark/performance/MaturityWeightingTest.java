/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaturityWeightingTest {
    private static final long DAY = 86_400_000L;
    private static final TallyLayout LAYOUT =
            TallyLayout.of(Task.BINARY, List.of("no", "yes"), "yes");

    /** Positives take a day on average, negatives twenty. */
    private static double delay(boolean isPositive, Random random) {
        return -StrictMath.log(1 - random.nextDouble()) * DAY * (isPositive ? 1 : 20);
    }

    @Test
    void metrics_earlyLabelsOfPositives_areCorrectedToWithinThreePoints() {
        long seed = 31;
        System.out.println("early-label bias, seed " + seed);
        Random random = new Random(seed);
        MaturityCurves curves = new MaturityCurves();
        for (int i = 0; i < 20_000; i++) {
            boolean isPositive = random.nextDouble() < 0.2;
            curves.add(isPositive ? "yes" : "no", delay(isPositive, random));
        }
        // about a third of the labels are known after four days
        long age = 4 * DAY;
        Tally known = new Tally(LAYOUT);
        Tally all = new Tally(LAYOUT);
        int size = 20_000;
        for (int i = 0; i < size; i++) {
            boolean isPositive = random.nextDouble() < 0.2;
            boolean isRight = random.nextDouble() < (isPositive ? 0.6 : 0.95);
            String predicted = isPositive == isRight ? "yes" : "no";
            String label = isPositive ? "yes" : "no";
            all.add(Pairs.predicted(predicted), Pairs.label(label), 1);
            if (delay(isPositive, random) <= age) {
                known.add(Pairs.predicted(predicted), Pairs.label(label), 1);
            }
        }
        double coverage = (double) known.labelled() / size;
        assertThat(coverage).isBetween(0.25, 0.4);
        MaturityWeighting weighting =
                new MaturityWeighting(
                        MaturityCurves.fromBytes(curves.toBytes()), LAYOUT.decision());
        weighting.add(age, known.classes().confusion());
        Map<String, Metric> weighted = PerformanceMetricsTest.byName(weighting.metrics());
        Map<String, Metric> raw = PerformanceMetricsTest.byName(PerformanceMetrics.of(known));
        Map<String, Metric> truth = PerformanceMetricsTest.byName(PerformanceMetrics.of(all));
        System.out.printf(
                "coverage %.3f accuracy: known %.4f, weighted %.4f [%.4f, %.4f], true %.4f%n",
                coverage,
                raw.get("accuracy").value(),
                weighted.get("accuracy").value(),
                weighted.get("accuracy").lower(),
                weighted.get("accuracy").upper(),
                truth.get("accuracy").value());
        assertThat(truth.get("accuracy").value() - raw.get("accuracy").value()).isGreaterThan(0.1);
        for (Metric metric : weighting.metrics()) {
            double value = truth.get(metric.name()).value();
            assertThat(metric.value()).as(metric.name()).isCloseTo(value, within(0.03));
            assertThat(value).as("%s", metric).isBetween(metric.lower(), metric.upper());
        }
    }

    @Test
    void metrics_everythingMature_equalTheObservedOnes() {
        Tally tally = new Tally(LAYOUT);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            tally.add(
                    Pairs.predicted(random.nextBoolean() ? "yes" : "no"),
                    Pairs.label(random.nextBoolean() ? "yes" : "no"),
                    1);
        }
        MaturityWeighting weighting =
                new MaturityWeighting(new MaturityCurves(), LAYOUT.decision());
        weighting.add(Long.MAX_VALUE, tally.classes().confusion());
        Map<String, Metric> observed = PerformanceMetricsTest.byName(PerformanceMetrics.of(tally));
        for (Metric metric : weighting.metrics()) {
            Metric expected = observed.get(metric.name());
            assertThat(metric.value()).isCloseTo(expected.value(), within(1e-12));
            assertThat(metric.lower()).isCloseTo(expected.lower(), within(1e-9));
            assertThat(metric.upper()).isCloseTo(expected.upper(), within(1e-9));
        }
        assertThat(weighting.metrics()).hasSize(6);
    }

    @Test
    void metrics_tooYoungOrUnknownCurves_areNullWithTheReason() {
        Tally tally = new Tally(LAYOUT);
        tally.add(Pairs.predicted("yes"), Pairs.label("yes"), 1);
        MaturityCurves curves = new MaturityCurves();
        MaturityWeighting unknown = new MaturityWeighting(curves, LAYOUT.decision());
        unknown.add(DAY, tally.classes().confusion());
        assertThat(unknown.metrics())
                .allMatch(m -> m.reason().equals(MaturityWeighting.NO_MATURED_LABELS));
        for (int i = 1; i <= 100; i++) {
            curves.add("yes", 1);
            curves.add("no", (double) i * DAY);
        }
        MaturityWeighting young = new MaturityWeighting(curves, LAYOUT.decision());
        young.add(3 * DAY, tally.classes().confusion());
        assertThat(young.metrics()).allMatch(m -> m.reason().equals(MaturityWeighting.TOO_YOUNG));
        assertThat(curves.known("no", 50 * DAY)).isCloseTo(0.5, within(0.02));
        assertThat(curves.known("no", 200 * DAY)).isEqualTo(1);
        assertThat(curves.known("no", DAY / 2)).isEqualTo(0);
    }

    @Test
    void merge_parts_equalsTheWhole() {
        MaturityCurves whole = new MaturityCurves();
        MaturityCurves one = new MaturityCurves();
        MaturityCurves other = new MaturityCurves();
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            double delay = delay(i % 2 == 0, random);
            whole.add("c" + i % 3, delay);
            (i % 5 == 0 ? one : other).add("c" + i % 3, delay);
        }
        other.merge(one);
        assertThat(other.toBytes()).isEqualTo(whole.toBytes());
        assertThat(other.classes()).containsExactly("c0", "c1", "c2");
    }
}
