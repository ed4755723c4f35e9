/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact number, {@code significand} × 2^{@code exponent}: what sums of doubles and of their
 * products are. Quotients leave it as correctly rounded doubles (to nearest, ties to even), so that
 * a mean or a variance has one right value however it was added up.
 */
public record Dyadic(BigInteger significand, int exponent) {
    /** Zero. */
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final int DOUBLE_BITS = 53;
    private static final int LOWEST_DOUBLE_EXPONENT = -1074;

    /** Returns the exact value of a whole number. */
    public static Dyadic of(long value) {
        return new Dyadic(BigInteger.valueOf(value), 0);
    }

    /** Returns the exact value of a finite double. */
    public static Dyadic of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7FF;
        if (biased == 0x7FF) {
            throw new IllegalArgumentException("not finite: " + value);
        }
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        long magnitude = biased == 0 ? mantissa : mantissa | (1L << 52);
        return new Dyadic(
                BigInteger.valueOf(bits < 0 ? -magnitude : magnitude), Math.max(biased, 1) - 1075);
    }

    /** Returns this + other. */
    public Dyadic plus(Dyadic other) {
        int lower = Math.min(exponent, other.exponent);
        return new Dyadic(scaledTo(lower).add(other.scaledTo(lower)), lower);
    }

    /** Returns this - other. */
    public Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.significand.negate(), other.exponent));
    }

    /** Returns this × other. */
    public Dyadic times(Dyadic other) {
        return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
    }

    /** Returns -1, 0 or 1. */
    public int signum() {
        return significand.signum();
    }

    /** Returns the nearest double (infinite beyond their range). */
    public double toDouble() {
        return dividedBy(of(1L));
    }

    /** Returns the double nearest to this ÷ divisor, which must not be zero. */
    public double dividedBy(Dyadic divisor) {
        BigInteger numerator = significand.abs();
        BigInteger denominator = divisor.significand.abs();
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (numerator.signum() == 0) {
            return 0.0;
        }
        // a quotient of at least 66 bits; what is cut off lives on in its lowest bit
        int shift = DOUBLE_BITS + 13 - (numerator.bitLength() - denominator.bitLength());
        BigInteger[] parts =
                shift >= 0
                        ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
                        : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
        BigInteger quotient = parts[0].shiftLeft(1);
        if (parts[1].signum() != 0) {
            quotient = quotient.setBit(0);
        }
        double rounded = round(quotient, exponent - divisor.exponent - shift - 1);
        return significand.signum() == divisor.significand.signum() ? rounded : -rounded;
    }

    /** Returns the same number in decimal, exactly. */
    public BigDecimal toBigDecimal() {
        return exponent >= 0
                ? new BigDecimal(significand.shiftLeft(exponent))
                : new BigDecimal(significand)
                        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
    }

    private BigInteger scaledTo(int lowerExponent) {
        return significand.shiftLeft(exponent - lowerExponent);
    }

    /** Rounds at least 66 bits once (scaling a subnormal afterwards would round it twice). */
    private static double round(BigInteger magnitude, int exponent) {
        int kept = Math.max(exponent + magnitude.bitLength() - DOUBLE_BITS, LOWEST_DOUBLE_EXPONENT);
        int dropped = kept - exponent;
        BigInteger whole = magnitude.shiftRight(dropped);
        boolean isHalfOrMore = magnitude.testBit(dropped - 1);
        boolean isMoreThanHalf = isHalfOrMore && magnitude.getLowestSetBit() < dropped - 1;
        if (isMoreThanHalf || (isHalfOrMore && whole.testBit(0))) {
            whole = whole.add(BigInteger.ONE);
        }
        return StrictMath.scalb((double) whole.longValueExact(), kept);
    }
}
