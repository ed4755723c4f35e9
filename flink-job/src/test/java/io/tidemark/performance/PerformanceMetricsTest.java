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
                case "binary" -> compareBinary(name, binary(test), expected);
                case "multiclass" -> compareMulticlass(name, multiclass(test), expected);
                default -> compareRegression(name, regression(test), expected);
            }
        }
        System.out.println("performance.json: values compared: " + compared);
        assertThat(compared).isGreaterThan(350);
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

    private void compareBinary(String name, Tally tally, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("accuracy"), expected.get("accuracy"));
        for (String metric : List.of("precision", "recall", "f1")) {
            if (expected.get("undefined").get(metric).booleanValue()) {
                assertThat(metrics.get(metric).value()).as(name).isNull();
                assertThat(metrics.get(metric).reason()).as(name).isNotNull();
                compared++;
            } else {
                equal(name, metrics.get(metric), expected.get("positive_class_1").get(metric));
            }
        }
        equal(name, metrics.get("log_loss"), expected.get("log_loss"));
        equal(name, metrics.get("brier"), expected.get("brier"));
        within(name, metrics.get("roc_auc"), expected.get("roc_auc"));
        compareCells(name, tally, expected);
    }

    private void compareMulticlass(String name, Tally tally, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("accuracy"), expected.get("accuracy"));
        for (String metric : List.of("precision", "recall", "f1")) {
            for (String mean : List.of("macro", "micro", "weighted")) {
                equal(name, metrics.get(metric + '_' + mean), expected.get(mean).get(metric));
            }
            for (Map.Entry<String, JsonNode> of : expected.get("per_class").properties()) {
                Metric found = metrics.get(metric + '[' + of.getKey() + ']');
                JsonNode value = of.getValue().get(metric);
                // the listed 0 of a zero denominator is NULL here
                if (found.value() == null) {
                    assertThat(value.doubleValue()).as(name + ' ' + found).isZero();
                    compared++;
                } else {
                    equal(name, found, value);
                }
            }
        }
        equal(name, metrics.get("log_loss"), expected.get("log_loss"));
        equal(name, metrics.get("brier"), expected.get("brier_sum_over_classes"));
        compareCells(name, tally, expected);
    }

    private void compareRegression(String name, Tally tally, JsonNode expected) {
        Map<String, Metric> metrics = byName(PerformanceMetrics.of(tally));
        equal(name, metrics.get("mae"), expected.get("mae"));
        equal(name, metrics.get("rmse"), expected.get("rmse"));
        equal(name, metrics.get("r2"), expected.get("r2"));
        equal(
                name,
                metrics.get("residual_mean"),
                expected.get("residual_mean_label_minus_prediction"));
        equal(name, metrics.get("residual_std"), expected.get("residual_std_ddof1"));
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
        assertThat(StrictMath.abs(found.value() - expected.doubleValue()))
                .as("%s %s, expected %s", name, found, expected)
                .isLessThan(5e-3);
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
