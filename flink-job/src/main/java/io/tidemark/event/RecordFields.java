/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The fields of one kind of event: what {@link RecordReader} hands each of them to. */
interface RecordFields {
    /** Begins the record; what was read of it before, if anything, does not count. */
    void begin();

    /**
     * Reads a top-level field and leaves the tokens at the value's last token.
     *
     * @param name as written, alias or not
     * @param token the value's first token, which is current
     * @return false: no field of this event; nothing was read
     */
    boolean read(String name, JsonToken token) throws IOException, RejectedEvent;
}
