/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads prediction events: JSON in UTF-8 to {@link PredictionEvent}. What the contract leaves open
 * is read so:
 *
 * <ul>
 *   <li>null is the same as absent, in every field; an empty {@code model_version} too;
 *   <li>a boolean value is the text {@code true} or {@code false} and the number 1 or 0;
 *   <li>negative zero is zero; a number too large for a double, such as 1e400, is infinite;
 *   <li>a number as {@code error} is its {@link ShortestForm} ({@code 503}); {@code error} without
 *       {@code status} {@code error} is dropped;
 *   <li>control characters and unpaired surrogates in text values become U+FFFD, and long texts are
 *       shortened ({@link CleanText}); in names and ids they refuse the record;
 *   <li>feature names that begin with {@code @} are refused: {@code @prediction} and the like are
 *       features that Tidemark adds.
 * </ul>
 *
 * <p>{@link DeadLetterReason} lists what a record can be refused for. One decoder serves one
 * thread; it keeps bounded caches of names and texts and no other state.
 */
public final class PredictionDecoder {
    /** A record's timestamp where it has none; then {@code timestamp} is a required field. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private static final int PREDICTION_ID = 1;
    private static final int MODEL_ID = 1 << 1;
    private static final int MODEL_VERSION = 1 << 2;
    private static final int TIMESTAMP = 1 << 3;
    private static final int FEATURES = 1 << 4;
    private static final int PREDICTION = 1 << 5;
    private static final int PROBABILITY = 1 << 6;
    private static final int LATENCY = 1 << 7;
    private static final int STATUS = 1 << 8;
    private static final int ERROR = 1 << 9;
    private static final int VARIANT = 1 << 10;
    private static final int ATTRIBUTIONS = 1 << 11;
    private static final int FEATURE_TIMESTAMPS = 1 << 12;
    private static final int METADATA = 1 << 13;
    private static final int SAMPLE_WEIGHT = 1 << 14;
    private static final int MAX_SAMPLE_WEIGHT = 1_000_000;

    private final EventTimeBounds bounds;
    private final RecordReader record;
    private final ValueReader value;
    private final ProbabilityReader probability;
    private final ValuesReader features;
    private final ValuesReader attributions;
    private final ValuesReader featureTimestamps;
    private final ValuesReader metadata;

    private final RecordFields fields =
            new RecordFields() {
                @Override
                public void begin() {
                    event = new PredictionEvent();
                    hasTimestamp = false;
                }

                @Override
                public boolean read(String name, JsonToken token)
                        throws IOException, RejectedEvent {
                    return readField(name, token);
                }
            };

    private PredictionEvent event;
    private boolean hasTimestamp;

    /** A decoder with caches of its own; cheap enough for one per operator, not one per event. */
    public PredictionDecoder(EventLimits limits, EventTimeBounds bounds) {
        this(new RecordReader(limits), bounds);
    }

    PredictionDecoder(RecordReader record, EventTimeBounds bounds) {
        this.bounds = bounds;
        this.record = record;
        value = new ValueReader(record);
        probability = new ProbabilityReader(record, value);
        features = values("features", ValuesReader.Content.FEATURES);
        attributions = values("attributions", ValuesReader.Content.NUMBERS);
        featureTimestamps = values("feature_timestamps", ValuesReader.Content.TIMESTAMPS);
        metadata = values("metadata", ValuesReader.Content.SCALARS);
    }

    private ValuesReader values(String field, ValuesReader.Content content) {
        return new ValuesReader(field, content, record, value);
    }

    /**
     * Returns the record's event, a new object.
     *
     * @param value the record's value; null: a tombstone
     * @param recordTimestamp epoch milliseconds, or {@link #NO_TIMESTAMP}
     */
    public PredictionEvent decode(byte[] value, long recordTimestamp) throws RejectedEvent {
        record.read(value, fields);
        event.contentHash = record.contentHash();
        complete(recordTimestamp);
        return event;
    }

    private void complete(long recordTimestamp) throws RejectedEvent {
        if (event.predictionId == null) {
            throw record.missing("prediction_id");
        }
        if (event.modelId == null) {
            throw record.missing("model_id");
        }
        if (event.modelVersion == null) {
            event.modelVersion = PredictionEvent.UNVERSIONED;
        }
        if (event.predictionKind == NamedValues.MISSING && !event.isError) {
            throw record.missing("prediction");
        }
        if (!event.isError) {
            event.errorCode = null;
        }
        if (!hasTimestamp) {
            event.timestamp = recordTimestamp;
        }
        record.refuseUnbelievable(event.timestamp, recordTimestamp, bounds);
    }

