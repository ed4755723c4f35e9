/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestFormTest {
    private static final long SEED = 13;

    /** As ECMAScript's Number::toString writes them. */
    @ParameterizedTest
    @CsvSource({
        "3.0, 3",
        "-3, -3",
        "0, 0",
        "-0.0, 0",
        "0.1, 0.1",
        "-0.25, -0.25",
        "1.5, 1.5",
        "0.30000000000000004, 0.30000000000000004",
        "123456789012345680000, 123456789012345680000",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e21, 1.5e+21",
        "2e23, 2e+23",
        "1e-6, 0.000001",
        "1.25e-6, 0.00000125",
        "1e-7, 1e-7",
        "1.25e-7, 1.25e-7",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "9007199254740991, 9007199254740991",
        "9007199254740993, 9007199254740992",
        "999999999999999.9, 999999999999999.9",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void of_number_isEcmaScripts(double number, String expected) {
        assertThat(ShortestForm.of(number)).isEqualTo(expected);
    }

    @Test
    void of_anyDouble_readsBackAndIsShortest() {
        System.out.println("ShortestFormTest seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 50_000; round++) {
            double number = draw(random, round);
            if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
                continue;
            }
            String text = ShortestForm.of(number);
            assertThat(Double.parseDouble(text)).isEqualTo(number);
            int digits = new BigDecimal(text).stripTrailingZeros().precision();
            if (digits > 1) {
                BigDecimal shorter = new BigDecimal(number).round(new MathContext(digits - 1));
                assertThat(shorter.doubleValue()).as(text).isNotEqualTo(number);
            }
        }
    }

    private static double draw(SplittableRandom random, int round) {
        return switch (round % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(1_000_000) / 100.0;
            case 2 -> random.nextDouble() * 1e6 - 5e5;
            default -> random.nextLong(1L << 60) / 1000.0;
        };
    }
}
