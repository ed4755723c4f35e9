/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as tables show them: three significant digits, with an exponent where it is shorter. */
final class ShortNumber {
    private static final MathContext DIGITS = new MathContext(3);
    private static final double LARGEST_PLAIN = 1e6;
    private static final double SMALLEST_PLAIN = 1e-3;

    private ShortNumber() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN) {
            return String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        // whole numbers keep their digits: 1234 is not 1230
        return size >= 1000
                ? String.format(Locale.ROOT, "%.0f", value)
                : rounded.stripTrailingZeros().toPlainString();
    }
}
