/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * What SCORE tallied of one segment's predictions of one pane since its last flush, of what became
 * known in one pane of label time.
 *
 * @param labelName which label; {@link #PREDICTIONS} for the predictions themselves
 * @param predictionPane start of the pane of the prediction's time, milliseconds
 * @param labelPane start of the pane in which the label became known; the prediction's own for the
 *     predictions themselves
 * @param tally bytes of a {@code Tally}
 */
public record TallyPartial(
        String modelId,
        String modelVersion,
        String segment,
        String labelName,
        long predictionPane,
        long labelPane,
        byte[] tally) {
    /** The denominators: they belong to every label name. No label has an empty name. */
    public static final String PREDICTIONS = "";
}
