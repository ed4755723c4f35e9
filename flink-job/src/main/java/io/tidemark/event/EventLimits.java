/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.io.Serializable;

/**
 * How large an event may be before it is a dead letter. Lengths are in characters (Unicode code
 * points), as JSON Schema counts them.
 *
 * @param maxBytes bytes of a record's value
 * @param maxDepth nested objects and arrays, the event itself being the first
 * @param maxNames names and array elements of an event, those inside unknown fields left out
 * @param maxNameLength of a feature, a class, a metadata entry: the whole path where it is nested
 * @param maxTextLength of a text value, in UTF-16 units; a longer one is not refused but shortened
 *     as {@link CleanText} says
 */
public record EventLimits(
        int maxBytes, int maxDepth, int maxNames, int maxNameLength, int maxTextLength)
        implements Serializable {

    /** The contract's length of a prediction id. */
    public static final int MAX_PREDICTION_ID_LENGTH = 256;

    /** The contract's length of a model id; a version has the same. */
    public static final int MAX_MODEL_ID_LENGTH = 128;

    /** Characters of a number, where a double needs 17 digits and a careless one some dozens. */
    public static final int MAX_NUMBER_LENGTH = 1000;

    private static final int SHORTEST_TEXT_LIMIT = 32;

    public EventLimits {
        if (maxBytes < 1 || maxDepth < 2 || maxNames < 1 || maxNameLength < 1) {
            throw new IllegalArgumentException(
                    "event limits must be positive and the depth at least 2");
        }
        if (maxTextLength < SHORTEST_TEXT_LIMIT) {
            throw new IllegalArgumentException(
                    "maxTextLength must be at least " + SHORTEST_TEXT_LIMIT);
        }
    }

    /** 1 MiB (Kafka's own default), depth 32, 10,000 names of 200 characters, texts of 256. */
    public static EventLimits defaults() {
        return new EventLimits(1024 * 1024, 32, 10_000, 200, 256);
    }
}
