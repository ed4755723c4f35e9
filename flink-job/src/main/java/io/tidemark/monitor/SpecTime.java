/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * The times of a spec: ISO-8601, in UTC where they name no offset; a date alone is its midnight.
 */
final class SpecTime {

    private SpecTime() {}

    /**
     * Reads a time.
     *
     * @return epoch milliseconds
     * @throws IllegalArgumentException with a message that says what was expected
     */
    static long parseMillis(String text) {
        try {
            String iso = text.replace(' ', 'T');
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            }
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            iso, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant().toEpochMilli()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "expected a time in ISO-8601 like 2026-01-31T00:00:00Z, found "
                            + Texts.quote(text),
                    unreadable);
        }
    }
}
