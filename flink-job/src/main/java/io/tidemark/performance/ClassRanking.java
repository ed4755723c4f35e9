/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/** The probabilities that one class was given, by whether it was the true one. */
final class ClassRanking {
    private final ScoreBins positives = new ScoreBins();
    private final ScoreBins negatives = new ScoreBins();

    void add(double probability, boolean isActual, int sign) {
        (isActual ? positives : negatives).add(probability, sign);
    }

    void merge(ClassRanking other, int sign) {
        positives.merge(other.positives, sign);
        negatives.merge(other.negatives, sign);
    }

    ScoreRanking ranking() {
        return ScoreRanking.binned(positives.counts(), negatives.counts());
    }

    void write(BinaryWriter writer) {
        positives.write(writer);
        negatives.write(writer);
    }

    void mergeFrom(BinaryReader reader) {
        positives.mergeFrom(reader);
        negatives.mergeFrom(reader);
    }
}
