/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberCellTest {

    @Test
    void isNumber_whatProgramsWrite_is() {
        for (String cell :
                new String[] {
                    "0",
                    "-0",
                    "-0.0",
                    "3",
                    "3.0",
                    "+3",
                    ".5",
                    "5.",
                    "-.5",
                    "1e5",
                    "1E-5",
                    "1.5e+300",
                    "0.001",
                    "NaN",
                    "nan",
                    "inf",
                    "-inf",
                    "Infinity",
                    "-Infinity",
                    "12345678901234567890"
                }) {
            assertThat(NumberCell.isNumber(cell)).as(cell).isTrue();
            double parsed = NumberCell.parse(cell);
            assertThat(Double.doubleToRawLongBits(parsed)).as(cell).isNotEqualTo(1L << 63);
        }
    }

    @Test
    void isNumber_whatOnlyLooksLikeIt_isNot() {
        for (String cell :
                new String[] {
                    "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1d", "1f", "0x10", "007", "00.5",
                    "1,5", " 1", "1 ", "1.2.3", "--1", "NAN", "Inf", "١", "1_000", "-nan"
                }) {
            assertThat(NumberCell.isNumber(cell)).as(cell).isFalse();
        }
    }

    @Test
    void isNumber_anyText_parsesIfSo() {
        long seed = 20260716;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String alphabet = "0123456789..eE+-naif";
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (NumberCell.isNumber(text.toString())) {
                double parsed = NumberCell.parse(text.toString());
                boolean isWord = text.indexOf("n") >= 0;
                assertThat(Double.isNaN(parsed)).isEqualTo(isWord && text.indexOf("a") >= 0);
            }
        }
    }

    @Test
    void parse_anyDecimal_isTheNearestDouble() {
        long seed = 20261121;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int digits = 1 + random.nextInt(18);
            int point = random.nextInt(digits + 1);
            for (int i = 0; i < digits; i++) {
                text.append(i == point ? "." : "").append((char) ('0' + random.nextInt(10)));
            }
            double expected = Double.parseDouble(text.toString()) + 0.0;
            assertThat(NumberCell.parse(text.toString())).as(text.toString()).isEqualTo(expected);
        }
    }
}
