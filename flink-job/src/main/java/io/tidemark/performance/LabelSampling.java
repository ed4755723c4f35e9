/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.Hash64;

/**
 * Which prediction ids are joined with labels: a share of them, chosen by a hash of the id, so that
 * both sides of the join choose alike.
 */
public final class LabelSampling {
    private LabelSampling() {}

    /**
     * Returns whether an id belongs to the sample.
     *
     * @param share 0 (none) to 1 (all)
     */
    public static boolean keeps(String predictionId, double share) {
        if (share >= 1) {
            return true;
        }
        // 53 bits: every value is a double of its own
        return (Hash64.of(predictionId) >>> 11) * 0x1p-53 < share;
    }
}
