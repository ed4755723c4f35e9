/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.Map;
import java.util.TreeMap;

/**
 * Positives and negatives by score, from the lowest up: what ranking metrics read.
 *
 * @param positives counts of positives per score or bin of scores
 * @param negatives counts of negatives, of the same length
 * @param isExact whether one place holds equal scores only (ties), not a bin's different ones
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoreRanking(long[] positives, long[] negatives, boolean isExact) {
    /** A ranking whose places are bins: the order inside them is lost. */
    static ScoreRanking binned(long[] positives, long[] negatives) {
        return new ScoreRanking(positives, negatives, false);
    }

    /** A ranking at exact resolution: one place a distinct score. */
    static ScoreRanking exact(double[] scores, boolean[] isPositive) {
        TreeMap<Double, long[]> places = new TreeMap<>();
        for (int i = 0; i < scores.length; i++) {
            // -0.0 and 0.0 are one score
            places.computeIfAbsent(scores[i] + 0.0, score -> new long[2])[isPositive[i] ? 1 : 0]++;
        }
        long[] positives = new long[places.size()];
        long[] negatives = new long[places.size()];
        int place = 0;
        for (Map.Entry<Double, long[]> at : places.entrySet()) {
            negatives[place] = at.getValue()[0];
            positives[place] = at.getValue()[1];
            place++;
        }
        return new ScoreRanking(positives, negatives, true);
    }

    double positiveTotal() {
        return total(positives);
    }

    double negativeTotal() {
        return total(negatives);
    }

    private static double total(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
