/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Tells a person, and the counter of reasons, what was wrong with a text that is not JSON. */
final class JsonFault {
    private static final int MAX_MESSAGE_LENGTH = 200;

    private JsonFault() {}

    /** The refusal for a fault that Jackson found, with its place. */
    static RejectedEvent explain(
            Exception fault, JsonParser parser, byte[] value, int length, String modelId) {
        long offset = parser.currentLocation().getByteOffset();
        String path = parser.getParsingContext().pathAsPointer().toString();
        String place = (path.isEmpty() ? "" : "at " + path + ", ") + "byte " + offset + ": ";
        DeadLetterReason reason = reason(fault, offset, value, length);
        String message =
                fault instanceof JsonProcessingException jackson
                        ? jackson.getOriginalMessage()
                        : fault.getMessage();
        String said = CleanText.of(String.valueOf(message), MAX_MESSAGE_LENGTH);
        return new RejectedEvent(reason, CleanText.of(place, MAX_MESSAGE_LENGTH) + said, modelId);
    }

    private static DeadLetterReason reason(Exception fault, long offset, byte[] value, int length) {
        if (fault instanceof JsonEOFException) {
            return DeadLetterReason.TRUNCATED;
        }
        if (fault instanceof StreamConstraintsException
                && fault.getMessage().startsWith("Number value length")) {
            return DeadLetterReason.NUMBER_TOO_LONG;
        }
        // cut inside a word such as true, which is then not a word but no early end to Jackson
        boolean isAtEnd = offset >= length && !endsAsObject(value, length);
        return isAtEnd ? DeadLetterReason.TRUNCATED : DeadLetterReason.MALFORMED;
    }

    private static boolean endsAsObject(byte[] value, int length) {
        int last = length - 1;
        while (last > 0 && value[last] <= ' ' && value[last] >= 0) {
            last--;
        }
        return value[last] == '}';
    }

    /** A token in words, with its article. */
    static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
