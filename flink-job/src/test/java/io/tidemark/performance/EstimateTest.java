/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Estimates without labels, against NannyML's as listed in cbpe.json, and on simulated data. */
class EstimateTest {
    private int compared;

    @Test
    void metrics_listedCases_equalsTheOracle() {
        int cases = 0;
        for (JsonNode test : Oracles.fromFolder("cbpe.json").get("cases")) {
            String name = test.get("name").textValue();
            JsonNode expected = test.get("expected");
            compare(name, test, IsotonicCalibration.none(), expected.get("uncalibrated"));
            if (expected.has("isotonic_calibrated")) {
                double[] scores = Oracles.numbers(test.get("reference_probabilities"));
                IsotonicCalibration learnt =
                        IsotonicCalibration.learn(scores, ones(test.get("reference_labels")));
                JsonNode first = expected.get("isotonic_calibrated_probabilities_first_20");
                for (int i = 0; i < first.size(); i++) {
                    double score = test.get("probabilities").get(i).doubleValue();
                    assertThat(
                                    Expected.isEqual(
                                            learnt.calibrate(score), first.get(i).doubleValue()))
                            .as("%s at %s", name, score)
                            .isTrue();
                    compared++;
                }
                IsotonicCalibration read = IsotonicCalibration.fromBytes(learnt.toBytes());
                compare(name, test, read, expected.get("isotonic_calibrated"));
            }
            cases++;
        }
        System.out.println("cbpe.json: cases " + cases + ", values compared: " + compared);
        assertThat(cases).isEqualTo(8);
        assertThat(compared).isGreaterThan(100);
    }

