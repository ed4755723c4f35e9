/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/**
 * One delivery of a prediction, as the contract's prediction event has it. A mutable POJO, so that
 * it can travel between operators; every event is a fresh object.
 */
public final class PredictionEvent {
    /** What a record without {@code model_version} (or with an empty one) belongs to. */
    public static final String UNVERSIONED = "unversioned";

    public static final byte NO_PROBABILITY = 0;

    /** {@link #probabilities} has one element, that of the positive class. */
    public static final byte PROBABILITY_NUMBER = 1;

    /** {@link #probabilities} follows the monitor's class order. */
    public static final byte PROBABILITY_ARRAY = 2;

    /** {@link #probabilities} belongs to {@link #probabilityClasses}, in code-point order. */
    public static final byte PROBABILITY_OBJECT = 3;

    public String predictionId;
    public String modelId;
    public String modelVersion;

    /** Event time, epoch milliseconds; the record's where the event gives none. */
    public long timestamp;

    /** Null: the event has no features. Names are null where it gave them as an array. */
    public NamedValues features;

    /** A kind of {@link NamedValues}; {@code MISSING} only where {@link #isError} is true. */
    public byte predictionKind;

    /** The prediction of kind {@code NUMBER}, 1 or 0 of kind {@code BOOLEAN}, else 0. */
    public double predictionNumber;

    /**
     * The prediction of kind {@code TEXT}; {@code true} or {@code false} of a boolean; else null.
     */
    public String predictionText;

    public byte probabilityForm;

    /** Null unless the form is {@link #PROBABILITY_OBJECT}. */
    public String[] probabilityClasses;

    /** Null where the form is {@link #NO_PROBABILITY}; elements may be NaN or infinite. */
    public double[] probabilities;

    /** NaN: absent. As the service wrote it: may be negative or infinite. */
    public double latencyMillis = Double.NaN;

    public boolean isError;

    /** Null: absent, or the event is no error. */
    public String errorCode;

    /** Null: absent. */
    public String variant;

    /** Feature to number; null: absent. */
    public NamedValues attributions;

    /** Feature to epoch milliseconds (in {@code numbers}); null: absent. */
    public NamedValues featureTimestamps;

    /** Null: absent. */
    public NamedValues metadata;

    /** 1 to 1,000,000. */
    public int sampleWeight = 1;

    /** A 64-bit hash of the record's bytes: tells a re-send from another event of the same id. */
    public long contentHash;

    public PredictionEvent() {}
}
