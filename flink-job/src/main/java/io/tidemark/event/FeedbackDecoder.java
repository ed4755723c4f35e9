/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads feedback events: JSON in UTF-8 to {@link FeedbackEvent}. Null, booleans, negative zero,
 * text and names are read as {@link PredictionDecoder} reads them; an empty {@code label_name} is
 * the default. One decoder serves one thread.
 */
public final class FeedbackDecoder {
    private static final int PREDICTION_ID = 1;
    private static final int MODEL_ID = 1 << 1;
    private static final int LABEL = 1 << 2;
    private static final int LABEL_NAME = 1 << 3;
    private static final int TIMESTAMP = 1 << 4;
    private static final int VALUE = 1 << 5;

    private final EventTimeBounds bounds;
    private final RecordReader record;
    private final ValueReader value;

    private final RecordFields fields =
            new RecordFields() {
                @Override
                public void begin() {
                    event = new FeedbackEvent();
                    hasTimestamp = false;
                }

                @Override
                public boolean read(String name, JsonToken token)
                        throws IOException, RejectedEvent {
                    return readField(name, token);
                }
            };

    private FeedbackEvent event;
    private boolean hasTimestamp;

    /** A decoder with caches of its own; cheap enough for one per operator, not one per event. */
    public FeedbackDecoder(EventLimits limits, EventTimeBounds bounds) {
        this(new RecordReader(limits), bounds);
    }

    FeedbackDecoder(RecordReader record, EventTimeBounds bounds) {
        this.bounds = bounds;
        this.record = record;
        value = new ValueReader(record);
    }

    /**
     * Returns the record's event, a new object.
     *
     * @param value the record's value; null: a tombstone
     * @param recordTimestamp epoch milliseconds, or {@link PredictionDecoder#NO_TIMESTAMP}
     */
    public FeedbackEvent decode(byte[] value, long recordTimestamp) throws RejectedEvent {
        record.read(value, fields);
        event.contentHash = record.contentHash();
        complete(recordTimestamp);
        return event;
    }

    private void complete(long recordTimestamp) throws RejectedEvent {
        if (event.predictionId == null) {
            throw record.missing("prediction_id");
        }
        if (event.labelKind == NamedValues.MISSING) {
            throw record.missing("actual_label");
        }
        if (event.labelName == null) {
            event.labelName = FeedbackEvent.DEFAULT_LABEL_NAME;
        }
        if (!hasTimestamp) {
            event.timestamp = recordTimestamp;
        }
        record.refuseUnbelievable(event.timestamp, recordTimestamp, bounds);
    }

    private boolean readField(String name, JsonToken token) throws IOException, RejectedEvent {
        switch (name) {
            case "prediction_id", "id" -> {
                if (isGiven(PREDICTION_ID, "prediction_id", token)) {
                    int maxLength = EventLimits.MAX_PREDICTION_ID_LENGTH;
                    event.predictionId = value.uniqueKey(token, "prediction_id", maxLength);
                }
            }
            case "model_id", "model" -> {
                if (isGiven(MODEL_ID, "model_id", token)) {
                    int maxLength = EventLimits.MAX_MODEL_ID_LENGTH;
                    event.modelId = value.key(token, "model_id", maxLength);
                    record.knowModel(event.modelId);
                }
            }
            case "actual_label", "label" -> {
                if (isGiven(LABEL, "actual_label", token)) {
                    event.labelKind = value.kind(token, "actual_label");
                    event.labelText = value.textOf(event.labelKind, token);
                    event.labelNumber = value.numberOf(event.labelKind, token, "actual_label");
                }
            }
            case "label_name" -> {
                if (isGiven(LABEL_NAME, "label_name", token)) {
                    int maxLength = record.limits().maxNameLength();
                    event.labelName = value.optionalKey(token, "label_name", maxLength);
                }
            }
            case "timestamp" -> {
                if (isGiven(TIMESTAMP, "timestamp", token)) {
                    event.timestamp = value.timestamp(token, "timestamp", null);
                    hasTimestamp = true;
                }
            }
            case "value" -> {
                if (isGiven(VALUE, "value", token)) {
                    event.value = value.number(token, "value");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Notes that a field is there; whether it has a value. */
    private boolean isGiven(int bit, String field, JsonToken token) throws RejectedEvent {
        record.once(bit, field);
        return token != JsonToken.VALUE_NULL;
    }
}