    private boolean readField(String name, JsonToken token) throws IOException, RejectedEvent {
        switch (name) {
            case "prediction_id", "id" -> readPredictionId(token);
            case "model_id", "model" -> readModelId(token);
            case "model_version", "version" -> readModelVersion(token);
            case "timestamp" -> readTimestamp(token);
            case "features" -> {
                if (isGiven(FEATURES, "features", token)) {
                    event.features = features.read(token);
                }
            }
            case "prediction" -> readPrediction(token);
            case "prediction_probability", "probability" -> {
                if (isGiven(PROBABILITY, "prediction_probability", token)) {
                    probability.read(token, event);
                }
            }
            case "latency_ms" -> {
                if (isGiven(LATENCY, "latency_ms", token)) {
                    event.latencyMillis = value.number(token, "latency_ms");
                }
            }
            case "status" -> readStatus(token);
            case "error" -> readError(token);
            case "variant" -> {
                if (isGiven(VARIANT, "variant", token)) {
                    event.variant = value.text(token, "variant");
                }
            }
            case "attributions" -> {
                if (isGiven(ATTRIBUTIONS, "attributions", token)) {
                    event.attributions = attributions.read(token);
                }
            }
            case "feature_timestamps" -> {
                if (isGiven(FEATURE_TIMESTAMPS, "feature_timestamps", token)) {
                    event.featureTimestamps = featureTimestamps.read(token);
                }
            }
            case "metadata" -> {
                if (isGiven(METADATA, "metadata", token)) {
                    event.metadata = metadata.read(token);
                }
            }
            case "sample_weight" -> {
                if (isGiven(SAMPLE_WEIGHT, "sample_weight", token)) {
                    event.sampleWeight =
                            value.integer(token, "sample_weight", 1, MAX_SAMPLE_WEIGHT);
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

    private void readPredictionId(JsonToken token) throws IOException, RejectedEvent {
        if (isGiven(PREDICTION_ID, "prediction_id", token)) {
            int maxLength = EventLimits.MAX_PREDICTION_ID_LENGTH;
            event.predictionId = value.uniqueKey(token, "prediction_id", maxLength);
        }
    }

    private void readModelId(JsonToken token) throws IOException, RejectedEvent {
        if (isGiven(MODEL_ID, "model_id", token)) {
            event.modelId = value.key(token, "model_id", EventLimits.MAX_MODEL_ID_LENGTH);
            record.knowModel(event.modelId);
        }
    }

    private void readModelVersion(JsonToken token) throws IOException, RejectedEvent {
        if (isGiven(MODEL_VERSION, "model_version", token)) {
            int maxLength = EventLimits.MAX_MODEL_ID_LENGTH;
            event.modelVersion = value.optionalKey(token, "model_version", maxLength);
        }
    }

    private void readTimestamp(JsonToken token) throws IOException, RejectedEvent {
        if (isGiven(TIMESTAMP, "timestamp", token)) {
            event.timestamp = value.timestamp(token, "timestamp", null);
            hasTimestamp = true;
        }
    }

    private void readPrediction(JsonToken token) throws IOException, RejectedEvent {
        if (!isGiven(PREDICTION, "prediction", token)) {
            return;
        }
        event.predictionKind = value.kind(token, "prediction");
        event.predictionText = value.textOf(event.predictionKind, token);
        event.predictionNumber = value.numberOf(event.predictionKind, token, "prediction");
    }

    private void readStatus(JsonToken token) throws IOException, RejectedEvent {
        if (!isGiven(STATUS, "status", token)) {
            return;
        }
        String status = value.text(token, "status");
        event.isError = status.equals("error");
        if (!event.isError && !status.equals("ok")) {
            throw record.reject(
                    DeadLetterReason.INVALID_VALUE, "status: expected \"ok\" or \"error\"");
        }
    }

    private void readError(JsonToken token) throws IOException, RejectedEvent {
        if (!isGiven(ERROR, "error", token)) {
            return;
        }
        event.errorCode =
                token.isNumeric()
                        ? ShortestForm.of(value.number(token, "error"))
                        : value.text(token, "error");
    }
}
