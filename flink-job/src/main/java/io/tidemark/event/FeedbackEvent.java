/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/**
 * One statement of the truth about a prediction, as the contract's feedback event has it. A mutable
 * POJO, so that it can travel between operators; every event is a fresh object.
 */
public final class FeedbackEvent {
    /** The label's name where the event gives none. */
    public static final String DEFAULT_LABEL_NAME = "label";

    public String predictionId;

    /** Null: the label serves every model that answered under the prediction id. */
    public String modelId;

    public String labelName;

    /** When the label became known, epoch milliseconds; the record's where the event gives none. */
    public long timestamp;

    /** A kind of {@link NamedValues}, never {@code MISSING}. */
    public byte labelKind;

    /** The label of kind {@code NUMBER} (may be NaN or infinite), 1 or 0 of a boolean, else 0. */
    public double labelNumber;

    /** The label of kind {@code TEXT}; {@code true} or {@code false} of a boolean; else null. */
    public String labelText;

    /** Business value; NaN: absent. */
    public double value = Double.NaN;

    /** A 64-bit hash of the record's bytes: decides between labels of the same time. */
    public long contentHash;

    public FeedbackEvent() {}
}
