/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.nio.charset.StandardCharsets;

/** A record's bytes, of which each copy gets an id and a timestamp of its own. */
final class RecordTemplate {
    /** Where the id goes; the last 12 digits are a number in hexadecimal. */
    static final String ID_PLACE = "7c9e6679-7425-40de-944b-000000000000";

    /** Where the timestamp goes, in epoch milliseconds. */
    static final String TIMESTAMP_PLACE = "1700000000000";

    private static final int ID_DIGITS = 12;

    private final byte[] bytes;
    private final int idEnd;
    private final int timestampEnd;

    RecordTemplate(String json) {
        bytes = json.getBytes(StandardCharsets.UTF_8);
        idEnd = json.indexOf(ID_PLACE) + ID_PLACE.length();
        timestampEnd = json.indexOf(TIMESTAMP_PLACE) + TIMESTAMP_PLACE.length();
    }

    int length() {
        return bytes.length;
    }

    /** A new record. */
    byte[] record(long id, long timestamp) {
        byte[] record = bytes.clone();
        long digits = id;
        for (int i = 1; i <= ID_DIGITS; i++) {
            int digit = (int) (digits & 15);
            record[idEnd - i] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
            digits >>>= 4;
        }
        long rest = timestamp;
        for (int i = 1; i <= TIMESTAMP_PLACE.length(); i++) {
            record[timestampEnd - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return record;
    }
}
