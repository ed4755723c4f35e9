/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.FeatureKind;

/**
 * A feature's first-window baseline as DECIDE remembers it.
 *
 * @param windowStart of the baseline window, milliseconds
 * @param effectiveFrom windows that start at or after this instant are compared with it
 * @param present values present in the baseline window
 * @param expected events that should have carried the feature there; negative until it is known
 * @param deliveries of the model in that window, all segments; 0 until it is known
 */
public record BaselineFacts(
        FeatureKind kind,
        long windowStart,
        long effectiveFrom,
        long present,
        long expected,
        long deliveries) {
    static BaselineFacts of(FirstWindow first, long present) {
        return new BaselineFacts(
                first.kind(), first.windowStart(), first.effectiveFrom(), present, -1, 0);
    }

    BaselineFacts completed(long eventsExpected, long allDeliveries) {
        return new BaselineFacts(
                kind, windowStart, effectiveFrom, present, eventsExpected, allDeliveries);
    }
}
