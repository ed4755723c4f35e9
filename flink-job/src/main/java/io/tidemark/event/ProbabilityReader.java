/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** Reads {@code prediction_probability} in its three forms. */
final class ProbabilityReader {
    private static final String FIELD = "prediction_probability";

    private final RecordReader record;
    private final ValueReader value;
    private final NameDictionary classes = new NameDictionary();

    private String[] names = new String[8];
    private double[] numbers = new double[8];

    ProbabilityReader(RecordReader record, ValueReader value) {
        this.record = record;
        this.value = value;
    }

    /** Reads the value at the current token; an empty array or object is none. */
    void read(JsonToken token, PredictionEvent event) throws IOException, RejectedEvent {
        int size;
        if (token == JsonToken.START_ARRAY) {
            size = readArray();
            event.probabilityForm = PredictionEvent.PROBABILITY_ARRAY;
        } else if (token == JsonToken.START_OBJECT) {
            size = readObject();
            event.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
            event.probabilityClasses = Arrays.copyOf(names, size);
        } else if (token.isNumeric()) {
            numbers[0] = value.number(FIELD, null);
            size = 1;
            event.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
        } else {
            throw record.wrongType(FIELD, "a number, an array or an object", token);
        }
        if (size == 0) {
            event.probabilityForm = PredictionEvent.NO_PROBABILITY;
            event.probabilityClasses = null;
        } else {
            event.probabilities = Arrays.copyOf(numbers, size);
        }
    }

    private int readArray() throws IOException, RejectedEvent {
        RecordTokens tokens = record.tokens();
        int size = 0;
        JsonToken token;
        while ((token = tokens.next()) != JsonToken.END_ARRAY) {
            record.countName();
            grow(size);
            numbers[size] = number(token, null);
            size++;
        }
        return size;
    }

    private int readObject() throws IOException, RejectedEvent {
        RecordTokens tokens = record.tokens();
        NameDictionary.Name parent = classes.begin();
        NameDictionary.Name previous = parent;
        int size = 0;
        String key;
        while ((key = tokens.nextName(classes.expected(parent, previous))) != null) {
            record.countName();
            NameDictionary.Name name = classes.find(parent, previous, key);
            if (name == null) {
                record.noteStrangeName();
                int maxLength = record.limits().maxNameLength();
                value.refuseUnfitKey(key, FIELD + '.' + key, maxLength);
                name = classes.add(parent, key, key);
            }
            if (!classes.claimKey(name)) {
                throw record.reject(
                        DeadLetterReason.DUPLICATE_KEY, FIELD + '.' + key + " is given twice");
            }
            previous = name;
            grow(size);
            insert(size, name.path, number(tokens.next(), name.path));
            size++;
        }
        return size;
    }

    private double number(JsonToken token, String name) throws IOException, RejectedEvent {
        if (!token.isNumeric()) {
            String place = name == null ? FIELD + " (array)" : FIELD + '.' + name;
            throw record.wrongType(place, "a number", token);
        }
        return value.number(FIELD, name);
    }

    /** Puts a class where it belongs by code points; classes mostly come in that order. */
    private void insert(int size, String name, double number) {
        int place = size;
        if (size > 0 && CodePointOrder.INSTANCE.compare(names[size - 1], name) > 0) {
            place = -1 - Arrays.binarySearch(names, 0, size, name, CodePointOrder.INSTANCE);
            System.arraycopy(names, place, names, place + 1, size - place);
            System.arraycopy(numbers, place, numbers, place + 1, size - place);
        }
        names[place] = name;
        numbers[place] = number;
    }

    private void grow(int size) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
    }
}
