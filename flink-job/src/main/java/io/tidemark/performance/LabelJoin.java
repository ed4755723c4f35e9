/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.performance.JoinOutcome.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * The join of predictions with their labels, for one prediction id at a time. What it tells to
 * tally adds up to a function of the set of events under the id, whatever the order in which they
 * come and however often.
 *
 * <p>Of several predictions for one (id, model, version) the one with the earliest time holds
 * (ties: the smaller content hash). Of the labels of one name those within the horizon count that
 * are no later than the earliest of them plus the time for corrections, and the latest of these
 * holds (ties: the larger content hash). Both may change with every arrival; the steps returned
 * lead from what held before to what holds now.
 *
 * <p>An entry is kept until no event inside the allowed lateness can change it or be told from what
 * it holds ({@link #endsAt}). The caller keeps late predictions and unsampled ids away, sets one
 * event-time timer per entry, and calls {@link #onEnd} when it fires and the end has come.
 */
public final class LabelJoin {
    /** Distinct labels kept under one prediction id. */
    static final int MOST_LABELS = 100;

    /** Predictions kept under one prediction id. */
    static final int MOST_PREDICTIONS = 1_000;

    /** Predictions of different content kept for one (id, model, version). */
    static final int MOST_REPEATS = 8;

    private final LabelRulesSource rules;
    private final LabelRules anyModel;

    /**
     * @param rules the monitors' rules
     * @param anyModel for labels that name no model: the longest horizon, lateness and the largest
     *     sample of all monitors
     */
    public LabelJoin(LabelRulesSource rules, LabelRules anyModel) {
        this.rules = rules;
        this.anyModel = anyModel;
    }

    /** Takes a prediction into the entry. The slot belongs to the entry afterwards. */
    public JoinChanges onPrediction(JoinEntry entry, PredictionSlot arrived) {
        JoinChanges changes = new JoinChanges();
        List<PredictionSlot> rivals = entry.rivals(arrived);
        PredictionSlot holder = JoinEntry.holder(rivals);
        PredictionSlot same = JoinEntry.twin(rivals, arrived);
        if (same != null) {
            same.deliveries += arrived.deliveries;
            countRepeat(same, arrived, changes);
            same.recordTimestamp = StrictMath.min(same.recordTimestamp, arrived.recordTimestamp);
            countDeliveries(entry, same, 0, arrived.deliveries, changes);
            return changes;
        }
        if (holder == null && entry.predictions.size() >= MOST_PREDICTIONS) {
            changes.add(arrived.modelId, Code.CAPPED, arrived.recordTimestamp);
            return changes;
        }
        if (holder == null) {
            countMisfits(entry, arrived, changes);
            entry.predictions.add(arrived);
            changeHolder(entry, null, arrived, changes);
            countDeliveries(entry, arrived, 1, arrived.deliveries, changes);
            return changes;
        }
        boolean isHolder = arrived.holdsAgainst(holder);
        PredictionSlot loser = isHolder ? holder : arrived;
        changes.add(arrived.modelId, Code.DUPLICATE, loser.recordTimestamp);
        keepRepeat(entry, rivals, arrived, changes);
        if (isHolder) {
            changes.predictions().add(new PredictionChange(-1, 0, holder));
            changeHolder(entry, holder, arrived, changes);
        }
        countDeliveries(entry, arrived, isHolder ? 1 : 0, arrived.deliveries, changes);
        return changes;
    }

    /** Takes a label into the entry. The candidate belongs to the entry afterwards. */
    public JoinChanges onLabel(JoinEntry entry, LabelCandidate arrived) {
        JoinChanges changes = new JoinChanges();
        List<PredictionSlot> holders = entry.holdersServedBy(arrived);
        List<HeldLabels> before = held(entry, holders, arrived.labelName);
        LabelCandidate kept = arrived;
        LabelCandidate strongestRival = null;
        for (LabelCandidate known : entry.labels) {
            if (known.isSameOccasion(arrived)) {
                if (known.hasSameValue(arrived)) {
                    kept = known;
                } else if (strongestRival == null
                        || known.contentHash > strongestRival.contentHash) {
                    strongestRival = known;
                }
            }
        }
        if (kept != arrived) {
            kept.deliveries += arrived.deliveries;
            kept.contentHash = StrictMath.max(kept.contentHash, arrived.contentHash);
            changes.add(
                    arrived.modelId,
                    Code.LABEL_DUPLICATE,
                    StrictMath.max(kept.recordTimestamp, arrived.recordTimestamp));
            kept.recordTimestamp = StrictMath.min(kept.recordTimestamp, arrived.recordTimestamp);
        } else if (entry.labels.size() >= MOST_LABELS) {
            changes.add(arrived.modelId, Code.CAPPED, arrived.recordTimestamp);
            return changes;
        } else {
            entry.labels.add(arrived);
            if (strongestRival != null) {
                boolean isStronger = arrived.contentHash > strongestRival.contentHash;
                LabelCandidate loser = isStronger ? strongestRival : arrived;
                changes.add(arrived.modelId, Code.LABEL_CONFLICTING, loser.recordTimestamp);
            }
            countMisfits(entry, arrived, changes);
        }
        for (int i = 0; i < holders.size(); i++) {
            heldBy(entry, holders.get(i), arrived.labelName)
                    .stepsFrom(before.get(i), changes.tallies());
        }
        for (PredictionSlot slot : entry.predictions) {
            if (HeldLabels.mayCount(slot, kept, rulesOf(slot))) {
                addDeliveries(slot, kept, (long) slot.deliveries * arrived.deliveries, changes);
            }
        }
        return changes;
    }

    /**
     * Returns the event time from which on the entry can be dropped, once the watermark is there:
     * for each prediction its time + horizon + twice the allowed lateness (within the first of them
     * a label beyond the horizon is told from an orphan), for each label its time + horizon +
     * allowed lateness.
     */
    public long endsAt(JoinEntry entry) {
        long end = Long.MIN_VALUE;
        for (PredictionSlot slot : entry.predictions) {
            LabelRules rule = rulesOf(slot);
            long heard = HeldLabels.plus(slot.timestamp, rule.horizonMillis());
            long told = HeldLabels.plus(heard, rule.allowedLatenessMillis());
            end = StrictMath.max(end, HeldLabels.plus(told, rule.allowedLatenessMillis()));
        }
        for (LabelCandidate label : entry.labels) {
            LabelRules rule = rulesOf(label.modelId, label.timestamp);
            long waited = HeldLabels.plus(label.timestamp, rule.horizonMillis());
            end = StrictMath.max(end, HeldLabels.plus(waited, rule.allowedLatenessMillis()));
        }
        return end;
    }

    /** Returns, for an entry that ends, the outcomes of the labels that never counted. */
    public JoinChanges onEnd(JoinEntry entry) {
        JoinChanges changes = new JoinChanges();
        for (LabelCandidate label : entry.labels) {
            Code code = LabelFate.of(entry, label, rules);
            if (code != null) {
                changes.add(label.modelId, code, label.recordTimestamp);
            }
        }
        return changes;
    }

    private void changeHolder(
            JoinEntry entry, PredictionSlot before, PredictionSlot after, JoinChanges changes) {
        for (String name : entry.labelNames()) {
            if (before != null) {
                HeldLabels.NONE.stepsFrom(heldBy(entry, before, name), changes.tallies());
            }
            heldBy(entry, after, name).stepsFrom(HeldLabels.NONE, changes.tallies());
        }
    }

    /** Remembers a prediction beside others of its answerer, the latest of too many apart. */
    private static void keepRepeat(
            JoinEntry entry,
            List<PredictionSlot> rivals,
            PredictionSlot arrived,
            JoinChanges changes) {
        entry.predictions.add(arrived);
        if (rivals.size() >= MOST_REPEATS) {
            PredictionSlot weakest = arrived;
            for (PredictionSlot rival : rivals) {
                weakest = weakest.holdsAgainst(rival) ? rival : weakest;
            }
            entry.predictions.remove(weakest);
            changes.add(arrived.modelId, Code.CAPPED, weakest.recordTimestamp);
        }
    }

    private static void countRepeat(
            PredictionSlot kept, PredictionSlot arrived, JoinChanges changes) {
        long later = StrictMath.max(kept.recordTimestamp, arrived.recordTimestamp);
        changes.add(arrived.modelId, Code.DUPLICATE, later);
    }

    /** Each pair of deliveries counts once, when the later of the two arrives. */
    private void countDeliveries(
            JoinEntry entry, PredictionSlot slot, int sign, int deliveries, JoinChanges changes) {
        changes.predictions().add(new PredictionChange(sign, deliveries, slot));
        LabelRules rule = rulesOf(slot);
        for (LabelCandidate label : entry.labels) {
            if (HeldLabels.mayCount(slot, label, rule)) {
                addDeliveries(slot, label, (long) deliveries * label.deliveries, changes);
            }
        }
    }

    private static void addDeliveries(
            PredictionSlot slot, LabelCandidate label, long deliveries, JoinChanges changes) {
        List<TallyChange> tallies = changes.tallies();
        for (int i = 0; i < tallies.size(); i++) {
            TallyChange change = tallies.get(i);
            if (change.sign() == 1 && change.prediction() == slot && change.label() == label) {
                tallies.set(i, change.withDeliveries(deliveries));
                return;
            }
        }
        long from = StrictMath.max(slot.timestamp, label.timestamp);
        tallies.add(new TallyChange(0, deliveries, label.labelName, from, slot, label));
    }

    /** A label counts as misfit once for every model that it meets. */
    private void countMisfits(JoinEntry entry, PredictionSlot arrived, JoinChanges changes) {
        for (PredictionSlot known : entry.predictions) {
            if (known.modelId.equals(arrived.modelId)) {
                return;
            }
        }
        for (LabelCandidate label : entry.labels) {
            countMisfit(arrived, label, changes);
        }
    }

    private void countMisfits(JoinEntry entry, LabelCandidate arrived, JoinChanges changes) {
        List<String> met = new ArrayList<>(1);
        for (PredictionSlot slot : entry.predictions) {
            if (!met.contains(slot.modelId)) {
                met.add(slot.modelId);
                countMisfit(slot, arrived, changes);
            }
        }
    }

    private void countMisfit(PredictionSlot slot, LabelCandidate label, JoinChanges changes) {
        LabelRules rule = rulesOf(slot);
        if (!label.serves(slot.modelId)) {
            return;
        }
        if (!rule.accepts(label)) {
            changes.add(slot.modelId, Code.LABEL_WRONG_TYPE, label.recordTimestamp);
        } else if (rule.isUnknownClass(label)) {
            changes.add(slot.modelId, Code.LABEL_UNKNOWN_CLASS, label.recordTimestamp);
        }
    }

    private List<HeldLabels> held(JoinEntry entry, List<PredictionSlot> slots, String labelName) {
        List<HeldLabels> held = new ArrayList<>(slots.size());
        for (PredictionSlot slot : slots) {
            held.add(heldBy(entry, slot, labelName));
        }
        return held;
    }

    private HeldLabels heldBy(JoinEntry entry, PredictionSlot slot, String labelName) {
        return HeldLabels.of(slot, labelName, entry.labels, rulesOf(slot));
    }

    private LabelRules rulesOf(PredictionSlot slot) {
        return rules.rules(slot.modelId, slot.timestamp);
    }

    private LabelRules rulesOf(String modelId, long timeMillis) {
        return modelId == null ? anyModel : rules.rules(modelId, timeMillis);
    }
}
