/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads single values at the current token, checked and made canonical. A field's name is for the
 * refusal.
 */
final class ValueReader {
    private final RecordReader record;
    private final TextDictionary texts = new TextDictionary();

    ValueReader(RecordReader record) {
        this.record = record;
    }

    /** A string that serves as a key and comes often: checked, never changed. */
    String key(JsonToken token, String field, int maxLength) throws IOException, RejectedEvent {
        refuseOtherThanString(token, field);
        String key = sharedText();
        if (!texts.isKnown() || key.isEmpty()) {
            refuseUnfitKey(key, field, maxLength);
        }
        return key;
    }

    /** As {@link #key}, for a key that seldom comes twice. */
    String uniqueKey(JsonToken token, String field, int maxLength)
            throws IOException, RejectedEvent {
        refuseOtherThanString(token, field);
        String key = record.tokens().text();
        refuseUnfitKey(key, field, maxLength);
        return key;
    }

    /** As {@link #key}, or null where the string is empty. */
    String optionalKey(JsonToken token, String field, int maxLength)
            throws IOException, RejectedEvent {
        refuseOtherThanString(token, field);
        String key = sharedText();
        if (key.isEmpty()) {
            return null;
        }
        refuseUnfitKey(key, field, maxLength);
        return key;
    }

    /** Refuses a text that cannot be a key. */
    void refuseUnfitKey(String key, String field, int maxLength) throws RejectedEvent {
        if (key.isEmpty()) {
            throw record.reject(DeadLetterReason.INVALID_NAME, field + " is empty");
        }
        if (key.length() > maxLength && key.codePointCount(0, key.length()) > maxLength) {
            throw record.reject(
                    DeadLetterReason.NAME_TOO_LONG,
                    field + " has more than " + maxLength + " characters");
        }
        if (!CleanText.isClean(key)) {
            throw record.reject(
                    DeadLetterReason.INVALID_NAME,
                    field + " has control characters or unpaired surrogates");
        }
    }

    /** A text value, made clean and cut to the limit. */
    String text(JsonToken token, String field) throws IOException, RejectedEvent {
        refuseOtherThanString(token, field);
        return text();
    }

    /** As {@link #text(JsonToken, String)} where the token is known to be a string. */
    String text() throws IOException {
        String text = sharedText();
        // the dictionary's are clean and shorter than any limit
        return texts.isKnown() ? text : CleanText.of(text, record.limits().maxTextLength());
    }

    /** The kind of a prediction or label, as {@link NamedValues} numbers them. */
    byte kind(JsonToken token, String field) throws RejectedEvent {
        if (token.isNumeric()) {
            return NamedValues.NUMBER;
        }
        if (token.isBoolean()) {
            return NamedValues.BOOLEAN;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw record.wrongType(field, "a number, a string or a boolean", token);
        }
        return NamedValues.TEXT;
    }

    /** The text of a scalar of that kind; null of a number. */
    String textOf(byte kind, JsonToken token) throws IOException {
        if (kind == NamedValues.BOOLEAN) {
            return token == JsonToken.VALUE_TRUE ? "true" : "false";
        }
        return kind == NamedValues.TEXT ? text() : null;
    }

    /** The number of a scalar of that kind; 0 of a text. */
    double numberOf(byte kind, JsonToken token, String field) throws IOException, RejectedEvent {
        if (kind == NamedValues.NUMBER) {
            return number(field, null);
        }
        return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }

    /** The current string, from the dictionary if it is there. */
    private String sharedText() throws IOException {
        return record.tokens().text(texts);
    }

    private void refuseOtherThanString(JsonToken token, String field) throws RejectedEvent {
        if (token != JsonToken.VALUE_STRING) {
            throw record.wrongType(field, "a string", token);
        }
    }

    /** A number that may be NaN or infinite; not negative zero, which would sort and hash apart. */
    double number(JsonToken token, String field) throws IOException, RejectedEvent {
        if (!token.isNumeric()) {
            throw record.wrongType(field, "a number", token);
        }
        return number(field, null);
    }

    /**
     * As {@link #number(JsonToken, String)} where the token is known to be a number.
     *
     * @param member of the field; null: the field itself
     */
    double number(String field, String member) throws IOException, RejectedEvent {
        double number = record.tokens().number();
        if (!(StrictMath.abs(number) <= Double.MAX_VALUE)) {
            refuseStrangeToken(place(field, member));
        }
        return number + 0.0;
    }

    /** Jackson knows INF and the like too; the contract has Python's three tokens. */
    private void refuseStrangeToken(String field) throws IOException, RejectedEvent {
        String written = record.tokens().text();
        char last = written.charAt(written.length() - 1);
        boolean isDigits = last >= '0' && last <= '9';
        boolean isToken =
                written.equals("NaN") || written.equals("Infinity") || written.equals("-Infinity");
        if (!isDigits && !isToken) {
            throw record.reject(
                    DeadLetterReason.MALFORMED, field + ": " + written + " is not a number");
        }
    }

    /** An integer from {@code lowest} to {@code highest}; 10.0 is one. */
    int integer(JsonToken token, String field, int lowest, int highest)
            throws IOException, RejectedEvent {
        double number = number(token, field);
        boolean isInside = number >= lowest && number <= highest;
        if (!isInside || number != StrictMath.rint(number)) {
            throw record.reject(
                    DeadLetterReason.INVALID_VALUE,
                    field + ": expected an integer from " + lowest + " to " + highest);
        }
        return (int) number;
    }

    /**
     * Epoch milliseconds, of a number of them or of an ISO-8601 text; a fraction is cut off.
     *
     * @param member of the field; null: the field itself
     */
    long timestamp(JsonToken token, String field, String member) throws IOException, RejectedEvent {
        if (token == JsonToken.VALUE_STRING) {
            long parsed = record.tokens().isoTimestamp();
            if (parsed == IsoTimestamp.INVALID) {
                throw record.reject(
                        DeadLetterReason.BAD_TIMESTAMP,
                        place(field, member)
                                + ": expected ISO-8601 in the years 1 to 9999, or a number");
            }
            return parsed;
        }
        if (!token.isNumeric()) {
            throw record.wrongType(
                    place(field, member), "a timestamp (ISO-8601 or epoch milliseconds)", token);
        }
        double millis = StrictMath.floor(number(field, member));
        if (!IsoTimestamp.isInRange(millis)) {
            throw record.reject(
                    DeadLetterReason.BAD_TIMESTAMP,
                    place(field, member) + ": epoch milliseconds outside the years 1 to 9999");
        }
        return (long) millis;
    }

    private static String place(String field, String member) {
        return member == null ? field : field + '.' + member;
    }
}
