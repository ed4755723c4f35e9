/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.performance.JoinOutcome.Code;

/**
 * What became of a label whose entry ends. Times alone decide between orphan and expired, never
 * what happened to be remembered: expired is a label that came later than the horizon of a
 * prediction, by the allowed lateness at most; whatever is further away never met it.
 */
final class LabelFate {
    private LabelFate() {}

    /** Returns the outcome to count; null if the label counted or was told to be a misfit. */
    static Code of(JoinEntry entry, LabelCandidate label, LabelRulesSource rules) {
        Code fate = Code.LABEL_ORPHAN;
        for (PredictionSlot slot : entry.holdersServedBy(label)) {
            LabelRules rule = rules.rules(slot.modelId, slot.timestamp);
            if (!rule.accepts(label)) {
                // counted as misfit when they met
                return null;
            }
            if (HeldLabels.mayCount(slot, label, rule)) {
                if (HeldLabels.counting(slot, label.labelName, entry.labels, rule)
                        .contains(label)) {
                    return null;
                }
                fate = Code.LABEL_CORRECTION_LATE;
            } else if (fate == Code.LABEL_ORPHAN
                    && label.timestamp > slot.timestamp
                    && HeldLabels.isWithin(
                            slot.timestamp,
                            label.timestamp,
                            HeldLabels.plus(rule.horizonMillis(), rule.allowedLatenessMillis()))) {
                fate = Code.LABEL_EXPIRED;
            }
        }
        return fate;
    }
}
