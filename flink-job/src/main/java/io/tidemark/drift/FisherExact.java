/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Fisher's exact test of a 2 × 2 table, two-sided: the summed probability, margins given, of all
 * tables that are no more likely than the observed one (as R and SciPy do).
 *
 * <p>Probabilities are taken relative to the most likely table and follow from each other by a
 * ratio, so there are no factorials. Costs a step for each table possible, at most the smallest
 * margin.
 */
final class FisherExact {
    /** Tables as likely as the observed one count, whatever rounding says. */
    private static final double TIE = 1 + 1e-7;

    private FisherExact() {}

    /**
     * The p-value of {@code hits} of {@code size} against {@code otherHits} of {@code otherSize}.
     */
    static double pValue(long hits, long size, long otherHits, long otherSize) {
        long allHits = hits + otherHits;
        long least = StrictMath.max(0, allHits - otherSize);
        long most = StrictMath.min(size, allHits);
        long mode =
                (long)
                        StrictMath.floor(
                                (size + 1.0) * (allHits + 1.0) / ((double) size + otherSize + 2));
        mode = StrictMath.max(least, StrictMath.min(most, mode));
        double observed = weightOf(hits, mode, size, allHits, otherSize);
        double limit = observed * TIE;
        double sum = 1;
        double extreme = 1 <= limit ? 1 : 0;
        double weight = 1;
        for (long k = mode; k < most && weight > 0; k++) {
            weight *= ratio(k, size, allHits, otherSize);
            sum += weight;
            extreme += weight <= limit ? weight : 0;
        }
        weight = 1;
        for (long k = mode; k > least && weight > 0; k--) {
            weight /= ratio(k - 1, size, allHits, otherSize);
            sum += weight;
            extreme += weight <= limit ? weight : 0;
        }
        return StrictMath.min(1, extreme / sum);
    }

    private static double weightOf(long k, long mode, long size, long allHits, long otherSize) {
        double weight = 1;
        for (long i = mode; i < k && weight > 0; i++) {
            weight *= ratio(i, size, allHits, otherSize);
        }
        for (long i = mode; i > k && weight > 0; i--) {
            weight /= ratio(i - 1, size, allHits, otherSize);
        }
        return weight;
    }

    /** P(k + 1) / P(k). */
    private static double ratio(long k, long size, long allHits, long otherSize) {
        return ((double) (size - k) / (k + 1))
                * ((double) (allHits - k) / (otherSize - allHits + k + 1));
    }
}
