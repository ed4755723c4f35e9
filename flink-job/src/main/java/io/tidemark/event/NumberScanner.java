/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON number where it stands in a record, correctly rounded: up to eight digits at a time
 * into a whole number, which {@link DecimalRounding} makes a double. Numbers of more than 19 digits
 * or extreme exponents go through Jackson's own parser.
 */
final class NumberScanner {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    /** So many digits fit into an unsigned {@code long}. */
    private static final int MAX_DIGITS = 19;

    /** Characters; beyond it Jackson has limits to speak of. */
    private static final int MAX_LENGTH = 500;

    private static final int MAX_EXPONENT_DIGITS = 4;

    private int end;
    private long digits; // as a whole number, unsigned; not if there are too many

    /** The index after the number that was read last. */
    int end() {
        return end;
    }

    /** Reads the number that begins with the digit or minus at {@code start}; it is finite. */
    double read(byte[] bytes, int start) throws OddRecord {
        boolean isNegative = bytes[start] == '-';
        int first = isNegative ? start + 1 : start;
        digits = 0;
        int position = readDigits(bytes, first);
        int count = position - first;
        if (count == 0 || (count > 1 && bytes[first] == '0')) {
            throw OddRecord.INSTANCE;
        }
        int exponent = 0;
        if (at(bytes, position) == '.') {
            int point = position;
            position = readDigits(bytes, point + 1);
            exponent = point + 1 - position;
            count -= exponent;
            if (exponent == 0) {
                throw OddRecord.INSTANCE;
            }
        }
        int mark = at(bytes, position) | 0x20;
        if (mark == 'e') {
            position = exponentEnd(bytes, position + 1);
            exponent += exponent(bytes, position);
        }
        end = position;
        if (position - start > MAX_LENGTH) {
            throw OddRecord.INSTANCE;
        }
        boolean isShort = count <= MAX_DIGITS || count - zeros(bytes, first) <= MAX_DIGITS;
        if (isShort && DecimalRounding.takes(exponent)) {
            double size = DecimalRounding.round(digits, exponent);
            return isNegative ? -size : size;
        }
        return readAgain(bytes, start, position);
    }

    /** Appends digits to those read and returns the index of the first byte that is none. */
    private int readDigits(byte[] bytes, int from) {
        int position = from;
        while (position + Long.BYTES <= bytes.length) {
            long word = (long) RecordBytes.LONGS.get(bytes, position) ^ ZEROS;
            long others = ((word + ABOVE_NINE) | word) & HIGH_BITS;
            int bits = Long.numberOfTrailingZeros(others) & -Byte.SIZE;
            if (bits == 0) {
                return position;
            }
            int found = bits / Byte.SIZE;
            // the digits move up, so that zeros stand before them
            digits = digits * POWERS_OF_TEN[found] + eightDigits(word << -bits);
            position += found;
            if (found < Long.BYTES) {
                return position;
            }
        }
        int digit;
        while ((digit = at(bytes, position) - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            position++;
        }
        return position;
    }

    /** The number of eight digits, one to a byte, of which the lowest byte is the first. */
    private static long eightDigits(long word) {
        long pairs = (word * 10 + (word >>> 8)) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
    }

    private static int exponentEnd(byte[] bytes, int from) throws OddRecord {
        int first = at(bytes, from) == '-' || at(bytes, from) == '+' ? from + 1 : from;
        int position = first;
        while (isDigit(at(bytes, position))) {
            position++;
        }
        if (position == first || position - first > MAX_EXPONENT_DIGITS) {
            throw OddRecord.INSTANCE;
        }
        return position;
    }

    /** The exponent whose last digit stands before {@code end}. */
    private static int exponent(byte[] bytes, int end) {
        int exponent = 0;
        int position = end - 1;
        for (int power = 1; isDigit(bytes[position]); power *= 10) {
            exponent += (bytes[position] - '0') * power;
            position--;
        }
        return bytes[position] == '-' ? -exponent : exponent;
    }

    /** Leading zeros of a number, on both sides of its point. */
    private static int zeros(byte[] bytes, int first) {
        int zeros = 0;
        int position = first;
        while (at(bytes, position) == '0' || at(bytes, position) == '.') {
            zeros += bytes[position] == '0' ? 1 : 0;
            position++;
        }
        return zeros;
    }

    private static double readAgain(byte[] bytes, int start, int end) throws OddRecord {
        String written = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        double number = NumberInput.parseDouble(written, true);
        if (Double.isInfinite(number)) {
            throw OddRecord.INSTANCE;
        }
        return number;
    }

    private static boolean isDigit(int unit) {
        return unit >= '0' && unit <= '9';
    }

    private static int at(byte[] bytes, int position) {
        return position < bytes.length ? bytes[position] : 0;
    }
}
