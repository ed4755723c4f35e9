/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.event.PredictionEvent;
import io.tidemark.testing.Oracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Metrics against scikit-learn's, as listed in performance.json (its README defines each). */
class PerformanceMetricsTest {
    private int compared;

    @Test
    void of_listedCases_equalsScikitLearn() {
        for (JsonNode test : Oracles.fromResources("performance.json").get("cases")) {
            JsonNode expected = test.get("expected");
            String name = test.get("name").textValue();
            switch (test.get("kind").textValue()) {
                case "binary" -> compareBinary(name, binary(test), test, expected);
                case "multiclass" -> compareMulticlass(name, multiclass(test), expected);
                default -> compareRegression(name, regression(test), expected);
            }
        }
        System.out.println("performance.json: values compared: " + compared);
        assertThat(compared).isGreaterThan(1000);
    }

    private static Tally binary(JsonNode test) {
        Tally tally = new Tally(TallyLayout.of(Task.BINARY, List.of("0", "1"), "1"));
        double threshold = test.get("threshold").doubleValue();
        for (int i = 0; i < test.get("labels").size(); i++) {
            double probability = test.get("probabilities").get(i).doubleValue();
            int predicted = probability >= threshold ? 1 : 0;
            tally.add(
                    Pairs.predicted(predicted, probability),
                    Pairs.label(test.get("labels").get(i).intValue()),
                    1);
        }
        return tally;
    }

    private static Tally multiclass(JsonNode test) {
        List<String> classes = new ArrayList<>();
        test.get("classes").forEach(name -> classes.add(name.textValue()));
        Tally tally = new Tally(TallyLayout.of(Task.MULTICLASS, classes, null));
        for (int i = 0; i < test.get("labels").size(); i++) {
            PredictionSlot slot = Pairs.predicted(test.get("predictions").get(i).textValue());
            slot.probabilityForm = PredictionEvent.PROBABILITY_ARRAY;
            slot.probabilities = Oracles.numbers(test.get("probabilities").get(i));
            tally.add(slot, Pairs.label(test.get("labels").get(i).textValue()), 1);
        }
        return tally;
    }

    private static Tally regression(JsonNode test) {
        Tally tally = new Tally(TallyLayout.of(Task.REGRESSION, List.of(), null));
        for (int i = 0; i < test.get("labels").size(); i++) {
            tally.add(
                    Pairs.predicted(test.get("predictions").get(i).doubleValue()),
                    Pairs.label(test.get("labels").get(i).doubleValue()),
                    1);
        }
        return tally;
    }

