/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/**
 * Which cells of a CSV file are numbers: JSON's numbers, a leading plus or point, and what Python
 * and Java write for not-a-number and the infinities. Leading zeros make a text: they are part of
 * codes ({@code 02134}) and of nothing that was written as a number.
 */
final class NumberCell {

    private static final int LONGEST = 400;

    /** So many decimal digits fit into a double's 53 bits, and so many powers of ten. */
    private static final int MOST_EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private NumberCell() {}

    static boolean isNumber(String cell) {
        int length = cell.length();
        int at = length > 0 && (cell.charAt(0) == '-' || cell.charAt(0) == '+') ? 1 : 0;
        if (at == length || length > LONGEST) {
            return false;
        }
        char first = cell.charAt(at);
        if (first > '9') {
            return isWord(cell);
        }
        int digits = digits(cell, at);
        if (digits > 1 && first == '0') {
            return false;
        }
        at += digits;
        if (at < length && cell.charAt(at) == '.') {
            int fraction = digits(cell, at + 1);
            digits += fraction;
            at += 1 + fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < length && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
            at++;
            if (at < length && (cell.charAt(at) == '-' || cell.charAt(at) == '+')) {
                at++;
            }
            int exponent = digits(cell, at);
            if (exponent == 0) {
                return false;
            }
            at += exponent;
        }
        return at == length;
    }

    /** The value of a cell that {@link #isNumber}; zero has no sign. */
    static double parse(String cell) {
        char last = cell.charAt(cell.length() - 1);
        if (last <= '9') {
            return decimal(cell);
        }
        return switch (cell) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf", "+Infinity", "+inf" -> Double.POSITIVE_INFINITY;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /**
     * A quotient of two whole numbers that doubles hold exactly is rounded once, as it should be;
     * what is longer, or has an exponent, takes the long way.
     */
    private static double decimal(String cell) {
        int length = cell.length();
        boolean isNegative = cell.charAt(0) == '-';
        long digits = 0;
        int point = -1;
        for (int at = isNegative || cell.charAt(0) == '+' ? 1 : 0; at < length; at++) {
            char character = cell.charAt(at);
            if (character == '.') {
                point = at;
            } else if (character >= '0' && character <= '9' && length <= MOST_EXACT_DIGITS) {
                digits = 10 * digits + (character - '0');
            } else {
                return Double.parseDouble(cell) + 0.0;
            }
        }
        double value = digits / POWERS_OF_TEN[point < 0 ? 0 : length - 1 - point];
        return (isNegative ? -value : value) + 0.0;
    }

    private static boolean isWord(String cell) {
        return switch (cell) {
            case "NaN", "nan", "Infinity", "inf", "+Infinity", "+inf", "-Infinity", "-inf" -> true;
            default -> false;
        };
    }

    private static int digits(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
