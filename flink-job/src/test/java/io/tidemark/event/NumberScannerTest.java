/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Doubles have the bits that the JDK gives them. */
class NumberScannerTest {
    private static final long SEED = 20261121;
    private static final int NUMBERS = 60_000;

    private final NumberScanner scanner = new NumberScanner();

    @Test
    void read_shortestForms_sameBitsAsTheJdk() throws OddRecord {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < NUMBERS; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertBits(Double.toString(number));
            }
            assertBits(Double.toString(random.nextDouble() - 0.5));
        }
    }

    @Test
    void read_digitsAndExponents_sameBitsAsTheJdk() throws OddRecord {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < NUMBERS; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            text.append(1 + random.nextInt(9)).append(digits(random, random.nextInt(14)));
            if (random.nextBoolean()) {
                text.append('.').append(digits(random, 1 + random.nextInt(12)));
            }
            if (random.nextBoolean()) {
                text.append(random.nextBoolean() ? "e" : "E+").append(random.nextInt(70));
            } else if (random.nextBoolean()) {
                text.append("e-").append(random.nextInt(90));
            }
            assertBits(text.toString());
        }
    }

    /** Where rounding is hardest: as near to the middle of two doubles as the digits allow. */
    @Test
    void read_halfwayBetweenDoubles_sameBitsAsTheJdk() throws OddRecord {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        for (int i = 0; i < NUMBERS / 3; i++) {
            long exponent = 1023L - 120 + random.nextInt(240);
            long bits = (exponent << 52) | (random.nextLong() >>> 12);
            BigDecimal below = new BigDecimal(Double.longBitsToDouble(bits));
            BigDecimal above = new BigDecimal(Double.longBitsToDouble(bits + 1));
            BigDecimal middle = below.add(above).divide(BigDecimal.valueOf(2));
            for (int precision = 16; precision <= 20; precision++) {
                assertBits(middle.round(new MathContext(precision, RoundingMode.DOWN)).toString());
                assertBits(middle.round(new MathContext(precision, RoundingMode.UP)).toString());
            }
        }
        for (long odd = (1L << 53) + 1; odd < (1L << 53) + 400; odd += 2) {
            assertBits(Long.toString(odd));
            assertBits(Long.toString(odd * 2) + ".0");
            assertBits(odd * 5 + "0e-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0e5",
                "0.000",
                "1e22",
                "1e23",
                "9007199254740993",
                "5e-324",
                "18446744073709551615",
                "99999999999999999999",
                "0.00000000000000000000000000001",
                "2.2250738585072011e-308",
                "12345678",
                "1234567890123456",
                "1.7976931348623157E+308",
                "0.3000000000000000444",
                "100000000000000000000000000000000000000000000000000000001"
            })
    void read_particularNumbers_sameBitsAsTheJdk(String text) throws OddRecord {
        assertBits(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-", "01", "-01", "00", "1.", "1.e5", ".5", "1e", "1e+", "1e00001", "-.5", "-a",
                "1e400", "-1e999"
            })
    void read_noJsonNumberOrInfinite_isOdd(String text) {
        assertThatThrownBy(() -> scanner.read(bytes(text + ','), 0)).isSameAs(OddRecord.INSTANCE);
        assertThatThrownBy(() -> scanner.read(bytes(text), 0)).isSameAs(OddRecord.INSTANCE);
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private void assertBits(String text) throws OddRecord {
        double expected = Double.parseDouble(text);
        byte[] among = bytes("[12," + text + ", 345678901234]");
        boolean isSame =
                isSame(scanner.read(among, 4), expected)
                        && scanner.end() == 4 + text.length()
                        && isSame(scanner.read(bytes(text), 0), expected);
        assertThat(isSame).as(text).isTrue();
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
