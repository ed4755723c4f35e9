/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.FeatureComparison;
import io.tidemark.result.WindowKey;

/**
 * What the feature rules look at: one question about one feature of one window, answered.
 *
 * @param window model, version, segment and window
 * @param slideMillis how far apart windows of that name start
 * @param feature its name
 * @param baseline what it was compared with
 * @param comparison all that was computed
 * @param verdict the answer
 */
record FeatureFinding(
        WindowKey window,
        long slideMillis,
        String feature,
        String baseline,
        FeatureComparison comparison,
        Verdict verdict) {

    Condition.State state() {
        if (!verdict.isTested()) {
            return Condition.State.NO_DATA;
        }
        return verdict.isDrifted() ? Condition.State.BREACH : Condition.State.OK;
    }

    /** The feature, and the segment where it is one. */
    String subject() {
        return Wording.subject(feature, window.segment());
    }

    /** How sure: the probability without drift, and what was allowed. */
    String certainty() {
        Hypothesis hypothesis = verdict.hypothesis();
        return "p = "
                + Wording.number(hypothesis.pDecision())
                + ", at most "
                + Wording.number(verdict.pThreshold())
                + " allowed";
    }

    /** Why nobody can tell. */
    String unknown() {
        return subject()
                + " cannot be judged "
                + Wording.window(window)
                + ": "
                + verdict.hypothesis().sampleSize()
                + " values ("
                + String.join(", ", verdict.reasons())
                + ").";
    }

    Evidence evidence() {
        Hypothesis hypothesis = verdict.hypothesis();
        return new Evidence()
                .integer("sample_size", hypothesis.sampleSize())
                .number("p_decision", hypothesis.pDecision())
                .number("p_threshold", verdict.pThreshold())
                .number("effect", hypothesis.effect())
                .number("effect_floor", hypothesis.effectFloor())
                .texts("reasons", verdict.reasons());
    }
}
