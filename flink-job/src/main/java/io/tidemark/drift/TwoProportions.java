/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Whether two shares differ: the pooled two-proportion z-test, two-sided, or Fisher's exact test
 * where the normal law is no good (an expected count below 5).
 */
final class TwoProportions {
    private static final double SMALLEST_EXPECTED = 5;

    private TwoProportions() {}

    /**
     * The two-sided p-value of {@code hits} of {@code size} against {@code otherHits} of {@code
     * otherSize}.
     */
    static double pValue(long hits, long size, long otherHits, long otherSize) {
        double all = (double) size + otherSize;
        double pooled = ((double) hits + otherHits) / all;
        double rarer = StrictMath.min(pooled, 1 - pooled);
        if (rarer <= 0) {
            return 1;
        }
        if (rarer * StrictMath.min(size, otherSize) < SMALLEST_EXPECTED) {
            return FisherExact.pValue(hits, size, otherHits, otherSize);
        }
        return zTest(hits, size, otherHits, otherSize);
    }

    /** z² has one degree of freedom, so the normal tail is chi-square's. */
    static double zTest(long hits, long size, long otherHits, long otherSize) {
        double pooled = ((double) hits + otherHits) / ((double) size + otherSize);
        double difference = Wasserstein.difference(hits, size, otherHits, otherSize);
        double variance = pooled * (1 - pooled) * (1.0 / size + 1.0 / otherSize);
        return ChiSquare.survival(difference * difference / variance, 1);
    }
}
