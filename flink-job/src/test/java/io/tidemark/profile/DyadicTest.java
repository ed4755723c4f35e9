/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DyadicTest {
    private static final long SEED = 4711L;

    @Test
    void dividedBy_randomQuotients_roundsAsDecimalText() {
        System.out.println("DyadicTest seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            Dyadic numerator = any(random);
            Dyadic denominator = any(random);
            if (denominator.signum() == 0) {
                continue;
            }
            BigDecimal digits =
                    numerator
                            .toBigDecimal()
                            .divide(denominator.toBigDecimal(), new MathContext(900));
            assertThat(numerator.dividedBy(denominator))
                    .isEqualTo(Double.parseDouble(digits.toString()) + 0.0);
        }
    }

    @Test
    void toDouble_tie_goesToEven() {
        Dyadic half = new Dyadic(BigInteger.ONE, -54);
        assertThat(Dyadic.of(1.0).plus(half).plus(half).toDouble()).isEqualTo(1.0);
        Dyadic odd = Dyadic.of(1.0 + 0x1p-52);
        assertThat(odd.plus(half).plus(half).toDouble()).isEqualTo(1.0 + 0x1p-51);
        assertThat(odd.plus(half).toDouble()).isEqualTo(1.0 + 0x1p-52);
    }

    @Test
    void toDouble_subnormal_roundsOnce() {
        // a first rounding to 53 bits would make a tie of it and lose the bit
        Dyadic justAboveHalf =
                new Dyadic(BigInteger.ONE.shiftLeft(60).add(BigInteger.ONE), -1075 - 60);
        assertThat(justAboveHalf.toDouble()).isEqualTo(Double.MIN_VALUE);
        assertThat(new Dyadic(BigInteger.ONE, -1075).toDouble()).isZero();
        assertThat(new Dyadic(BigInteger.ONE, -3000).toDouble()).isZero();
        assertThat(new Dyadic(BigInteger.ONE.negate(), -1074).toDouble())
                .isEqualTo(-Double.MIN_VALUE);
    }

    @Test
    void dividedBy_zero_isRefused() {
        assertThatThrownBy(() -> Dyadic.of(1L).dividedBy(Dyadic.ZERO))
                .isInstanceOf(ArithmeticException.class);
        assertThat(Dyadic.ZERO.dividedBy(Dyadic.of(-3L))).isEqualTo(0.0);
    }

    @Test
    void of_double_isExact() {
        for (double value : new double[] {0.1, -1e100, Double.MIN_VALUE, Double.MAX_VALUE, 0.0}) {
            assertThat(Dyadic.of(value).toBigDecimal()).isEqualByComparingTo(new BigDecimal(value));
        }
    }

    private static Dyadic any(Random random) {
        int bits = 1 + random.nextInt(300);
        BigInteger significand = new BigInteger(bits, random);
        return new Dyadic(
                random.nextBoolean() ? significand : significand.negate(),
                random.nextInt(1200) - 600);
    }
}
