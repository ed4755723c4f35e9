/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/**
 * Reads ISO-8601 date-times in the extended format, of any precision from days to nanoseconds:
 * {@code 2026-11-21}, {@code 2026-11-21T06}, {@code 2026-11-21 06:34}, {@code
 * 2026-11-21T06:34:12,123456789+01:00}. Between date and time stands {@code T}, {@code t} or a
 * space; the offset is {@code Z}, {@code z}, {@code +hh}, {@code +hhmm} or {@code +hh:mm}, at most
 * 18 hours; without one the time is UTC, for that is what Python's {@code utcnow().isoformat()}
 * means. Finer than a millisecond is cut off (towards the past, before 1970 too). Years 1 to 9999
 * of the proleptic Gregorian calendar; no 24:00, no leap second.
 */
final class IsoTimestamp {
    /** What {@link #parse} returns for anything else. */
    static final long INVALID = Long.MIN_VALUE;

    private static final long EARLIEST = -62_135_596_800_000L;
    private static final long LATEST = 253_402_300_799_999L;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final long MINUTE = 60_000L;
    private static final long DAY = 86_400_000L;
    private static final int DATE_LENGTH = 10;

    private IsoTimestamp() {}

    /** Whether a time is inside the years 1 to 9999, UTC. */
    static boolean isInRange(double epochMillis) {
        return epochMillis >= EARLIEST && epochMillis <= LATEST;
    }

    /** Returns epoch milliseconds or {@link #INVALID}. */
    static long parse(char[] units, int offset, int length) {
        if (length < DATE_LENGTH || units[offset + 4] != '-' || units[offset + 7] != '-') {
            return INVALID;
        }
        int year = twoDigits(units, offset) * 100 + twoDigits(units, offset + 2);
        int month = twoDigits(units, offset + 5);
        int day = twoDigits(units, offset + 8);
        // a pair that is not two digits is far below zero and makes its sum negative
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
            return INVALID;
        }
        long midnight = epochDay(year, month, day) * DAY;
        int end = offset + length;
        int position = offset + DATE_LENGTH;
        if (position == end) {
            return inRange(midnight);
        }
        char separator = units[position];
        if (separator != 'T' && separator != ' ' && separator != 't') {
            return INVALID;
        }
        return afterDate(units, position + 1, end, midnight);
    }

    private static long afterDate(char[] units, int start, int end, long midnight) {
        int position = start;
        int hour = position + 2 <= end ? twoDigits(units, position) : -1;
        position += 2;
        int minute = 0;
        int second = 0;
        int millis = 0;
        if (position + 3 <= end && units[position] == ':') {
            minute = twoDigits(units, position + 1);
            position += 3;
            if (position + 3 <= end && units[position] == ':') {
                second = twoDigits(units, position + 1);
                position += 3;
                if (position < end && (units[position] == '.' || units[position] == ',')) {
                    int first = position + 1;
                    int after = first;
                    while (after < end && isDigit(units[after])) {
                        after++;
                    }
                    if (after == first || after - first > MAX_FRACTION_DIGITS) {
                        return INVALID;
                    }
                    millis = millis(units, first, after);
                    position = after;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        int offsetMinutes = offsetMinutes(units, position, end);
        if (offsetMinutes > MAX_OFFSET_MINUTES) {
            return INVALID;
        }
        long local = midnight + (hour * 60L + minute) * MINUTE + second * 1000L + millis;
        return inRange(local - offsetMinutes * MINUTE);
    }

    /** Minutes east of UTC; more than the maximum: not an offset. */
    private static int offsetMinutes(char[] units, int position, int end) {
        int length = end - position;
        if (length == 0) {
            return 0;
        }
        char sign = units[position];
        if (length == 1 && (sign == 'Z' || sign == 'z')) {
            return 0;
        }
        boolean isColon = length == 6 && units[position + 3] == ':';
        if ((sign != '+' && sign != '-') || (length != 3 && length != 5 && !isColon)) {
            return Integer.MAX_VALUE;
        }
        int hours = twoDigits(units, position + 1);
        int minutes = length == 3 ? 0 : twoDigits(units, end - 2);
        if (hours < 0 || minutes < 0 || minutes > 59) {
            return Integer.MAX_VALUE;
        }
        int total = hours * 60 + minutes;
        if (total > MAX_OFFSET_MINUTES) {
            return Integer.MAX_VALUE;
        }
        return sign == '-' ? -total : total;
    }

    private static int millis(char[] units, int first, int after) {
        int millis = 0;
        for (int digit = 0; digit < 3; digit++) {
            int position = first + digit;
            millis = millis * 10 + (position < after ? units[position] - '0' : 0);
        }
        return millis;
    }

    private static int twoDigits(char[] units, int position) {
        char tens = units[position];
        char ones = units[position + 1];
        return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -100_000;
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return isLeap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01; years begin in March here, so that February's length is last. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int marchMonth = month > 2 ? month - 3 : month + 9;
        int century = Math.floorDiv(marchYear, 100);
        int leapDays = Math.floorDiv(marchYear, 4) - century + Math.floorDiv(century, 4);
        return marchYear * 365L + leapDays + (153 * marchMonth + 2) / 5 + day - 719_469;
    }

    private static long inRange(long epochMillis) {
        return isInRange((double) epochMillis) ? epochMillis : INVALID;
    }
}
