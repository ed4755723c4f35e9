/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskInferenceTest {
    private final Tally open = new Tally(TallyLayout.of(null, List.of(), null));

    @Test
    void of_zerosAndOnes_isBinaryWithOnePositive() {
        open.add(Pairs.predicted(1, 0.8), Pairs.label(1), 1);
        open.add(Pairs.predicted(0, 0.3), Pairs.label(0), 1);
        open.add(Pairs.predicted(1, 0.6), Pairs.label(0), 1);

        assertThat(TaskInference.of(open))
                .isEqualTo(new TaskDecision(Task.BINARY, List.of("0", "1"), "1"));
    }

    @Test
    void of_oneCustomaryClass_namesItsCounterpart() {
        open.add(Pairs.predicted(0), Pairs.label(0), 1);

        assertThat(TaskInference.of(open).classes()).containsExactly("0", "1");
        assertThat(TaskInference.of(open).positiveClass()).isEqualTo("1");
    }

    @Test
    void of_threeTexts_isMulticlass() {
        open.add(Pairs.predicted("a"), Pairs.label("a"), 1);
        open.add(Pairs.predicted("a"), Pairs.label("b"), 1);
        open.add(Pairs.predicted("d"), Pairs.label("c"), 1);

        assertThat(TaskInference.of(open))
                .isEqualTo(new TaskDecision(Task.MULTICLASS, List.of("a", "b", "c", "d"), null));
    }

    @Test
    void of_fractionsOrManyNumbers_isARegression() {
        open.add(Pairs.predicted(0.5), Pairs.label(0.7), 1);
        assertThat(TaskInference.of(open).task()).isEqualTo(Task.REGRESSION);

        Tally counts = new Tally(TallyLayout.of(null, List.of(), null));
        for (int i = 0; i < 1_000; i++) {
            counts.add(Pairs.predicted(i + 0.5), Pairs.label(i), 1);
        }
        assertThat(TaskInference.of(counts).task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void of_noLabels_isNull() {
        assertThat(TaskInference.of(open)).isNull();
    }

    @Test
    void metrics_undeclaredTask_equalThoseOfTheDeclaredOne() {
        Tally declared = new Tally(TallyLayout.of(Task.BINARY, List.of("0", "1"), null));
        for (Tally tally : List.of(open, declared)) {
            for (int i = 0; i < 200; i++) {
                int label = i % 3 == 0 ? 1 : 0;
                double score = (i * 37 % 100) / 100.0;
                tally.add(Pairs.predicted(score > 0.5 ? 1 : 0, score), Pairs.label(label), 1);
            }
        }
        Map<String, Metric> expected =
                PerformanceMetricsTest.byName(PerformanceMetrics.of(declared));
        // a class that only the data name is part of no metric's name
        assertThat(expected.keySet().removeIf(name -> name.contains("["))).isTrue();

        assertThat(PerformanceMetricsTest.byName(PerformanceMetrics.of(open))).isEqualTo(expected);
    }

    @Test
    void metrics_undeclaredRegression_equalThoseOfTheDeclaredOne() {
        Tally declared = new Tally(TallyLayout.of(Task.REGRESSION, List.of(), null));
        for (Tally tally : List.of(open, declared)) {
            for (int i = 0; i < 200; i++) {
                tally.add(Pairs.predicted(i * 1.1), Pairs.label(i), 1);
            }
        }

        assertThat(PerformanceMetrics.of(open)).isEqualTo(PerformanceMetrics.of(declared));
    }

    @Test
    void metrics_booleansBesideKnownDigits_areTheSameClasses() {
        Tally tally = new Tally(TallyLayout.of(Task.BINARY, List.of("0", "1"), null));
        tally.add(Pairs.predicted(1), Pairs.label(true), 1);
        tally.add(Pairs.predicted(false), Pairs.label(0), 1);

        assertThat(PerformanceMetricsTest.byName(PerformanceMetrics.of(tally)).get("accuracy"))
                .extracting(Metric::value)
                .isEqualTo(1.0);
    }
}
