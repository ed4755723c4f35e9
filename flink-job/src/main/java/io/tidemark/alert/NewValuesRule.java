/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.NewValues;

/** A categorical feature brings values that the baseline does not have. */
public final class NewValuesRule {
    public static final String NAME = "new_values";

    private NewValuesRule() {}

    static Condition judge(FeatureFinding finding) {
        FeatureComparison comparison = finding.comparison();
        Hypothesis hypothesis = finding.verdict().hypothesis();
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.QUALITY,
                Condition.MEDIUM,
                NewValues.METHOD,
                finding.feature(),
                hypothesis.effect(),
                hypothesis.effectFloor(),
                finding.baseline(),
                finding.state(),
                summary(finding),
                finding.evidence()
                        .integer("baseline_size", comparison.baselineSize())
                        .topBins(comparison.distribution())
                        .toJson());
    }

    private static String summary(FeatureFinding finding) {
        if (finding.state() == Condition.State.NO_DATA) {
            return finding.unknown();
        }
        String share =
                Wording.percent(finding.verdict().hypothesis().effect())
                        + " of its values "
                        + Wording.window(finding.window())
                        + " are not in "
                        + Wording.baseline(finding.baseline());
        return finding.state() == Condition.State.BREACH
                ? finding.subject()
                        + " has new values: "
                        + share
                        + largestNew(finding.comparison())
                        + " ("
                        + finding.certainty()
                        + ")."
                : finding.subject() + " has hardly any new values again: " + share + ".";
    }

    private static String largestNew(FeatureComparison comparison) {
        return comparison.distribution().stream()
                .filter(bin -> bin.share() != null && bin.baselineShare() != null)
                .filter(bin -> bin.baselineShare() == 0 && bin.share() > 0)
                .reduce((a, b) -> b.share() > a.share() ? b : a)
                .map(bin -> ", most of all '" + bin.label() + "'")
                .orElse("");
    }
}
