/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import io.tidemark.alert.FeatureJudgement;
import io.tidemark.alert.Question;
import io.tidemark.alert.Verdict;
import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.result.FeatureDriftRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One feature of both files with its verdicts.
 *
 * @param feature its name
 * @param comparison all that was computed
 * @param quality of the current file's values
 * @param referenceQuality of the reference's
 * @param verdicts one a question, in their order
 */
public record ComparedFeature(
        String feature,
        FeatureComparison comparison,
        Quality quality,
        Quality referenceQuality,
        List<Verdict> verdicts) {

    /** Some values are texts in a column of numbers, or the other way round. */
    public static final String TYPE_MISMATCHES = "type_mismatches";

    private static final WindowKey WINDOW =
            new WindowKey("(files)", "unversioned", "overall", "(file)", 0, 0);
    private static final RowVersion VERSION = new RowVersion(0, 0, 0, RowVersion.FINAL);
    private static final String REFERENCE = "reference";

    /**
     * What one side's column consists of.
     *
     * @param present values, mismatches included
     * @param missing rows without one
     * @param mismatches present values that are not of the feature's kind
     * @param notFinite not-a-number and infinite ones
     * @param capped categories' values beyond the cap
     */
    public record Quality(
            long present, long missing, long mismatches, long notFinite, long capped) {}

    public ComparedFeature {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether any question could be asked. */
    public boolean isJudged() {
        return verdicts.stream().anyMatch(Verdict::isTested);
    }

    /** Whether any question was answered with yes. */
    public boolean isDrifted() {
        return FeatureJudgement.isDrifted(verdicts);
    }

    /** The verdict on one question; null where it was not asked. */
    public Verdict verdict(Question question) {
        for (Verdict verdict : verdicts) {
            if (verdict.hypothesis().question() == question) {
                return verdict;
            }
        }
        return null;
    }

    /** The method that decides about the shape. */
    public DriftResult deciding() {
        return comparison.result(comparison.deciding());
    }

    /** One row a method, as a job writes them. */
    public List<FeatureDriftRow> rows() {
        return FeatureJudgement.rows(WINDOW, feature, REFERENCE, comparison, verdicts, VERSION);
    }

    /**
     * Why it drifted, or why not; then what is odd about the values.
     *
     * @return codes, in canonical order
     */
    public List<String> reasons() {
        Set<String> reasons = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            if (isDrifted() ? verdict.isDrifted() : isAboutShape(verdict)) {
                reasons.addAll(verdict.reasons());
            }
        }
        if (deciding().reason() != null) {
            reasons.add(deciding().reason());
        }
        if (quality.mismatches() > 0 || referenceQuality.mismatches() > 0) {
            reasons.add(TYPE_MISMATCHES);
        }
        return new ArrayList<>(reasons);
    }

    private static boolean isAboutShape(Verdict verdict) {
        return verdict.hypothesis().question() == Question.SHAPE;
    }
}
