/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;

/** Reads one field that holds many values: features, metadata, attributions and the like. */
final class ValuesReader {
    /** What values a field takes; null is taken everywhere. */
    enum Content {
        /** Scalars, nested objects of them, or one array of them. */
        FEATURES("a number, a string, a boolean or null"),
        SCALARS("a number, a string, a boolean or null"),
        NUMBERS("a number or null"),
        TIMESTAMPS("a timestamp or null");

        private final String expectation;

        Content(String expectation) {
            this.expectation = expectation;
        }
    }

    private static final int CONTAINER_DEPTH = 2;
    private static final int MAX_CAPACITY = 256;

    private final String field;
    private final Content content;
    private final RecordReader record;
    private final ValueReader value;
    private final NameDictionary dictionary = new NameDictionary();

    private NamedValues values;
    private int capacity = 8;

    ValuesReader(String field, Content content, RecordReader record, ValueReader value) {
        this.field = field;
        this.content = content;
        this.record = record;
        this.value = value;
    }

    /** Reads the object (or array of features) that starts at the current token. */
    NamedValues read(JsonToken token) throws IOException, RejectedEvent {
        values = new NamedValues(capacity);
        if (token == JsonToken.START_OBJECT) {
            readObject(dictionary.begin(), CONTAINER_DEPTH);
        } else if (token == JsonToken.START_ARRAY && content == Content.FEATURES) {
            readArray();
        } else {
            String expected = content == Content.FEATURES ? "an object or array" : "an object";
            throw record.wrongType(field, expected, token);
        }
        capacity = Math.min(values.size, MAX_CAPACITY);
        return values;
    }

    private void readObject(NameDictionary.Name parent, int depth)
            throws IOException, RejectedEvent {
        RecordTokens tokens = record.tokens();
        NameDictionary.Name previous = parent;
        String key;
        while ((key = tokens.nextName(dictionary.expected(parent, previous))) != null) {
            record.countName();
            NameDictionary.Name name = dictionary.find(parent, previous, key);
            if (name == null) {
                name = learn(parent, key);
            }
            if (!dictionary.claimKey(name)) {
                throw duplicate(name.path);
            }
            previous = name;
            JsonToken token = tokens.next();
            if (token == JsonToken.START_OBJECT && content == Content.FEATURES) {
                record.refuseDeep(depth + 1, describe(name.path));
                readObject(name, depth + 1);
            } else {
                if (!dictionary.claimPath(name)) {
                    throw duplicate(name.path);
                }
                readScalar(token, name.path);
            }
        }
    }

    private NameDictionary.Name learn(NameDictionary.Name parent, String key) throws RejectedEvent {
        record.noteStrangeName();
        if (key.isEmpty()) {
            throw record.reject(DeadLetterReason.INVALID_NAME, field + ": a name is empty");
        }
        String path = dictionary.path(parent, key);
        value.refuseUnfitKey(path, describe(path), record.limits().maxNameLength());
        if (content == Content.FEATURES && path.charAt(0) == '@') {
            throw record.reject(
                    DeadLetterReason.INVALID_NAME,
                    describe(path) + ": names that begin with @ are Tidemark's own");
        }
        return dictionary.add(parent, key, path);
    }

    private void readArray() throws IOException, RejectedEvent {
        RecordTokens tokens = record.tokens();
        JsonToken token;
        while ((token = tokens.next()) != JsonToken.END_ARRAY) {
            record.countName();
            readScalar(token, null);
        }
    }

    private void readScalar(JsonToken token, String name) throws IOException, RejectedEvent {
        int kind = token.id();
        if (kind == JsonTokenId.ID_NULL) {
            values.addMissing(name);
        } else if (content == Content.TIMESTAMPS) {
            values.addNumber(name, (double) value.timestamp(token, field, name));
        } else if (kind == JsonTokenId.ID_NUMBER_FLOAT || kind == JsonTokenId.ID_NUMBER_INT) {
            values.addNumber(name, value.number(field, name));
        } else if (content == Content.NUMBERS) {
            throw record.wrongType(describe(name), content.expectation, token);
        } else if (kind == JsonTokenId.ID_STRING) {
            values.addText(name, value.text());
        } else if (kind == JsonTokenId.ID_TRUE || kind == JsonTokenId.ID_FALSE) {
            values.addBoolean(name, kind == JsonTokenId.ID_TRUE);
        } else {
            throw record.wrongType(describe(name), content.expectation, token);
        }
    }

    private RejectedEvent duplicate(String path) {
        return record.reject(DeadLetterReason.DUPLICATE_KEY, describe(path) + " is given twice");
    }

    /** The place of a value: {@code features.a.b} or {@code features[3]}. */
    private String describe(String path) {
        return path == null ? field + '[' + values.size + ']' : field + '.' + path;
    }
}
