/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/**
 * Which cells of a CSV file are numbers: JSON's numbers, a leading plus or point, and what Python
 * and Java write for not-a-number and the infinities. Leading zeros make a text: they are part of
 * codes ({@code 02134}) and of nothing that was written as a number.
 */
final class NumberCell {

    private static final int LONGEST = 400;

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
        return switch (cell) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf", "+Infinity", "+inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(cell) + 0.0;
        };
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
