/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Window sizes that share a null distribution: 24 buckets a decade, so that a size is within 5 % of
 * its bucket's representative.
 */
final class SampleBucket {
    private static final int A_DECADE = 24;

    private SampleBucket() {}

    /** Returns the bucket of a size, at least 1. */
    static int of(long size) {
        return (int) StrictMath.floor(A_DECADE * StrictMath.log10((double) size));
    }

    /** Returns the whole size in the middle (geometrically) of those in a bucket. */
    static long representative(int bucket) {
        double low = StrictMath.ceil(start(bucket));
        double high = StrictMath.max(low, StrictMath.ceil(start(bucket + 1)) - 1);
        return StrictMath.max(1, (long) StrictMath.rint(StrictMath.sqrt(low * high)));
    }

    private static double start(int bucket) {
        return StrictMath.pow(10, (double) bucket / A_DECADE);
    }
}
