/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

/**
 * Writes a number with a fixed number of decimals, less trailing zeros: {@code 3}, {@code 0.05}.
 * The text of {@code Double.toString} differs between Java versions; this does not.
 */
final class Decimal {
    private Decimal() {}

    /** For values that are zero or positive, and whose scaled value fits a long. */
    static void append(StringBuilder text, double value, int decimals) {
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        long scaled = Math.round(value * unit);
        text.append(scaled / unit);
        long rest = scaled % unit;
        if (rest == 0) {
            return;
        }
        text.append('.');
        for (long digit = unit / 10; rest > 0; digit /= 10) {
            text.append(rest / digit);
            rest %= digit;
        }
    }
}
