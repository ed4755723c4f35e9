/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.MissingRate;
import io.tidemark.drift.NewValues;
import io.tidemark.drift.UnusableRate;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.result.FeatureDriftRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;

/**
 * One feature's way through judgement: from its comparison to hypotheses, from verdicts to rows.
 */
public final class FeatureJudgement {
    /** The method whose p-value is judged. */
    public static final String DECIDES = "decides";

    /** The method whose statistic is held against the effect floor. */
    public static final String EFFECT = "effect";

    /** A method that is shown only. */
    public static final String INFORMS = "informs";

    private FeatureJudgement() {}

    /**
     * The questions about a feature, in the order of {@link Question}.
     *
     * @param shapeFloor the feature's own effect floor; null for the default
     */
    public static List<Hypothesis> hypotheses(
            String feature, String segment, FeatureComparison comparison, Double shapeFloor) {
        List<Hypothesis> family = new ArrayList<>();
        for (Question question : Question.values()) {
            DriftResult deciding = comparison.result(deciding(question, comparison));
            if (deciding != null) {
                boolean isOwn = question == Question.SHAPE && shapeFloor != null;
                family.add(
                        new Hypothesis(
                                feature,
                                segment,
                                question,
                                deciding.pDecision(),
                                comparison.result(effect(question, comparison)).statistic(),
                                isOwn ? shapeFloor : question.effectFloor(),
                                smallerSide(question, comparison)));
            }
        }
        return family;
    }

    /** The questions about a feature, by the gates that a spec sets for it. */
    public static List<Hypothesis> hypotheses(
            String feature, String segment, FeatureComparison comparison, MonitorSpec spec) {
        List<Hypothesis> family = new ArrayList<>();
        for (Hypothesis asked : hypotheses(feature, segment, comparison, (Double) null)) {
            Question question = asked.question();
            Double floor = null;
            if (question == Question.SHAPE && spec.features().containsKey(feature)) {
                floor = spec.feature(feature).effectFloor();
            }
            if (floor == null) {
                floor = spec.drift().effectFloors().get(effect(question, comparison));
            }
            Long minSamples = spec.feature(feature).minSamples();
            if (minSamples == null) {
                minSamples = spec.drift().minSamples().get(deciding(question, comparison));
            }
            family.add(
                    new Hypothesis(
                            feature,
                            segment,
                            question,
                            asked.pDecision(),
                            asked.effect(),
                            floor == null ? question.effectFloor() : floor,
                            asked.sampleSize(),
                            minSamples));
        }
        return family;
    }

    private static String deciding(Question question, FeatureComparison comparison) {
        return switch (question) {
            case SHAPE -> comparison.deciding();
            case MISSING -> MissingRate.METHOD;
            case NEW_VALUES -> NewValues.METHOD;
            case UNUSABLE -> UnusableRate.METHOD;
        };
    }

    /** A test knows no more than its smaller sample. */
    private static long smallerSide(Question question, FeatureComparison comparison) {
        return isAboutRows(question)
                ? Math.min(comparison.rows(), comparison.baselineRows())
                : Math.min(comparison.sampleSize(), comparison.baselineSize());
    }

    private static boolean isAboutRows(Question question) {
        return question == Question.MISSING || question == Question.UNUSABLE;
    }

    private static String effect(Question question, FeatureComparison comparison) {
        return question == Question.SHAPE ? comparison.effect() : deciding(question, comparison);
    }

    /**
     * The rows of one feature, one a method.
     *
     * @param verdicts those of the feature's hypotheses
     */
    public static List<FeatureDriftRow> rows(
            WindowKey window,
            String feature,
            String baseline,
            FeatureComparison comparison,
            List<Verdict> verdicts,
            RowVersion version) {
        List<FeatureDriftRow> rows = new ArrayList<>();
        for (DriftResult result : comparison.results()) {
            String role = role(comparison, result.method());
            Verdict verdict = verdict(comparison, result.method(), verdicts);
            boolean isJudged = verdict != null && verdict.isTested();
            boolean isDeciding = role.equals(DECIDES);
            List<String> reasons = new ArrayList<>();
            if (result.reason() != null) {
                reasons.add(result.reason());
            }
            if (verdict != null) {
                reasons.addAll(verdict.reasons());
            }
            boolean isAboutRows = isAboutRows(question(result.method()));
            rows.add(
                    new FeatureDriftRow(
                            window,
                            feature,
                            baseline,
                            result.method(),
                            result.statistic(),
                            result.lower(),
                            result.upper(),
                            result.pValue(),
                            result.pDecision(),
                            isJudged && isDeciding ? verdict.pThreshold() : null,
                            verdict != null && hasFloor(comparison, result.method())
                                    ? (Double) verdict.hypothesis().effectFloor()
                                    : null,
                            role,
                            isJudged ? (Boolean) verdict.isDrifted() : null,
                            reasons,
                            isAboutRows ? comparison.rows() : comparison.sampleSize(),
                            isAboutRows ? comparison.baselineRows() : comparison.baselineSize(),
                            version));
        }
        return rows;
    }

    /**
     * What the drift, missing values and new values rules say about one feature.
     *
     * @param slideMillis how far apart windows of that name start
     * @param verdicts those of the feature's hypotheses
     */
    public static List<Condition> conditions(
            WindowKey window,
            long slideMillis,
            String feature,
            String baseline,
            FeatureComparison comparison,
            List<Verdict> verdicts) {
        List<Condition> conditions = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            FeatureFinding finding =
                    new FeatureFinding(window, slideMillis, feature, baseline, comparison, verdict);
            conditions.add(
                    switch (verdict.hypothesis().question()) {
                        case SHAPE -> DriftRule.judge(finding);
                        case MISSING -> MissingValuesRule.judge(finding);
                        case NEW_VALUES -> NewValuesRule.judge(finding);
                        case UNUSABLE ->
                                throw new IllegalArgumentException("a question about files");
                    });
        }
        return conditions;
    }

    /** Whether any question about the feature was answered with yes. */
    public static boolean isDrifted(List<Verdict> verdicts) {
        return verdicts.stream().anyMatch(Verdict::isDrifted);
    }

    private static String role(FeatureComparison comparison, String method) {
        if (method.equals(comparison.deciding()) || question(method) != Question.SHAPE) {
            return DECIDES;
        }
        return method.equals(comparison.effect()) ? EFFECT : INFORMS;
    }

    private static boolean hasFloor(FeatureComparison comparison, String method) {
        return method.equals(comparison.effect()) || question(method) != Question.SHAPE;
    }

    private static Question question(String method) {
        return switch (method) {
            case MissingRate.METHOD -> Question.MISSING;
            case NewValues.METHOD -> Question.NEW_VALUES;
            case UnusableRate.METHOD -> Question.UNUSABLE;
            default -> Question.SHAPE;
        };
    }

    /** The verdict that a method had a part in; null for one that informs. */
    private static Verdict verdict(
            FeatureComparison comparison, String method, List<Verdict> verdicts) {
        if (role(comparison, method).equals(INFORMS)) {
            return null;
        }
        Question question = question(method);
        for (Verdict verdict : verdicts) {
            if (verdict.hypothesis().question() == question) {
                return verdict;
            }
        }
        return null;
    }
}
