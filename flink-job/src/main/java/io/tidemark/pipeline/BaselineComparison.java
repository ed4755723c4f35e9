/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.drift.FeatureComparison;

/**
 * A feature's window beside its baseline, before anything is judged. WINDOWS cannot know how many
 * values are missing; DECIDE, which sees the requests too, completes the comparison.
 *
 * @param baseline {@link #REFERENCE} or {@link #FIRST_WINDOW}
 * @param present values present in the baseline
 * @param gridId the grid behind the bins; null for categories and the log grid
 */
public record BaselineComparison(
        String baseline, long present, String gridId, FeatureComparison features) {
    static final String REFERENCE = "reference";
    static final String FIRST_WINDOW = "first_window";
}
