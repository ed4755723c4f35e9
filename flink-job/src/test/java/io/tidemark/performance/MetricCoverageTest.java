/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.PredictionEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * How often the 95 % bounds of a small sample hold the figure of the population that it was drawn
 * from (the same metric of a very large sample).
 */
class MetricCoverageTest {
    private static final double LEAST = 0.93;
    private static final int POPULATION = 400_000;

    private static Map<String, Double> shares(
            TallyLayout layout, int size, int trials, long seed, BiConsumer<Tally, Random> draw) {
        Random random = new Random(seed);
        Map<String, Metric> truth =
                PerformanceMetricsTest.byName(
                        PerformanceMetrics.of(sample(layout, POPULATION, random, draw)));
        Map<String, int[]> counts = new TreeMap<>();
        for (int trial = 0; trial < trials; trial++) {
            for (Metric metric : PerformanceMetrics.of(sample(layout, size, random, draw))) {
                if (metric.lower() != null) {
                    double scale =
                            metric.name().equals("value_sum") ? (double) size / POPULATION : 1;
                    double value = truth.get(metric.name()).value() * scale;
                    int[] count = counts.computeIfAbsent(metric.name(), name -> new int[2]);
                    count[0]++;
                    count[1] += metric.lower() <= value && value <= metric.upper() ? 1 : 0;
                }
            }
        }
        Map<String, Double> shares = new TreeMap<>();
        counts.forEach((name, count) -> shares.put(name, (double) count[1] / count[0]));
        System.out.println("coverage at n = " + size + ", seed " + seed + ": " + shares);
        return shares;
    }

    private static Tally sample(
            TallyLayout layout, int size, Random random, BiConsumer<Tally, Random> draw) {
        Tally tally = new Tally(layout);
        for (int i = 0; i < size; i++) {
            draw.accept(tally, random);
        }
        return tally;
    }

    private static void check(Map<String, Double> shares, int atLeast) {
        assertThat(shares).hasSizeGreaterThanOrEqualTo(atLeast);
        shares.forEach((name, share) -> assertThat(share).as(name).isGreaterThanOrEqualTo(LEAST));
    }

    private static void addBinary(Tally tally, Random random) {
        double logit = -1 + 1.3 * random.nextGaussian();
        double score = 1 / (1 + StrictMath.exp(-logit));
        double truth = 1 / (1 + StrictMath.exp(-(0.8 * logit + 0.2)));
        int label = random.nextDouble() < truth ? 1 : 0;
        tally.add(Pairs.predicted(score >= 0.4 ? 1 : 0, score), Pairs.label(label), 1);
    }

    private static void addMulticlass(Tally tally, Random random) {
        List<String> classes = tally.layout().classes();
        double[] weights = new double[classes.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(random.nextGaussian() * 1.5 + (i == 0 ? 1 : 0));
            sum += weights[i];
        }
        double pick = random.nextDouble() * sum;
        int actual = 0;
        while (actual < weights.length - 1 && pick > weights[actual]) {
            pick -= weights[actual++];
        }
        int top = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
            top = weights[i] > weights[top] ? i : top;
        }
        PredictionSlot slot = Pairs.predicted(classes.get(top));
        slot.probabilityForm = PredictionEvent.PROBABILITY_ARRAY;
        slot.probabilities = weights;
        tally.add(slot, Pairs.label(classes.get(actual)), 1);
    }

    private static void addRegression(Tally tally, Random random) {
        double prediction = 100 + 20 * random.nextGaussian();
        double label = 0.9 * prediction + 12 + 9 * random.nextGaussian();
        LabelCandidate held = Pairs.label(label);
        held.value = 5 + 2 * random.nextGaussian();
        tally.add(Pairs.predicted(prediction), held, 1);
    }

    @Test
    void bounds_binary_coverThePopulation() {
        TallyLayout layout = TallyLayout.of(Task.BINARY, List.of("0", "1"), "1");
        check(shares(layout, 200, 1500, 41, MetricCoverageTest::addBinary), 25);
        check(shares(layout, 1000, 500, 42, MetricCoverageTest::addBinary), 25);
    }

    @Test
    void bounds_multiclass_coverThePopulation() {
        TallyLayout layout = TallyLayout.of(Task.MULTICLASS, List.of("a", "b", "c", "d"), null);
        check(shares(layout, 200, 1000, 43, MetricCoverageTest::addMulticlass), 30);
    }

    @Test
    void bounds_regression_coverThePopulation() {
        TallyLayout layout = TallyLayout.of(Task.REGRESSION, List.of(), null);
        check(shares(layout, 60, 2000, 44, MetricCoverageTest::addRegression), 10);
        check(shares(layout, 500, 500, 45, MetricCoverageTest::addRegression), 10);
    }
}
