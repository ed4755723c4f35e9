/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as text: the fewest significant digits that read back as the same double, laid out as
 * ECMAScript does ({@code Number::toString}). 3 is {@code 3}, not {@code 3.0}; 0.1 is {@code 0.1};
 * 1e21 is {@code 1e+21}; 1e-7 is {@code 1e-7}; negative zero is {@code 0}; and {@code NaN}, {@code
 * Infinity}, {@code -Infinity}. Numbers that serve as categories or classes are written this way
 * everywhere.
 *
 * <p>{@link Double#toString(double)} will not do: before Java 19 it can give more digits than
 * needed, so that a category's name would depend on the machine.
 */
public final class ShortestForm {
    /** A decimal of at most 15 digits is told from every other one by its double. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final int MAX_DIGITS = 17;
    private static final int MAX_PLAIN_EXPONENT = 21;
    private static final int MIN_PLAIN_EXPONENT = -6;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20
    };

    private ShortestForm() {}

    /** Returns the number's text; never null. */
    public static String of(double number) {
        if (number == (long) number && StrictMath.abs(number) < FIFTEEN_DIGITS) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        double size = StrictMath.abs(number);
        String sign = number < 0 ? "-" : "";
        for (int scale = 1; scale < POWERS.length; scale++) {
            double scaled = StrictMath.rint(size * POWERS[scale]);
            if (scaled >= FIFTEEN_DIGITS) {
                break;
            }
            // both operands are exact, so the quotient is what a reader makes of these digits
            if (scaled / POWERS[scale] == size) {
                return sign + layOut(Long.toString((long) scaled), scale);
            }
        }
        return sign + layOut(shortest(size));
    }

    private static BigDecimal shortest(double size) {
        BigDecimal exact = new BigDecimal(size);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == size) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String layOut(BigDecimal decimal) {
        BigDecimal bare = decimal.stripTrailingZeros();
        return layOut(bare.unscaledValue().toString(), bare.scale());
    }

    /** Lays out digits x 10^-scale. */
    private static String layOut(String digits, int scale) {
        int count = digits.length();
        int point = count - scale;
        if (point > MAX_PLAIN_EXPONENT || point <= MIN_PLAIN_EXPONENT) {
            String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            int exponent = point - 1;
            return mantissa + 'e' + (exponent < 0 ? "-" : "+") + StrictMath.abs(exponent);
        }
        if (point >= count) {
            return digits + "0".repeat(point - count);
        }
        if (point > 0) {
            return digits.substring(0, point) + '.' + digits.substring(point);
        }
        return "0." + "0".repeat(-point) + digits;
    }
}
