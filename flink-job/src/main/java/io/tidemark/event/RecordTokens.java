/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * The JSON tokens of one record, in their order. There are two sources of them, which never tell
 * different things: {@link ParsedTokens} read everything, {@link RecordScanner} reads what is plain
 * and gives up on the rest.
 */
interface RecordTokens {
    /** Moves on to the next token and returns it; null after the last one. */
    JsonToken next() throws IOException;

    /**
     * Moves on to the next name of the current object and returns it; null: the object ends here.
     *
     * @param expected the name that is likely to come; null: no idea
     */
    String nextName(SerializedString expected) throws IOException;

    /** The current string, or the current number as it is written. */
    String text() throws IOException;

    /** The current string, from a dictionary if it is there; else it is kept there. */
    String text(TextDictionary texts) throws IOException;

    /** The current number, correctly rounded; it may be NaN or infinite. */
    double number() throws IOException;

    /** Epoch milliseconds of the current string, or {@link IsoTimestamp#INVALID}. */
    long isoTimestamp() throws IOException;
}
