/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.Objects;

/**
 * One question about one feature of one segment, to be judged with the others of its family.
 *
 * @param feature its name
 * @param segment {@code overall} or {@code name=value}
 * @param question what is asked
 * @param pDecision probability of the deciding statistic without drift; null when undefined
 * @param effect size of the change, its sign aside; null when undefined
 * @param effectFloor the smallest effect that matters
 * @param sampleSize of the smaller side, window or baseline; for missing values the missing count
 *     too
 * @param minSamples values it takes to be asked at all; null: as many as the family's judge says
 */
public record Hypothesis(
        String feature,
        String segment,
        Question question,
        Double pDecision,
        Double effect,
        double effectFloor,
        long sampleSize,
        Long minSamples) {

    public Hypothesis {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(question, "question");
    }

    /** A hypothesis that takes as many values as its family's judge says. */
    public Hypothesis(
            String feature,
            String segment,
            Question question,
            Double pDecision,
            Double effect,
            double effectFloor,
            long sampleSize) {
        this(feature, segment, question, pDecision, effect, effectFloor, sampleSize, null);
    }
}
