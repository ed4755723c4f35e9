/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.util.Locale;

/**
 * Why a record is no event. The first fault in reading order is the reason; what only the whole
 * record shows (a missing field, the time bounds) comes last. The codes are public: they are a
 * header of the dead letter and an outcome in {@code event_outcome}.
 */
public enum DeadLetterReason {
    /** No value at all. */
    TOMBSTONE,
    /** No byte, or nothing but white space. */
    EMPTY,
    /** More bytes than {@link EventLimits#maxBytes()}. */
    TOO_LARGE,
    /** Begins with a byte order mark. */
    BYTE_ORDER_MARK,
    /** Bytes that are not UTF-8 (overlong forms and encoded surrogates are not). */
    INVALID_UTF8,
    /** Not JSON. */
    MALFORMED,
    /** JSON that ends too early. */
    TRUNCATED,
    /** Something after the end of the object. */
    TRAILING_DATA,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** Nested deeper than {@link EventLimits#maxDepth()}. */
    TOO_DEEP,
    /** More names and array elements than {@link EventLimits#maxNames()}. */
    TOO_MANY_NAMES,
    /** A number of more characters than {@link EventLimits#MAX_NUMBER_LENGTH}. */
    NUMBER_TOO_LONG,
    /** A name or id longer than allowed. */
    NAME_TOO_LONG,
    /** An empty or reserved name or id, or one with control characters or unpaired surrogates. */
    INVALID_NAME,
    /** The same name twice in one object, an alias beside its full name, or two paths alike. */
    DUPLICATE_KEY,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field of another JSON type than the contract says. */
    WRONG_TYPE,
    /** A field of the right type whose value the contract does not know. */
    INVALID_VALUE,
    /** Not ISO-8601, or outside the years 1 to 9999. */
    BAD_TIMESTAMP,
    /** Event time too far ahead of the record's. */
    FUTURE,
    /** Event time before the earliest that is believed. */
    TOO_OLD;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The public name, such as {@code duplicate_key}. */
    public String code() {
        return code;
    }
}
