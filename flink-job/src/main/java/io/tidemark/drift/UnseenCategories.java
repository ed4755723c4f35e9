/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * What a sample of categories says about those that it does not hold (Chao and Jost 2015): their
 * number, from the categories seen once and twice, and their share together.
 *
 * @param number of unseen categories, whole; 0 where each category has been seen at least twice
 * @param share of all values, in [0, 1)
 * @param takenDown factor λ by which the shares of seen ones shrink, see {@link #takeDown}
 * @param size of the sample
 */
record UnseenCategories(double number, double share, double takenDown, long size) {
    /** Estimates from counts, none of them 0. */
    static UnseenCategories of(long[] counts, long size) {
        double once = 0;
        double twice = 0;
        for (long count : counts) {
            once += count == 1 ? 1 : 0;
            twice += count == 2 ? 1 : 0;
        }
        if (once == 0 || size < 2) {
            return new UnseenCategories(0, 0, 0, size);
        }
        double others = size - 1.0;
        double number =
                StrictMath.ceil(
                        others
                                / size
                                * (twice > 0
                                        ? once * once / (2 * twice)
                                        : once * (once - 1) / 2));
        double pairs = twice > 0 ? 2 * twice : 2;
        double singles = twice > 0 ? others * once : others * (once - 1);
        double share = once / size * singles / (singles + pairs);
        if (number == 0 || !(share > 0)) {
            return new UnseenCategories(0, 0, 0, size);
        }
        double missed = 0;
        for (long count : counts) {
            missed += (double) count / size * notSeen(count, size);
        }
        return new UnseenCategories(number, share, share / missed, size);
    }

    /** Takes weights, which are counts on the way in, down by what the unseen ones have. */
    void takeDown(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    StrictMath.max(
                            0, weights[i] * (1 - takenDown * notSeen((long) weights[i], size)));
        }
    }

    private static double notSeen(long count, long size) {
        return count >= size
                ? 0
                : StrictMath.exp(size * StrictMath.log1p(-(double) count / size));
    }
}
