/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;

/**
 * State: the baseline of a feature without a published reference, its first full window. Fields may
 * be added.
 *
 * @param effectiveFrom windows that start at or after this instant are compared with it
 * @param profile bytes of a {@code FeatureProfile}
 */
public record FirstWindow(FeatureKind kind, long windowStart, long effectiveFrom, byte[] profile) {
    static FirstWindow of(FeatureProfile profile, long windowStart, long effectiveFrom) {
        return new FirstWindow(
                profile.resolveKind(), windowStart, effectiveFrom, profile.toBytes());
    }
}
