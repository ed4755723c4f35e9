/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The succession of labels of one name that held for one prediction: a function of the set of
 * labels and of nothing else, which is what makes the join independent of the order of arrival.
 *
 * <p>A label counts iff it lies within the horizon of the prediction and is no later than the
 * earliest counting one plus the time for corrections. Each counting label holds from its time
 * until that of the next; of several at one time the one with the larger content hash does.
 */
final class HeldLabels {
    private static final Comparator<LabelCandidate> BY_TIME_THEN_HASH =
            Comparator.<LabelCandidate>comparingLong(label -> label.timestamp)
                    .thenComparingLong(label -> label.contentHash);

    /** What held for a prediction that does not hold itself. */
    static final HeldLabels NONE = new HeldLabels(null, List.of());

    private final PredictionSlot prediction;
    private final List<LabelCandidate> labels;

    private HeldLabels(PredictionSlot prediction, List<LabelCandidate> labels) {
        this.prediction = prediction;
        this.labels = labels;
    }

    /** Returns the succession among the candidates of that name. */
    static HeldLabels of(
            PredictionSlot prediction,
            String labelName,
            List<LabelCandidate> candidates,
            LabelRules rules) {
        List<LabelCandidate> held = new ArrayList<>(candidates.size());
        for (LabelCandidate label : counting(prediction, labelName, candidates, rules)) {
            int last = held.size() - 1;
            if (last >= 0 && held.get(last).timestamp == label.timestamp) {
                held.set(last, label);
            } else {
                held.add(label);
            }
        }
        return new HeldLabels(prediction, held);
    }

    /** Returns the labels that count, in order of time and hash. */
    static List<LabelCandidate> counting(
            PredictionSlot prediction,
            String labelName,
            List<LabelCandidate> candidates,
            LabelRules rules) {
        List<LabelCandidate> counting = new ArrayList<>(candidates.size());
        for (LabelCandidate label : candidates) {
            if (label.labelName.equals(labelName) && mayCount(prediction, label, rules)) {
                counting.add(label);
            }
        }
        if (counting.size() > 1) {
            counting.sort(BY_TIME_THEN_HASH);
            long latest = plus(counting.get(0).timestamp, rules.correctionsMillis());
            counting.removeIf(label -> label.timestamp > latest);
        }
        return counting;
    }

    /** Returns whether a label of that time and type lies within the prediction's reach. */
    static boolean mayCount(PredictionSlot prediction, LabelCandidate label, LabelRules rules) {
        return label.serves(prediction.modelId)
                && isWithin(prediction.timestamp, label.timestamp, rules.horizonMillis())
                && rules.accepts(label);
    }

    /** Returns whether two times are at most that far apart. */
    static boolean isWithin(long one, long other, long distance) {
        return one <= plus(other, distance) && other <= plus(one, distance);
    }

    /** Adds a non-negative duration to a time, staying within the range of long. */
    static long plus(long time, long duration) {
        long sum = time + duration;
        return sum < time ? Long.MAX_VALUE : sum;
    }

    /** Adds the steps that lead from another succession to this one; an equal one gives none. */
    void stepsFrom(HeldLabels before, List<TallyChange> steps) {
        for (int i = 0; i < before.labels.size(); i++) {
            int here = indexIn(this, before, i);
            if (here < 0) {
                before.addStep(-1, i, before.from(i), steps);
            }
            if (before.isOverruled(i) && (here < 0 || from(here + 1) != before.from(i + 1))) {
                before.addStep(1, i, before.from(i + 1), steps);
            }
        }
        for (int i = 0; i < labels.size(); i++) {
            int there = indexIn(before, this, i);
            if (there < 0) {
                addStep(1, i, from(i), steps);
            }
            if (isOverruled(i) && (there < 0 || before.from(there + 1) != from(i + 1))) {
                addStep(-1, i, from(i + 1), steps);
            }
        }
    }

    private static int indexIn(HeldLabels searched, HeldLabels owner, int index) {
        if (searched.prediction != owner.prediction) {
            return -1;
        }
        for (int i = 0; i < searched.labels.size(); i++) {
            if (searched.labels.get(i) == owner.labels.get(index)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOverruled(int index) {
        return index + 1 < labels.size();
    }

    /** Returns since when a label holds; beyond the last one, the end of time. */
    private long from(int index) {
        return index < labels.size()
                ? StrictMath.max(labels.get(index).timestamp, prediction.timestamp)
                : Long.MAX_VALUE;
    }

    private void addStep(int sign, int index, long effectiveTime, List<TallyChange> steps) {
        LabelCandidate label = labels.get(index);
        steps.add(new TallyChange(sign, 0, label.labelName, effectiveTime, prediction, label));
    }
}
