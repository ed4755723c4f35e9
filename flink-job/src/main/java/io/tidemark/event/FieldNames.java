/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * Reads an object's names, expecting those of the object before in the same order: bytes are then
 * compared and nothing is looked up. Any other order is read as well, only slower.
 */
final class FieldNames {
    private static final int MAX_NAMES = 32;
    private static final int MAX_NAME_LENGTH = 64;

    private final SerializedString[] expectations = new SerializedString[MAX_NAMES];
    private int position;

    /** Begins an object. */
    void begin() {
        position = 0;
    }

    /** Returns the next name, or null at the object's end. */
    String next(RecordTokens tokens) throws IOException {
        if (position == MAX_NAMES) {
            return tokens.nextName(null);
        }
        SerializedString expected = expectations[position];
        String name = tokens.nextName(expected);
        if (name != null) {
            if (expected == null || !name.equals(expected.getValue())) {
                expect(name);
            }
            position++;
        }
        return name;
    }

    private void expect(String name) {
        // Jackson cannot write half a surrogate pair, and fails whenever it is to compare one
        if (name.length() <= MAX_NAME_LENGTH && CleanText.isClean(name)) {
            expectations[position] = new SerializedString(name);
        }
    }
}
