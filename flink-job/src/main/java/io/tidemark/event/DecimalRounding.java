/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.math.BigInteger;

/**
 * The double nearest to a decimal, ties to even: Clinger's case, where one multiplication or
 * division of exact doubles is rounded once, and else the algorithm of Eisel and Lemire, which
 * multiplies by a power of five of 128 bits.
 *
 * <p>D. Lemire, "Number Parsing at a Gigabyte per Second" (2021); that the product always decides
 * is shown by N. Mushtak and D. Lemire, "Fast Number Parsing Without Fallback" (2023).
 */
final class DecimalRounding {
    /** 10^-60 to 10^60 with 19 digits: far from subnormal and from infinite. */
    private static final int MAX_EXPONENT = 60;

    private static final int MAX_EXACT_POWER = 22;
    private static final long MAX_EXACT_DIGITS = 1L << 53;
    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;

    /** Bits of the product's upper half that are not needed to round, the leading one included. */
    private static final int SPARE_BITS = Long.SIZE - MANTISSA_BITS - 3;

    private static final long PRECISION_MASK = -1L >>> (MANTISSA_BITS + 3);
    private static final int MIN_TIE_EXPONENT = -4;
    private static final int MAX_TIE_EXPONENT = 23;
    private static final int LEAST_ROUNDED_UP = -27;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    /** Of each power its upper 64 bits, then its lower ones; the highest bit is set. */
    private static final long[] POWERS_OF_FIVE = powersOfFive();

    private DecimalRounding() {}

    /** Whether {@link #round} can do with this power of ten. */
    static boolean takes(int exponent) {
        return exponent >= -MAX_EXPONENT && exponent <= MAX_EXPONENT;
    }

    /**
     * Returns {@code digits} x 10^{@code exponent}.
     *
     * @param digits unsigned
     * @param exponent one that is taken
     */
    static double round(long digits, int exponent) {
        if (digits >= 0
                && digits <= MAX_EXACT_DIGITS
                && exponent >= -MAX_EXACT_POWER
                && exponent <= MAX_EXACT_POWER) {
            return exponent < 0
                    ? digits / POWERS_OF_TEN[-exponent]
                    : digits * POWERS_OF_TEN[exponent];
        }
        return digits == 0 ? 0.0 : roundProduct(digits, exponent);
    }

    private static double roundProduct(long digits, int exponent) {
        int leadingZeros = Long.numberOfLeadingZeros(digits);
        long factor = digits << leadingZeros;
        int place = 2 * (exponent + MAX_EXPONENT);
        long power = POWERS_OF_FIVE[place];
        long upper = multiplyHigh(factor, power);
        long lower = factor * power;
        if ((upper & PRECISION_MASK) == PRECISION_MASK) {
            long carried = multiplyHigh(factor, POWERS_OF_FIVE[place + 1]);
            lower += carried;
            upper += Long.compareUnsigned(lower, carried) < 0 ? 1 : 0;
        }
        int leading = (int) (upper >>> 63);
        int shift = leading + SPARE_BITS;
        long mantissa = upper >>> shift;
        boolean isTie =
                Long.compareUnsigned(lower, 1) <= 0
                        && exponent >= MIN_TIE_EXPONENT
                        && exponent <= MAX_TIE_EXPONENT
                        && (mantissa & 3) == 1
                        && mantissa << shift == upper;
        if (isTie) {
            mantissa--;
        }
        // half up, one bit being still too many; a carry beyond the mantissa raises the exponent
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        int binaryExponent = powerOfTwo(exponent) + leading - leadingZeros;
        long biased = binaryExponent + (long) EXPONENT_BIAS;
        return Double.longBitsToDouble(
                (biased << MANTISSA_BITS) + mantissa - (1L << MANTISSA_BITS));
    }

    /** The binary exponent of 10^exponent, and 63: floor(exponent * log2(10)) + 63. */
    private static int powerOfTwo(int exponent) {
        return ((217_706 * exponent) >> 16) + 63;
    }

    /** The upper half of an unsigned product. */
    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private static long[] powersOfFive() {
        long[] powers = new long[2 * (2 * MAX_EXPONENT + 1)];
        for (int exponent = -MAX_EXPONENT; exponent <= MAX_EXPONENT; exponent++) {
            BigInteger bits = leadingBits(exponent);
            int place = 2 * (exponent + MAX_EXPONENT);
            powers[place] = bits.shiftRight(Long.SIZE).longValue();
            powers[place + 1] = bits.longValue();
        }
        return powers;
    }

    /** The 128 leading bits of a power of five, cut off; those of a short fraction rounded up. */
    private static BigInteger leadingBits(int exponent) {
        BigInteger power = BigInteger.valueOf(5).pow(Math.abs(exponent));
        int length = power.bitLength();
        if (exponent >= 0) {
            return length <= 128 ? power.shiftLeft(128 - length) : power.shiftRight(length - 128);
        }
        BigInteger fraction = BigInteger.ONE.shiftLeft(length + 127).divide(power);
        return exponent < LEAST_ROUNDED_UP ? fraction : fraction.add(BigInteger.ONE);
    }
}
