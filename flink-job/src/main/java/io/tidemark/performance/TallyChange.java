/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * One step of the joined pairs: a pair to add to the tallies or to take back from them.
 *
 * @param sign 1: add the pair; -1: take it back; 0: nothing but deliveries to count
 * @param deliveries accepted deliveries behind this step that were not counted before; never taken
 *     back, so that they order the revisions of a row
 * @param labelName which of the prediction's labels
 * @param effectiveTimeMillis event time at which the step is due: when the label became known, or
 *     was overruled by a later one (never before the prediction's time)
 * @param prediction the prediction that holds
 * @param label the label that holds
 */
public record TallyChange(
        int sign,
        long deliveries,
        String labelName,
        long effectiveTimeMillis,
        PredictionSlot prediction,
        LabelCandidate label) {

    TallyChange withDeliveries(long counted) {
        return new TallyChange(sign, counted, labelName, effectiveTimeMillis, prediction, label);
    }
}
