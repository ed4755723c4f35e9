/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    private static final long SEED = 20_240_117L;

    @Test
    void addProduct_randomValues_equalsBigDecimal() {
        Random random = new Random(SEED);
        ExactSum sum = new ExactSum();
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < 2000; i++) {
            double left = random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
            double right = random.nextGaussian() * Math.pow(10, random.nextInt(180) - 100);
            left = i % 100 == 0 ? Double.MIN_VALUE * i : left;
            sum.addProduct(left, right);
            expected = expected.add(new BigDecimal(left).multiply(new BigDecimal(right)));
        }
        assertThat(sum.exact().toBigDecimal()).isEqualByComparingTo(expected);
    }

    @Test
    void value_cancellation_keepsTheSmallPart() {
        assertThat(sumOf(1e100, 1.0, -1e100).value()).isEqualTo(1.0);
        assertThat(sumOf(1e16, 1.0, 1.0).value()).isEqualTo(1e16 + 2.0);
        assertThat(sumOf(0.1, 0.2, -0.3).value()).isEqualTo(2.7755575615628914e-17);
    }

    @Test
    void value_ofNothing_isZero() {
        assertThat(new ExactSum().value()).isZero();
        assertThat(new ExactSum().isZero()).isTrue();
        assertThat(sumOf(-3.0, 3.0).isZero()).isTrue();
    }

    @Test
    void value_subnormals_areExact() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 2000; i++) {
            sum.add(Double.MIN_VALUE);
        }
        assertThat(sum.value()).isEqualTo(2000 * Double.MIN_VALUE);
        sum.add(-1e100);
        sum.add(1e100);
        assertThat(sum.value()).isEqualTo(2000 * Double.MIN_VALUE);
    }

    @Test
    void add_manyLargeValues_carriesFarEnough() {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal expectedSquares = BigDecimal.ZERO;
        BigDecimal value = Dyadic.of(-1e100).toBigDecimal();
        for (int i = 0; i < 5000; i++) {
            sum.add(-1e100);
            squares.addSquare(-1e100);
            expected = expected.add(value);
            expectedSquares = expectedSquares.add(value.multiply(value));
        }
        assertThat(sum.exact().toBigDecimal()).isEqualByComparingTo(expected);
        assertThat(squares.exact().toBigDecimal()).isEqualByComparingTo(expectedSquares);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordinary", "everyExponent", "cancelling", "subnormal", "whole"})
    void exact_randomValues_equalsBigDecimal(String sort) {
        System.out.println("ExactSumTest seed " + SEED);
        Random random = new Random(SEED);
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal expectedSquares = BigDecimal.ZERO;
        for (int i = 0; i < 3000; i++) {
            double value = NastyNumbers.next(random, sort);
            BigDecimal exact = new BigDecimal(value);
            boolean isTakenAway = random.nextInt(4) == 0;
            if (isTakenAway) {
                sum.subtract(value);
                squares.subtractSquare(value);
                expected = expected.subtract(exact);
                expectedSquares = expectedSquares.subtract(exact.multiply(exact));
            } else {
                sum.add(value);
                squares.addSquare(value);
                expected = expected.add(exact);
                expectedSquares = expectedSquares.add(exact.multiply(exact));
            }
        }
        assertThat(sum.exact().toBigDecimal()).isEqualByComparingTo(expected);
        assertThat(squares.exact().toBigDecimal()).isEqualByComparingTo(expectedSquares);
        assertThat(sum.value()).isEqualTo(Double.parseDouble(expected.toString()));
        assertThat(bytes(sum)).isEqualTo(bytes(copy(sum)));
        assertThat(copy(squares).exact().toBigDecimal()).isEqualByComparingTo(expectedSquares);
    }

    @Test
    void merge_anySplit_givesTheSameBytes() {
        Random random = new Random(SEED);
        double[] values =
                DoubleStream.generate(() -> NastyNumbers.next(random, "everyExponent"))
                        .limit(1000)
                        .toArray();
        ExactSum whole = sumOf(values);
        for (int parts = 1; parts < 50; parts += 7) {
            ExactSum merged = new ExactSum();
            for (int part = parts - 1; part >= 0; part--) {
                ExactSum partial = new ExactSum();
                for (int i = part; i < values.length; i += parts) {
                    partial.add(values[i]);
                }
                merged.merge(partial);
            }
            assertThat(bytes(merged)).isEqualTo(bytes(whole));
            merged.retract(whole);
            assertThat(merged.isZero()).isTrue();
            assertThat(bytes(merged)).isEqualTo(bytes(new ExactSum()));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1.0000001e100, -1e300})
    void add_notSummable_isRefused(double value) {
        assertThatThrownBy(() -> new ExactSum().add(value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExactSum().addSquare(value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ExactSum sumOf(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    private static byte[] bytes(ExactSum sum) {
        BinaryWriter writer = new BinaryWriter();
        sum.write(writer);
        return writer.toBytes();
    }

    private static ExactSum copy(ExactSum sum) {
        ExactSum copy = new ExactSum();
        copy.mergeFrom(new BinaryReader(bytes(sum)));
        return copy;
    }
}