    private static boolean[] ones(JsonNode labels) {
        boolean[] ones = new boolean[labels.size()];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = labels.get(i).intValue() == 1;
        }
        return ones;
    }

    private void compare(
            String name, JsonNode test, IsotonicCalibration calibration, JsonNode expected) {
        ConfidenceEstimate estimate = new ConfidenceEstimate();
        ConfidenceEstimate part = new ConfidenceEstimate();
        TreeMap<Double, double[]> exact = new TreeMap<>();
        for (int i = 0; i < test.get("probabilities").size(); i++) {
            double score = test.get("probabilities").get(i).doubleValue();
            double probability = calibration.calibrate(score);
            boolean isPositive = test.get("predictions").get(i).intValue() == 1;
            (i % 3 == 0 ? part : estimate).add(score, probability, isPositive);
            double[] place = exact.computeIfAbsent(score, at -> new double[2]);
            place[0] += probability;
            place[1] += 1 - probability;
        }
        estimate.merge(ConfidenceEstimate.fromBytes(part.toBytes()));
        double[] counts = estimate.expectedCounts();
        String[] cells = {"expected_tp", "expected_fp", "expected_fn", "expected_tn"};
        for (int i = 0; i < cells.length; i++) {
            equal(name + ' ' + cells[i], counts[i], expected.get(cells[i]));
        }
        for (Metric metric : estimate.metrics()) {
            if (metric.name().equals("roc_auc")) {
                double area = expected.get("roc_auc").doubleValue();
                assertThat(area).isBetween(metric.lower() - 1e-9, metric.upper() + 1e-9);
                assertThat(metric.value()).isCloseTo(area, within(5e-3));
                compared++;
            } else {
                equal(name + ' ' + metric, metric.value(), expected.get(metric.name()));
            }
        }
        Metric area =
                RocAuc.expected(
                        "roc_auc",
                        exact.values().stream().mapToDouble(place -> place[0]).toArray(),
                        exact.values().stream().mapToDouble(place -> place[1]).toArray(),
                        true);
        equal(name + " exact " + area, area.value(), expected.get("roc_auc"));
    }

    private void equal(String name, Double found, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(found).as(name).isNull();
        } else {
            assertThat(Expected.isEqual(found, expected.doubleValue()))
                    .as("%s: %s, expected %s", name, found, expected)
                    .isTrue();
        }
        compared++;
    }

    @Test
    void learn_fourScores_poolsTheViolators() {
        // means 1 and 0 at 0.2 and 0.4 violate the order and share 1/2
        IsotonicCalibration learnt =
                IsotonicCalibration.learn(
                        new double[] {0.4, 0.2, 0.6, 0.1, Double.NaN},
                        new boolean[] {false, true, true, false, true});

        assertThat(learnt.calibrate(0)).isEqualTo(0);
        assertThat(learnt.calibrate(0.15)).isCloseTo(0.25, within(1e-12));
        assertThat(learnt.calibrate(0.3)).isEqualTo(0.5);
        assertThat(learnt.calibrate(0.5)).isCloseTo(0.75, within(1e-12));
        assertThat(learnt.calibrate(0.9)).isEqualTo(1);
        assertThatThrownBy(() -> IsotonicCalibration.learn(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metrics_calibratedScores_boundsHoldTheRealisedFigures() {
        long seed = 5;
        System.out.println("estimates against labels, seed " + seed);
        Random random = new Random(seed);
        Map<String, int[]> held = new TreeMap<>();
        for (int trial = 0; trial < 500; trial++) {
            ConfidenceEstimate estimate = new ConfidenceEstimate();
            Tally tally = new Tally(TallyLayout.of(Task.BINARY, List.of("0", "1"), "1"));
            for (int i = 0; i < 300; i++) {
                double score = random.nextDouble();
                int answer = score > 0.45 ? 1 : 0;
                int label = random.nextDouble() < score ? 1 : 0;
                estimate.add(score, score, answer == 1);
                tally.add(Pairs.predicted(answer, score), Pairs.label(label), 1);
            }
            Map<String, Metric> realised =
                    PerformanceMetricsTest.byName(PerformanceMetrics.of(tally));
            for (Metric metric : estimate.metrics()) {
                double value = realised.get(metric.name()).value();
                int[] counts = held.computeIfAbsent(metric.name(), name -> new int[1]);
                counts[0] += metric.lower() <= value && value <= metric.upper() ? 1 : 0;
            }
        }
        held.forEach((name, count) -> assertThat(count[0]).as(name).isGreaterThanOrEqualTo(465));
        assertThat(held).hasSize(6);
    }

    @Test
    void directLoss_predictionsMoveToWhereErrorsAreLarger_isSeenWithoutLabels() {
        long seed = 23;
        System.out.println("direct loss estimation, seed " + seed);
        Random random = new Random(seed);
        double[] predictions = new double[5000];
        double[] labels = new double[5000];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = 100 * random.nextDouble();
            labels[i] = label(predictions[i], random);
        }
        DirectLossEstimation learnt = DirectLossEstimation.learn(predictions, labels);
        assertThat(learnt.bins()).isBetween(40, 51);
        assertThat(DirectLossEstimation.fromBytes(learnt.toBytes()).toBytes())
                .isEqualTo(learnt.toBytes());
        int held = 0;
        int heldRoots = 0;
        for (int trial = 0; trial < 200; trial++) {
            long[] counts = new long[learnt.bins()];
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 400; i++) {
                double prediction = 60 + 60 * random.nextDouble() * random.nextDouble();
                double error = StrictMath.abs(label(prediction, random) - prediction);
                counts[learnt.bin(prediction)]++;
                sum += error;
                squares += error * error;
            }
            List<Metric> metrics = learnt.metrics(counts);
            held += isIn(metrics.get(0), sum / 400) ? 1 : 0;
            heldRoots += isIn(metrics.get(1), StrictMath.sqrt(squares / 400)) ? 1 : 0;
            assertThat(metrics.get(0).value()).isGreaterThan(5.5);
        }
        assertThat(held).isGreaterThanOrEqualTo(184);
        assertThat(heldRoots).isGreaterThanOrEqualTo(184);
        assertThat(learnt.metrics(new long[learnt.bins()]).get(0).reason()).isNotNull();
    }

    /** Errors grow with the prediction up to 100, and stay so beyond. */
    private static double label(double prediction, Random random) {
        return prediction + 0.1 * StrictMath.min(prediction, 100) * random.nextGaussian();
    }

    private static boolean isIn(Metric metric, double value) {
        return metric.lower() <= value && value <= metric.upper();
    }

    @Test
    void learn_anyOrderOfRows_givesTheSameBytes() {
        double[] predictions = {1, 1, 2, 3, Double.NaN};
        double[] labels = {1.5, 0.1, 2.5, 2, 1};
        double[] turned = {Double.NaN, 3, 2, 1, 1};
        double[] turnedLabels = {1, 2, 2.5, 0.1, 1.5};
        assertThat(DirectLossEstimation.learn(predictions, labels).toBytes())
                .isEqualTo(DirectLossEstimation.learn(turned, turnedLabels).toBytes());
    }

    @Test
    void isWrong_missesBeyondChance_marksTheEstimator() {
        Metric estimate = new Metric("mae", 5.0, 4.0, 6.0, null);
        Metric outside = new Metric("mae", 7.0, 6.5, 7.5, null);
        Metric inside = new Metric("mae", 5.5, 5.0, 6.0, null);
        EstimateRecord record = EstimateRecord.none().with(estimate, outside);
        assertThat(record.isWrong()).isFalse();
        assertThat(record.with(estimate, outside).isWrong()).isTrue();
        for (int i = 0; i < 19; i++) {
            record = record.with(estimate, inside);
        }
        assertThat(record.with(estimate, outside)).isEqualTo(new EstimateRecord(21, 2));
        assertThat(record.with(estimate, outside).isWrong()).isFalse();
        assertThat(record.with(Metric.undefined("mae", Metric.NO_PAIRS), outside))
                .isEqualTo(record);
    }
}
