/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.MissingRate;

/** The share of missing values of a feature differs from the baseline's, in either direction. */
public final class MissingValuesRule {
    public static final String NAME = "missing_values";

    private MissingValuesRule() {}

    static Condition judge(FeatureFinding finding) {
        FeatureComparison comparison = finding.comparison();
        Hypothesis hypothesis = finding.verdict().hypothesis();
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.QUALITY,
                Condition.MEDIUM,
                MissingRate.METHOD,
                finding.feature(),
                hypothesis.effect(),
                hypothesis.effectFloor(),
                finding.baseline(),
                finding.state(),
                summary(finding),
                finding.evidence()
                        .integer("missing", comparison.missing())
                        .integer("rows", comparison.rows())
                        .integer("baseline_missing", comparison.baselineMissing())
                        .integer("baseline_rows", comparison.baselineRows())
                        .toJson());
    }

    private static String summary(FeatureFinding finding) {
        FeatureComparison comparison = finding.comparison();
        if (finding.state() == Condition.State.NO_DATA) {
            return finding.unknown();
        }
        String shares =
                Wording.percent((double) comparison.missing() / comparison.rows())
                        + " of its values are missing "
                        + Wording.window(finding.window())
                        + ", "
                        + Wording.percent(
                                (double) comparison.baselineMissing() / comparison.baselineRows())
                        + " in "
                        + Wording.baseline(finding.baseline());
        return finding.state() == Condition.State.BREACH
                ? finding.subject()
                        + " is missing more or less often than it should: "
                        + shares
                        + " ("
                        + finding.certainty()
                        + ")."
                : finding.subject() + " is missing as often as it should again: " + shares + ".";
    }
}
