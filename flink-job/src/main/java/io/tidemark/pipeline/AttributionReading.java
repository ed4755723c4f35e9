/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * One feature's mean absolute attribution and its rank, in a window and in its baseline.
 *
 * @param meanAbsolute null where no event of the window gives one; the rank too
 * @param baselineMeanAbsolute null where the baseline has none, or there is no baseline
 */
public record AttributionReading(
        String feature,
        Double meanAbsolute,
        Long rank,
        Double baselineMeanAbsolute,
        Long baselineRank) {}
