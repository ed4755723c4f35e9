/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;

/**
 * All that the label join remembers under one prediction id. A mutable POJO of Flink's state:
 * fields may be added (absent ones read as null or 0), never renamed or retyped. Only {@link
 * LabelJoin} changes the lists.
 */
public final class JoinEntry {
    /** {@link #timerMillis} while no timer is set. */
    public static final long NO_TIMER = Long.MIN_VALUE;

    public List<PredictionSlot> predictions = new ArrayList<>();
    public List<LabelCandidate> labels = new ArrayList<>();

    /** For the operator's use: the event time of the one timer that it has set for this entry. */
    public long timerMillis = NO_TIMER;

    public JoinEntry() {}

    /** Returns the predictions of the same model and version. */
    List<PredictionSlot> rivals(PredictionSlot prediction) {
        List<PredictionSlot> rivals = new ArrayList<>(1);
        for (PredictionSlot known : predictions) {
            if (known.isSameAnswerer(prediction)) {
                rivals.add(known);
            }
        }
        return rivals;
    }

    /** Returns which of several predictions of one model and version holds; null of none. */
    static PredictionSlot holder(List<PredictionSlot> rivals) {
        PredictionSlot holder = null;
        for (PredictionSlot rival : rivals) {
            holder = holder == null || rival.holdsAgainst(holder) ? rival : holder;
        }
        return holder;
    }

    /**
     * Returns the prediction of which another one is a repeated delivery; null if there is none.
     */
    static PredictionSlot twin(List<PredictionSlot> rivals, PredictionSlot arrived) {
        for (PredictionSlot rival : rivals) {
            if (rival.timestamp == arrived.timestamp && rival.contentHash == arrived.contentHash) {
                return rival;
            }
        }
        return null;
    }

    /** Returns the predictions that hold and of which the label may speak. */
    List<PredictionSlot> holdersServedBy(LabelCandidate label) {
        List<PredictionSlot> holders = new ArrayList<>(predictions.size());
        for (PredictionSlot slot : predictions) {
            if (label.serves(slot.modelId) && holder(rivals(slot)) == slot) {
                holders.add(slot);
            }
        }
        return holders;
    }

    /** Returns the names of the labels that have come. */
    List<String> labelNames() {
        List<String> names = new ArrayList<>(1);
        for (LabelCandidate label : labels) {
            if (!names.contains(label.labelName)) {
                names.add(label.labelName);
            }
        }
        return names;
    }
}
