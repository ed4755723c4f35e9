/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/**
 * The durations of a monitor spec: a whole number and one unit, as in {@code 30s}, {@code 5m},
 * {@code 1h}, {@code 7d}. A day is 24 hours.
 */
public final class Durations {

    public static final long SECOND_MILLIS = 1_000;
    public static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
    public static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    public static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** Ten years; far above any use, far below where sums of times would overflow. */
    public static final long LONGEST_MILLIS = 3_660 * DAY_MILLIS;

    static final String EXPECTATION =
            "a duration: a whole number followed by s, m, h or d, like 30s, 5m, 1h or 7d";

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @return milliseconds in [0, {@link #LONGEST_MILLIS}]
     * @throws IllegalArgumentException with a message that says what was expected
     */
    public static long parseMillis(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > 12) {
            throw new IllegalArgumentException(notADuration(text));
        }
        long amount = 0;
        for (int i = 0; i < digits; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new IllegalArgumentException(notADuration(text));
            }
            amount = 10 * amount + (digit - '0');
        }
        long unitMillis =
                switch (text.charAt(digits)) {
                    case 's' -> SECOND_MILLIS;
                    case 'm' -> MINUTE_MILLIS;
                    case 'h' -> HOUR_MILLIS;
                    case 'd' -> DAY_MILLIS;
                    default -> throw new IllegalArgumentException(notADuration(text));
                };
        if (amount > LONGEST_MILLIS / unitMillis) {
            throw new IllegalArgumentException(
                    text + " is longer than the longest duration, " + format(LONGEST_MILLIS));
        }
        return amount * unitMillis;
    }

    /** The shortest way to write a duration: {@code 1h} rather than {@code 60m}. */
    public static String format(long millis) {
        if (millis != 0 && millis % DAY_MILLIS == 0) {
            return millis / DAY_MILLIS + "d";
        }
        if (millis != 0 && millis % HOUR_MILLIS == 0) {
            return millis / HOUR_MILLIS + "h";
        }
        if (millis != 0 && millis % MINUTE_MILLIS == 0) {
            return millis / MINUTE_MILLIS + "m";
        }
        return millis % SECOND_MILLIS == 0 ? millis / SECOND_MILLIS + "s" : millis + "ms";
    }

    private static String notADuration(String text) {
        return "expected " + EXPECTATION + ", found " + Texts.quote(text);
    }
}
