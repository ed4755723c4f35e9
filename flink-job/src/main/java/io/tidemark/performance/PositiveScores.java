/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.Map;

/** The score counts of a tally of two classes, by whether the true class is the positive one. */
record PositiveScores(ScoreCounts positives, ScoreCounts negatives) {
    /** Pairs of other classes stay out. */
    static PositiveScores of(Tally tally, TaskDecision decision) {
        ScoreCounts positives = new ScoreCounts();
        ScoreCounts negatives = new ScoreCounts();
        for (Map.Entry<String, ScoreCounts> of : tally.classes().scores().entrySet()) {
            if (of.getKey().equals(decision.positiveClass())) {
                positives.merge(of.getValue(), 1);
            } else if (decision.classes().contains(of.getKey())) {
                negatives.merge(of.getValue(), 1);
            }
        }
        return new PositiveScores(positives, negatives);
    }

    /** Returns the losses of all pairs under these roles. */
    ScoreCounts.Losses losses() {
        ScoreCounts.Losses losses = new ScoreCounts.Losses();
        losses.merge(positives.asPositive(), 1);
        losses.merge(negatives.asNegative(), 1);
        return losses;
    }

    ScoreRanking ranking() {
        return ScoreRanking.binned(positives.bins().counts(), negatives.bins().counts());
    }
}
