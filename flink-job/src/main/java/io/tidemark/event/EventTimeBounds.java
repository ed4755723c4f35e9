/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.io.Serializable;

/**
 * Which event times are believed. One predicate for decoder and watermark generator: an event time
 * that moved the clock must be one that is counted.
 *
 * @param notBefore earliest event time, epoch milliseconds, inclusive
 * @param maxAheadMillis how far an event time may be ahead of its record's, inclusive; {@link
 *     Long#MAX_VALUE}: any
 */
public record EventTimeBounds(long notBefore, long maxAheadMillis) implements Serializable {
    /** 2000-01-01T00:00:00Z. */
    public static final long YEAR_2000 = 946_684_800_000L;

    private static final long FIVE_MINUTES = 300_000L;

    public EventTimeBounds {
        if (maxAheadMillis < 0) {
            throw new IllegalArgumentException("maxAheadMillis must not be negative");
        }
    }

    /** From 2000 until five minutes ahead of the record. */
    public static EventTimeBounds live() {
        return new EventTimeBounds(YEAR_2000, FIVE_MINUTES);
    }

    /** Every time, before 1970 too: for files. */
    public static EventTimeBounds any() {
        return new EventTimeBounds(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Whether an event of that time, in a record of that time, is believed.
     *
     * @param eventTime epoch milliseconds
     * @param recordTime epoch milliseconds
     */
    public boolean accepts(long eventTime, long recordTime) {
        return eventTime >= notBefore && !isFuture(eventTime, recordTime);
    }

    boolean isFuture(long eventTime, long recordTime) {
        boolean noLimit = recordTime > Long.MAX_VALUE - maxAheadMillis;
        return maxAheadMillis != Long.MAX_VALUE
                && !noLimit
                && eventTime > recordTime + maxAheadMillis;
    }
}
