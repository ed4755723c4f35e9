/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * What the label join keeps of one prediction: the place that one (model, version) holds under a
 * prediction id. A mutable POJO of Flink's state: fields may be added (absent ones read as null or
 * 0), never renamed or retyped.
 */
public final class PredictionSlot {
    public String modelId;
    public String modelVersion;

    /** Event time, epoch milliseconds. */
    public long timestamp;

    /** Decides between predictions of the same time: the smaller holds. */
    public long contentHash;

    /** The Kafka record's time (replay: event time), the earliest of the deliveries. */
    public long recordTimestamp;

    /** How often this very prediction was delivered, at least 1. */
    public int deliveries = 1;

    /** The segments that the prediction belongs to besides overall, each {@code name=value}. */
    public String[] segments = {};

    /** A kind of {@code NamedValues}. */
    public byte predictionKind;

    public double predictionNumber;
    public String predictionText;

    /** A form of {@code PredictionEvent}. */
    public byte probabilityForm;

    /** Null unless the form is an object; code-point order. */
    public String[] probabilityClasses;

    /** Null where there is none. */
    public double[] probabilities;

    public PredictionSlot() {}

    /** Returns whether both are answers of one model and version. */
    boolean isSameAnswerer(PredictionSlot other) {
        return modelId.equals(other.modelId) && modelVersion.equals(other.modelVersion);
    }

    /** Returns whether this one is earlier, and so holds against the other. */
    boolean holdsAgainst(PredictionSlot other) {
        return timestamp != other.timestamp
                ? timestamp < other.timestamp
                : contentHash < other.contentHash;
    }
}