    private void compareBinary(String name, Tally tally, JsonNode test, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("accuracy"), expected.get("accuracy"));
        for (String metric : List.of("precision", "recall", "f1")) {
            if (expected.get("undefined").get(metric).booleanValue()) {
                undefined(name, metrics.get(metric));
            } else {
                equal(name, metrics.get(metric), expected.get("positive_class_1").get(metric));
            }
        }
        equalUnlessUndefined(
                name,
                metrics.get("specificity"),
                expected.get("positive_class_1").get("specificity"));
        compareAgreement(name, metrics, expected);
        compareAverages(name, metrics, expected);
        equal(name, metrics.get("log_loss"), expected.get("log_loss"));
        equal(name, metrics.get("brier"), expected.get("brier"));
        within(name, metrics.get("roc_auc"), expected.get("roc_auc"));
        within(name, metrics.get("average_precision"), expected.get("average_precision"));
        equal(name, metrics.get("expected_calibration_error"), expected.get("ece_10_equal_width"));
        compareExactRanking(name, tally, test, expected);
        compareCurve(name, tally, expected.get("reliability_bins"));
        compareCells(name, tally, expected);
    }

    private void compareMulticlass(String name, Tally tally, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("accuracy"), expected.get("accuracy"));
        compareAgreement(name, metrics, expected);
        compareAverages(name, metrics, expected);
        equal(name, metrics.get("log_loss"), expected.get("log_loss"));
        equal(name, metrics.get("brier"), expected.get("brier_sum_over_classes"));
        equal(name, metrics.get("expected_calibration_error"), expected.get("ece_top_label_10"));
        for (Map.Entry<String, JsonNode> of : expected.get("roc_auc_one_vs_rest").properties()) {
            within(name, metrics.get("roc_auc[" + of.getKey() + ']'), of.getValue());
        }
        within(name, metrics.get("roc_auc_macro"), expected.get("roc_auc_ovr_macro"));
        within(name, metrics.get("roc_auc_weighted"), expected.get("roc_auc_ovr_weighted"));
        compareCells(name, tally, expected);
    }

    private void compareAgreement(String name, Map<String, Metric> metrics, JsonNode expected) {
        equal(name, metrics.get("balanced_accuracy"), expected.get("balanced_accuracy"));
        equalUnlessUndefined(name, metrics.get("mcc"), expected.get("mcc"));
        equal(name, metrics.get("cohen_kappa"), expected.get("cohen_kappa"));
    }

    private void compareAverages(String name, Map<String, Metric> metrics, JsonNode expected) {
        for (String metric : List.of("precision", "recall", "f1")) {
            for (String mean : List.of("macro", "micro", "weighted")) {
                equal(name, metrics.get(metric + '_' + mean), expected.get(mean).get(metric));
            }
            for (Map.Entry<String, JsonNode> of : expected.get("per_class").properties()) {
                Metric found = metrics.get(metric + '[' + of.getKey() + ']');
                equalUnlessUndefined(name, found, of.getValue().get(metric));
            }
        }
    }

    /** The listed 0 of a zero denominator is NULL here. */
    private void equalUnlessUndefined(String name, Metric found, JsonNode expected) {
        if (found.value() == null && !expected.isNull()) {
            assertThat(expected.doubleValue()).as(name + ' ' + found).isZero();
            undefined(name, found);
        } else {
            equal(name, found, expected);
        }
    }

    private void undefined(String name, Metric found) {
        assertThat(found.value()).as(name + ' ' + found).isNull();
        assertThat(found.reason()).as(name + ' ' + found).isNotNull();
        compared++;
    }

    private void compareExactRanking(String name, Tally tally, JsonNode test, JsonNode expected) {
        double[] scores = Oracles.numbers(test.get("probabilities"));
        boolean[] isPositive = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            isPositive[i] = test.get("labels").get(i).intValue() == 1;
        }
        ScoreRanking exact = ScoreRanking.exact(scores, isPositive);
        equal(name, RocAuc.of("roc_auc", exact), expected.get("roc_auc"));
        equal(
                name,
                AveragePrecision.of("average_precision", exact),
                expected.get("average_precision"));
        holds(name, tally, expected);
    }

    /** The exact figure lies between what the worst and the best order inside the bins give. */
    private void holds(String name, Tally tally, JsonNode expected) {
        ScoreRanking binned = PositiveScores.of(tally, tally.layout().decision()).ranking();
        if (!expected.get("roc_auc").isNull()) {
            Interval bounds = RocAuc.bounds(binned);
            assertThat(expected.get("roc_auc").doubleValue())
                    .as(name)
                    .isBetween(bounds.lower() - 1e-12, bounds.upper() + 1e-12);
        }
        if (!expected.get("average_precision").isNull()) {
            Interval bounds = AveragePrecision.bounds(binned);
            assertThat(expected.get("average_precision").doubleValue())
                    .as(name)
                    .isBetween(bounds.lower() - 1e-12, bounds.upper() + 1e-12);
        }
        compared += 2;
    }

    private void compareCurve(String name, Tally tally, JsonNode expected) {
        List<CalibrationCurve.Bin> bins =
                CalibrationCurve.of(tally, tally.layout().decision()).bins();
        int next = 0;
        for (JsonNode bin : expected) {
            if (bin.get("count").longValue() == 0) {
                continue;
            }
            CalibrationCurve.Bin found = bins.get(next++);
            assertThat(found.bin()).as(name).isEqualTo(bin.get("bin").intValue());
            assertThat(found.count()).as(name).isEqualTo(bin.get("count").longValue());
            assertThat(
                            Expected.isEqual(
                                    found.meanProbability(),
                                    bin.get("mean_probability").doubleValue()))
                    .as("%s %s %s", name, found, bin)
                    .isTrue();
            assertThat(
                            Expected.isEqual(
                                    found.observedRate(), bin.get("observed_rate").doubleValue()))
                    .as("%s %s %s", name, found, bin)
                    .isTrue();
            compared += 3;
        }
        assertThat(bins).as(name).hasSize(next);
    }

    private void compareRegression(String name, Tally tally, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("mae"), expected.get("mae"));
        equal(name, metrics.get("rmse"), expected.get("rmse"));
        equal(name, metrics.get("mape"), expected.get("mape_excluding_zero_labels"));
        equal(name, metrics.get("smape"), expected.get("smape_0_to_2"));
        equal(name, metrics.get("r2"), expected.get("r2"));
        equal(
                name,
                metrics.get("residual_mean"),
                expected.get("residual_mean_label_minus_prediction"));
        equal(name, metrics.get("residual_std"), expected.get("residual_std_ddof1"));
        Metric median = metrics.get("median_absolute_error");
        double exact = expected.get("median_ae").doubleValue();
        assertThat(median.value()).isBetween(0.99 * exact, 1.01 * exact);
        assertThat(exact).isBetween(median.lower(), median.upper());
        compared++;
    }

    private void compareCells(String name, Tally tally, JsonNode expected) {
        JsonNode matrix = expected.get("confusion_matrix_rows_true_cols_predicted");
        JsonNode labels = expected.get("labels");
        Map<String, Long> cells = new TreeMap<>();
        tally.confusion().forEach(c -> cells.put(c.actual() + '>' + c.predicted(), c.count()));
        for (int row = 0; row < labels.size(); row++) {
            for (int column = 0; column < labels.size(); column++) {
                String cell = labels.get(row).textValue() + '>' + labels.get(column).textValue();
                assertThat(cells.getOrDefault(cell, 0L))
                        .as(name + ' ' + cell)
                        .isEqualTo(matrix.get(row).get(column).longValue());
                compared++;
            }
        }
    }

    private void equal(String name, Metric found, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(found.value()).as(name + ' ' + found).isNull();
            assertThat(found.reason()).as(name + ' ' + found).isNotNull();
        } else {
            double value = expected.doubleValue();
            assertThat(Expected.isEqual(found.value(), value))
                    .as("%s %s, expected %s", name, found, value)
                    .isTrue();
            if (found.lower() != null) {
                assertThat(found.lower()).as(name + ' ' + found).isLessThanOrEqualTo(found.value());
                assertThat(found.upper())
                        .as(name + ' ' + found)
                        .isGreaterThanOrEqualTo(found.value());
            }
        }
        compared++;
    }

    private void within(String name, Metric found, JsonNode expected) {
        if (expected.isNull()) {
            equal(name, found, expected);
            return;
        }
        assertThat(expected.doubleValue())
                .as("%s %s", name, found)
                .isBetween(found.lower(), found.upper());
        assertThat(found.value()).isBetween(found.lower(), found.upper());
        compared++;
    }

    static Map<String, Metric> byName(List<Metric> metrics) {
        Map<String, Metric> byName = new TreeMap<>();
        metrics.forEach(metric -> byName.put(metric.name(), metric));
        return byName;
    }

    @Test
    void of_noLabels_isNullWithTheReason() {
        for (Task task : Task.values()) {
            List<String> classes = task == Task.REGRESSION ? List.of() : List.of("a", "b");
            List<Metric> metrics =
                    PerformanceMetrics.of(new Tally(TallyLayout.of(task, classes, null)));
            assertThat(metrics)
                    .isNotEmpty()
                    .allMatch(m -> m.value() == null && m.reason().equals(Metric.NO_LABELS));
        }
    }

    @Test
    void of_unknownTaskWithoutLabels_isEmpty() {
        assertThat(PerformanceMetrics.of(new Tally(TallyLayout.of(null, List.of(), null))))
                .isEmpty();
    }

    @Test
    void of_probabilitiesOutsideTheUnitInterval_stayOutOfLosses() {
        Tally tally = new Tally(TallyLayout.of(Task.BINARY, List.of("0", "1"), null));
        double[] given = {0.9, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
        for (double probability : given) {
            tally.add(Pairs.predicted(1, probability), Pairs.label(1), 1);
        }
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));

        assertThat(tally.unusableProbabilities()).isEqualTo(4);
        assertThat(metrics.get("log_loss").value()).isEqualTo(-StrictMath.log(0.9));
        assertThat(metrics.get("accuracy").value()).isEqualTo(1);
        assertThat(metrics.get("roc_auc").reason()).isEqualTo(Metric.SINGLE_CLASS);
    }

    @Test
    void of_unknownClassOfABinaryTask_staysOut() {
        Tally tally = new Tally(TallyLayout.of(Task.BINARY, List.of("no", "yes"), null));
        tally.add(Pairs.predicted("yes", 0.9), Pairs.label("yes"), 1);
        tally.add(Pairs.predicted("yes", 0.9), Pairs.label("pending"), 1);
        tally.add(Pairs.predicted("maybe", 0.5), Pairs.label("yes"), 1);
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));

        assertThat(tally.unknownClasses()).isEqualTo(1);
        assertThat(tally.unusablePairs()).isEqualTo(1);
        assertThat(metrics.get("accuracy").value()).isEqualTo(1);
        assertThat(metrics.get("precision").value()).isEqualTo(1);
    }

    @Test
    void of_classesNeverDeclared_goUnderOther() {
        Tally tally = new Tally(TallyLayout.of(Task.MULTICLASS, List.of("a", "b", "c"), null));
        tally.add(Pairs.predicted("a"), Pairs.label("a"), 1);
        tally.add(Pairs.predicted("zebra"), Pairs.label("zebra"), 1);
        tally.add(Pairs.predicted("yak"), Pairs.label("zebra"), 1);
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));

        assertThat(metrics).containsKey("precision[(other)]").doesNotContainKey("precision[yak]");
        assertThat(metrics.get("precision[(other)]").value()).isEqualTo(0.5);
        assertThat(metrics.get("recall[b]").reason()).isEqualTo(Metric.NOT_IN_LABELS);
        assertThat(tally.unknownClasses()).isEqualTo(2);
    }

    @Test
    void of_numbersTooLargeOrMissing_areCountedAsUnusable() {
        Tally tally = new Tally(TallyLayout.of(Task.REGRESSION, List.of(), null));
        tally.add(Pairs.predicted(Double.NaN), Pairs.label(1), 1);
        tally.add(Pairs.predicted(1e300), Pairs.label(1), 1);
        tally.add(Pairs.predicted("text"), Pairs.label(1), 1);
        tally.add(Pairs.predicted(3), Pairs.label(5), 1);
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));

        assertThat(tally.unusablePairs()).isEqualTo(3);
        assertThat(metrics.get("mae").value()).isEqualTo(2);
        assertThat(metrics.get("r2").reason()).isEqualTo(Metric.TOO_FEW_PAIRS);
        assertThat(metrics.get("residual_std").reason()).isEqualTo(Metric.TOO_FEW_PAIRS);
    }
}
