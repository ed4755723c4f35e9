/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import io.tidemark.result.FeatureDriftRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final long HOUR = 3_600_000;
    private static final WindowKey WINDOW =
            new WindowKey("taxi", "3", "overall", "1h", 100 * HOUR, 101 * HOUR);

    @Test
    void conditions_ofADriftedNumber_sayWhatMovedByHowMuchAndHowSure() throws IOException {
        FeatureComparison comparison = numeric(12);
        List<Verdict> verdicts = judge(comparison, null);
        List<Condition> conditions =
                FeatureJudgement.conditions(
                        WINDOW, HOUR, "fare", "reference", comparison, verdicts);

        Condition drift = conditions.get(0);
        assertThat(drift.state()).isEqualTo(Condition.State.BREACH);
        assertThat(drift.metric()).isEqualTo("wasserstein");
        assertThat(drift.threshold()).isEqualTo(0.1);
        assertThat(drift.summary())
                .startsWith(
                        "fare has drifted from the reference: moved by 0.416 baseline standard"
                                + " deviations (floor 0.1), mean 49.5 → 61.5 in the 1h window up"
                                + " to 1970-01-05T05:00:00Z (p = ")
                .endsWith("e-7, at most 0.0167 allowed, 1000 values).");
        JsonNode evidence = new ObjectMapper().readTree(drift.evidence());
        assertThat(evidence.get("sample_size").asLong()).isEqualTo(1000);
        assertThat(evidence.get("top_bins")).isNotEmpty();
        assertThat(conditions.get(1).rule()).isEqualTo(MissingValuesRule.NAME);
        assertThat(conditions.get(1).state()).isEqualTo(Condition.State.OK);
    }

    @Test
    void hypotheses_withAFloorOfItsOwn_useIt() {
        FeatureComparison comparison = numeric(12);

        assertThat(judge(comparison, 0.5).get(0).reasons())
                .containsExactly(FamilyJudge.EFFECT_TOO_SMALL);
    }

    @Test
    void hypotheses_ofASpec_takeTheFeaturesGateThenTheMethods() throws InvalidSpec {
        MonitorSpec spec =
                new MonitorSpecReader()
                        .read(
                                """
                                model_id: m
                                features: {fare: {effect_floor: 0.3, min_samples: 7}, other: {}}
                                drift: {effect_floors: {wasserstein: 0.2, missing_rate: 0.05}, min_samples: {ks: 50}}
                                """);
        FeatureComparison comparison = numeric(12);

        assertThat(FeatureJudgement.hypotheses("fare", "overall", comparison, spec))
                .extracting(Hypothesis::effectFloor, Hypothesis::minSamples)
                .containsExactly(tuple(0.3, 7L), tuple(0.05, 7L));
        assertThat(FeatureJudgement.hypotheses("other", "overall", comparison, spec))
                .extracting(Hypothesis::effectFloor, Hypothesis::minSamples)
                .containsExactly(tuple(0.2, 50L), tuple(0.05, null));
    }

    @Test
    void rows_ofAJudgedNumber_showRolesAndVerdict() {
        FeatureComparison comparison = numeric(12);
        List<FeatureDriftRow> rows =
                FeatureJudgement.rows(
                        WINDOW,
                        "fare",
                        "reference",
                        comparison,
                        judge(comparison, null),
                        new RowVersion(0, 1, 1000, RowVersion.OPEN));

        assertThat(rows)
                .extracting(FeatureDriftRow::method)
                .containsExactly("ks", "wasserstein", "psi", "missing_rate");
        assertThat(rows)
                .extracting(FeatureDriftRow::role)
                .containsExactly("decides", "effect", "informs", "decides");
        assertThat(rows)
                .extracting(FeatureDriftRow::isDrifted)
                .containsExactly(true, true, null, false);
        assertThat(rows)
                .extracting(FeatureDriftRow::effectFloor)
                .containsExactly(null, 0.1, null, 0.02);
        // the law of continuous values, which these nearly are
        assertThat(rows.get(0).pDecision()).isCloseTo(rows.get(0).pValue(), withinPercentage(40));
        assertThat(rows.get(1).pDecision()).as("the effect decides nothing").isNull();
        assertThat(rows.get(3).pDecision()).isEqualTo(1.0);
        assertThat(rows.get(0).reasons()).containsExactly("shape_changed");
    }

    @Test
    void conditions_ofACategoryThatIsNew_nameIt() {
        FeatureLayout layout = FeatureLayout.categorical(List.of("card", "cash"));
        FeatureProfile baseline = texts(layout, 500, "card", "cash");
        FeatureProfile current = texts(layout, 100, "card", "cash", "crypto");
        FeatureComparison comparison =
                FeatureComparison.of(
                        baseline, 0, current, 50, FeatureKind.CATEGORICAL, List.of(), 5);
        List<Condition> conditions =
                FeatureJudgement.conditions(
                        WINDOW, HOUR, "payment", "reference", comparison, judge(comparison, null));

        assertThat(conditions).extracting(Condition::state).containsOnly(Condition.State.BREACH);
        assertThat(conditions.get(0).summary()).contains("'crypto' 0 % → 33.3 %");
        assertThat(conditions.get(1).summary()).contains("14.3 % of its values are missing");
        assertThat(conditions.get(2).summary()).contains("most of all 'crypto'");
        assertThat(conditions).extracting(Condition::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void conditions_ofTooFewValues_tellNothing() {
        FeatureComparison comparison =
                FeatureComparison.of(
                        profile(0, 100), 0, profile(0, 3), 0, FeatureKind.NUMERIC, List.of(), 5);
        List<Condition> conditions =
                FeatureJudgement.conditions(
                        WINDOW, HOUR, "fare", "reference", comparison, judge(comparison, null));

        assertThat(conditions).extracting(Condition::state).containsOnly(Condition.State.NO_DATA);
    }

    @Test
    void latency_risenByHalf_breaches() {
        LatencyRule rule = new LatencyRule(30);

        assertThat(rule.judge(service(1000, 0, 151.0, 150.1, 100.0)).state())
                .isEqualTo(Condition.State.BREACH);
        assertThat(rule.judge(service(1000, 0, 151.0, 149.0, 100.0)).state())
                .isEqualTo(Condition.State.OK);
        assertThat(rule.judge(service(1000, 0, 3.0, 3.0, 1.0)).state())
                .isEqualTo(Condition.State.OK);
        assertThat(rule.judge(service(29, 0, 900.0, 900.0, 100.0)).state())
                .isEqualTo(Condition.State.NO_DATA);
        assertThat(rule.judge(service(1000, 0, 900.0, 900.0, null)).state())
                .isEqualTo(Condition.State.NO_DATA);
        assertThat(LatencyRule.lowerPercentile(10)).isBetween(0.73, 0.74);
        assertThat(LatencyRule.lowerPercentile(1_000_000)).isBetween(0.949, 0.95);
    }

    @Test
    void errorRate_surelyAboveTwiceTheUsual_breaches() {
        ErrorRateRule rule = new ErrorRateRule(30);

        assertThat(rule.judge(service(1000, 60, null, null, null)).state())
                .isEqualTo(Condition.State.BREACH);
        assertThat(rule.judge(service(1000, 40, null, null, null)).state())
                .isEqualTo(Condition.State.OK);
        assertThat(rule.judge(service(30, 2, null, null, null)).state())
                .isEqualTo(Condition.State.OK);
        assertThat(rule.judge(service(0, 0, null, null, null)).state())
                .isEqualTo(Condition.State.NO_DATA);
        // Wilson's lower end for 10 of 100, from the formula
        assertThat(WilsonInterval.lower(10, 100)).isBetween(0.05522, 0.05523);
        assertThat(WilsonInterval.lower(0, 100)).isEqualTo(0.0);
    }

    @Test
    void performance_surelyWorseThanTheReference_breachesByItsSize() {
        PerformanceRule rule = new PerformanceRule(30);

        Condition bad = rule.judge(performance(100, metric("mae", 13, 12.5, 13.5, 10)));
        assertThat(bad.state()).isEqualTo(Condition.State.BREACH);
        assertThat(bad.severity()).isEqualTo(Condition.CRITICAL);
        assertThat(bad.threshold()).isEqualTo(11.0);
        Condition high = rule.judge(performance(100, metric("accuracy", 0.7, 0.6, 0.78, 0.9)));
        assertThat(high.state()).isEqualTo(Condition.State.BREACH);
        assertThat(high.severity()).isEqualTo(Condition.HIGH);
        assertThat(rule.judge(performance(100, metric("mae", 13, 10.9, 16, 10))).state())
                .isEqualTo(Condition.State.OK);
        assertThat(rule.judge(performance(29, metric("mae", 99, 98, 100, 10))).state())
                .isEqualTo(Condition.State.NO_DATA);
        assertThat(rule.judge(performance(100)).state()).isEqualTo(Condition.State.NO_DATA);
        assertThat(rule.judge(performance(100, metric("mae", 99, 98, 100, 0))).state())
                .isEqualTo(Condition.State.NO_DATA);
    }

    @Test
    void performance_ofSeveralMetrics_namesTheWorst() {
        Condition condition =
                new PerformanceRule(30)
                        .judge(
                                performance(
                                        100,
                                        metric("accuracy", 0.8, 0.75, 0.85, 0.9),
                                        metric("f1", 0.4, 0.3, 0.5, 0.9),
                                        metric("log_loss", 9, 8, 10, 1)));

        assertThat(condition.metric()).isEqualTo("f1");
        assertThat(condition.summary()).contains("f1 is 0.4", "44.4 %", "100 of 200");
    }

    private static List<Verdict> judge(FeatureComparison comparison, Double floor) {
        List<Hypothesis> family = FeatureJudgement.hypotheses("fare", "overall", comparison, floor);
        return new FamilyJudge(30, 0.05 * family.size() / 3).judge(family);
    }

    private static FeatureComparison numeric(double shift) {
        return FeatureComparison.of(
                profile(0, 1000), 0, profile(shift, 1000), 0, FeatureKind.NUMERIC, List.of(), 5);
    }

    private static FeatureProfile profile(double shift, int size) {
        double[] reference = DoubleStream.iterate(0, x -> x + 1).limit(100).toArray();
        FeatureProfile profile =
                new FeatureProfile(FeatureLayout.numeric(NumericGrid.ofReference(reference, 200)));
        for (int i = 0; i < size; i++) {
            profile.addNumber(i % 100 + shift);
        }
        return profile;
    }

    private static FeatureProfile texts(FeatureLayout layout, int times, String... values) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (int i = 0; i < times; i++) {
            for (String value : values) {
                profile.addText(value);
            }
        }
        return profile;
    }

    private static ServiceFinding service(
            long deliveries, long errors, Double p95, Double lower, Double baselineP95) {
        return new ServiceFinding(
                WINDOW, HOUR, deliveries, errors, p95, lower, "first_window", 0.015, baselineP95);
    }

    private static PerformanceFinding performance(
            long labelled, PerformanceFinding.Measured... metrics) {
        return new PerformanceFinding(WINDOW, HOUR, labelled, 200, "reference", List.of(metrics));
    }

    private static PerformanceFinding.Measured metric(
            String name, double value, double lower, double upper, double reference) {
        return new PerformanceFinding.Measured(name, value, lower, upper, reference);
    }
}
