/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.Objects;

/**
 * One label that came for a prediction id, counted or not. A mutable POJO of Flink's state: fields
 * may be added (absent ones read as null or 0), never renamed or retyped.
 */
public final class LabelCandidate {
    public String labelName;

    /** Null: serves every model and version that answered under the id. */
    public String modelId;

    /** When the label became known, epoch milliseconds. */
    public long timestamp;

    /** Decides between labels of the same time: the larger holds. */
    public long contentHash;

    /** The Kafka record's time (replay: event time), the earliest of the deliveries. */
    public long recordTimestamp;

    /** How often this label was delivered, at least 1. */
    public int deliveries = 1;

    /** A kind of {@code NamedValues}, never missing. */
    public byte labelKind;

    public double labelNumber;
    public String labelText;

    /** Business value; null: none was given. */
    public Double value;

    public LabelCandidate() {}

    /** Returns whether the label may speak of this model's predictions. */
    boolean serves(String model) {
        return modelId == null || modelId.equals(model);
    }

    /** Returns whether both speak of the same thing at the same time. */
    boolean isSameOccasion(LabelCandidate other) {
        return timestamp == other.timestamp
                && labelName.equals(other.labelName)
                && Objects.equals(modelId, other.modelId);
    }

    /** Returns whether both say the same. */
    boolean hasSameValue(LabelCandidate other) {
        return labelKind == other.labelKind
                && Double.compare(labelNumber, other.labelNumber) == 0
                && Objects.equals(labelText, other.labelText)
                && Objects.equals(value, other.value);
    }
}
