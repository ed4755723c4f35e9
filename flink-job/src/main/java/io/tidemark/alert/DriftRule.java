/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.TotalVariation;
import io.tidemark.drift.Wasserstein;
import io.tidemark.result.Bin;

/** A feature's values are distributed otherwise than the baseline's: all three gates passed. */
public final class DriftRule {
    public static final String NAME = "drift";

    private DriftRule() {}

    static Condition judge(FeatureFinding finding) {
        FeatureComparison comparison = finding.comparison();
        Hypothesis hypothesis = finding.verdict().hypothesis();
        return new Condition(
                finding.window(),
                finding.slideMillis(),
                NAME,
                Condition.DRIFT,
                Condition.MEDIUM,
                comparison.effect(),
                finding.feature(),
                hypothesis.effect(),
                hypothesis.effectFloor(),
                finding.baseline(),
                finding.state(),
                summary(finding),
                evidence(finding));
    }

    private static String summary(FeatureFinding finding) {
        String subject = finding.subject();
        return switch (finding.state()) {
            case BREACH ->
                    subject
                            + " has drifted from "
                            + Wording.baseline(finding.baseline())
                            + ": "
                            + size(finding)
                            + moved(finding.comparison())
                            + " "
                            + Wording.window(finding.window())
                            + " ("
                            + finding.certainty()
                            + ", "
                            + finding.comparison().sampleSize()
                            + " values).";
            case OK ->
                    subject
                            + " is distributed like "
                            + Wording.baseline(finding.baseline())
                            + " again: "
                            + size(finding)
                            + " "
                            + Wording.window(finding.window())
                            + ".";
            case NO_DATA -> finding.unknown();
        };
    }

    private static String size(FeatureFinding finding) {
        Hypothesis hypothesis = finding.verdict().hypothesis();
        Double effect = hypothesis.effect();
        String size =
                switch (finding.comparison().effect()) {
                    case Wasserstein.METHOD ->
                            "moved by " + Wording.number(effect) + " baseline standard deviations";
                    case TotalVariation.METHOD ->
                            effect == null
                                    ? "moved"
                                    : "moved in " + Wording.percent(effect) + " of cases";
                    default -> "Jensen-Shannon distance " + Wording.number(effect);
                };
        return size + " (floor " + Wording.number(hypothesis.effectFloor()) + ")";
    }

    /** Where the values went: the mean of numbers, the category that changed most. */
    private static String moved(FeatureComparison comparison) {
        if (comparison.mean() != null && comparison.baselineMean() != null) {
            return ", mean "
                    + Wording.number(comparison.baselineMean())
                    + " → "
                    + Wording.number(comparison.mean());
        }
        return comparison.distribution().stream()
                .filter(bin -> bin.share() != null && bin.baselineShare() != null)
                .reduce((a, b) -> change(b) > change(a) ? b : a)
                .map(
                        bin ->
                                ", '"
                                        + bin.label()
                                        + "' "
                                        + Wording.percent(bin.baselineShare())
                                        + " → "
                                        + Wording.percent(bin.share()))
                .orElse("");
    }

    private static double change(Bin bin) {
        return StrictMath.abs(bin.share() - bin.baselineShare());
    }

    private static String evidence(FeatureFinding finding) {
        FeatureComparison comparison = finding.comparison();
        DriftResult deciding = comparison.result(comparison.deciding());
        DriftResult effect = comparison.result(comparison.effect());
        Evidence evidence = finding.evidence();
        evidence.integer("baseline_size", comparison.baselineSize())
                .text("decided_by", comparison.deciding())
                .number("statistic", deciding == null ? null : deciding.statistic())
                .number("effect_lower", effect == null ? null : effect.lower())
                .number("effect_upper", effect == null ? null : effect.upper());
        if (comparison.mean() != null || comparison.baselineMean() != null) {
            evidence.number("mean", comparison.mean())
                    .number("baseline_mean", comparison.baselineMean())
                    .number("distance", comparison.distance());
        }
        return evidence.topBins(comparison.distribution()).toJson();
    }
}
