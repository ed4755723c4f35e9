/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.math.BigInteger;

/**
 * An exact sum of doubles and of squares of doubles: no rounding, so no order. Takes magnitudes up
 * to {@link #LARGEST}; anything else is refused with an {@link IllegalArgumentException}.
 *
 * <p>A superaccumulator: one fixed-point number from 2^-2148 (the square of the smallest subnormal)
 * upwards, in limbs of 32 bits kept in {@code long}s. An addition touches two limbs (a square four)
 * and leaves the carries where they are; they are settled every {@value #MOST_PENDING} additions.
 * See Neal, "Fast exact summation using small and large superaccumulators" (2015).
 */
public final class ExactSum {
    /** The largest magnitude taken. */
    public static final double LARGEST = 1e100;

    private static final int LOWEST_EXPONENT = -2148;
    // squares up to 1e200 < 2^665, 2^63 of them: 2148 + 665 + 63 bits
    private static final int LIMBS = 91;
    private static final long LIMB_MASK = 0xFFFFFFFFL;
    // an addition adds less than 2^53 to a limb of 2^63
    private static final int MOST_PENDING = 512;

    private final long[] limbs = new long[LIMBS];
    private int pending;

    /** Adds a value. */
    public void add(double value) {
        addSigned(value, 0L);
    }

    /** Takes a value away. */
    public void subtract(double value) {
        addSigned(value, -1L);
    }

    /** Adds the exact square of a value. */
    public void addSquare(double value) {
        addSquareSigned(value, 0L);
    }

    /** Adds the exact product of two values. */
    public void addProduct(double left, double right) {
        if (!(Math.abs(left) <= LARGEST) || !(Math.abs(right) <= LARGEST)) {
            throw new IllegalArgumentException("cannot be summed: " + left + " × " + right);
        }
        if (pending >= MOST_PENDING) {
            settle();
        }
        pending++;
        long leftBits = Double.doubleToRawLongBits(left);
        long rightBits = Double.doubleToRawLongBits(right);
        int leftExponent = (int) (leftBits >>> 52) & 0x7FF;
        int rightExponent = (int) (rightBits >>> 52) & 0x7FF;
        long a = (leftBits & 0xFFFFFFFFFFFFFL) | (leftExponent == 0 ? 0L : 1L << 52);
        long b = (rightBits & 0xFFFFFFFFFFFFFL) | (rightExponent == 0 ? 0L : 1L << 52);
        int position = Math.max(leftExponent, 1) + Math.max(rightExponent, 1) - 2;
        addMagnitude(a * b, Math.multiplyHigh(a, b), position, (leftBits ^ rightBits) >> 63);
    }

    /** Takes the exact square of a value away. */
    public void subtractSquare(double value) {
        addSquareSigned(value, -1L);
    }

    /** Adds everything another sum holds. */
    public void merge(ExactSum other) {
        settle();
        other.settle();
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] += other.limbs[i];
        }
        pending = 1;
    }

    /** Takes everything another sum holds away. */
    public void retract(ExactSum other) {
        settle();
        other.settle();
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] -= other.limbs[i];
        }
        pending = 1;
    }

    /** Returns the double nearest to the sum. */
    public double value() {
        return exact().toDouble();
    }

    /** Returns whether the sum is exactly zero. */
    public boolean isZero() {
        settle();
        for (long limb : limbs) {
            if (limb != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the sum itself. */
    public Dyadic exact() {
        long[] magnitude = magnitude();
        int first = firstLimb(magnitude);
        if (first == LIMBS) {
            return Dyadic.ZERO;
        }
        int last = lastLimb(magnitude);
        byte[] bigEndian = new byte[(last - first + 1) * 4];
        for (int i = first; i <= last; i++) {
            int end = bigEndian.length - 4 * (i - first);
            for (int j = 1; j <= 4; j++) {
                bigEndian[end - j] = (byte) (magnitude[i] >>> (8 * j - 8));
            }
        }
        int sign = isNegative() ? -1 : 1;
        return new Dyadic(new BigInteger(sign, bigEndian), LOWEST_EXPONENT + 32 * first);
    }

    /** Writes sign and occupied limbs: the same bytes for the same sum. */
    public void write(BinaryWriter writer) {
        long[] magnitude = magnitude();
        int first = firstLimb(magnitude);
        int count = first == LIMBS ? 0 : lastLimb(magnitude) - first + 1;
        writer.writeUnsigned(count * 2L + (isNegative() ? 1 : 0));
        if (count > 0) {
            writer.writeUnsigned(first);
            for (int i = first; i < first + count; i++) {
                writer.writeFixed32(magnitude[i]);
            }
        }
    }

    /** Adds a written sum to this one. */
    public void mergeFrom(BinaryReader reader) {
        int countAndSign = reader.readCount(2 * LIMBS + 1);
        int count = countAndSign >>> 1;
        if (count == 0) {
            return;
        }
        int first = reader.readCount(LIMBS - count);
        settle();
        for (int i = first; i < first + count; i++) {
            long limb = reader.readFixed32();
            limbs[i] += (countAndSign & 1) == 0 ? limb : -limb;
        }
        pending = 1;
    }

    /** {@code flip} is 0 to add, -1 to take away. */
    void addSigned(double value, long flip) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException("cannot be summed: " + value);
        }
        if (pending >= MOST_PENDING) {
            settle();
        }
        pending++;
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7FF;
        long mantissa = (bits & 0xFFFFFFFFFFFFFL) | (biased == 0 ? 0L : 1L << 52);
        int position = Math.max(biased, 1) - 1 - 1074 - LOWEST_EXPONENT;
        int limb = position >>> 5;
        int shift = position & 31;
        long sign = (bits >> 63) ^ flip;
        long low = (mantissa & LIMB_MASK) << shift;
        long high = (low >>> 32) + ((mantissa >>> 32) << shift);
        limbs[limb] += ((low & LIMB_MASK) ^ sign) - sign;
        limbs[limb + 1] += (high ^ sign) - sign;
    }

    /** {@code flip} is 0 to add, -1 to take away. */
    void addSquareSigned(double value, long flip) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException("cannot be summed: " + value);
        }
        if (pending >= MOST_PENDING) {
            settle();
        }
        pending++;
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7FF;
        long mantissa = (bits & 0xFFFFFFFFFFFFFL) | (biased == 0 ? 0L : 1L << 52);
        int position = 2 * (Math.max(biased, 1) - 1);
        long upper = Math.multiplyHigh(mantissa, mantissa);
        addMagnitude(mantissa * mantissa, upper, position, flip);
    }

    /** Adds up to 106 bits at a position; {@code flip} is 0 to add, -1 to take away. */
    private void addMagnitude(long lower, long upper, int position, long flip) {
        int limb = position >>> 5;
        int shift = position & 31;
        long first = (lower & LIMB_MASK) << shift;
        long second = (lower >>> 32) << shift;
        long third = (upper & LIMB_MASK) << shift;
        long fourth = (upper >>> 32) << shift;
        limbs[limb] += ((first & LIMB_MASK) ^ flip) - flip;
        limbs[limb + 1] += (((first >>> 32) + (second & LIMB_MASK)) ^ flip) - flip;
        limbs[limb + 2] += (((second >>> 32) + (third & LIMB_MASK)) ^ flip) - flip;
        limbs[limb + 3] += (((third >>> 32) + fourth) ^ flip) - flip;
    }

    /** Settles carries: every limb but the signed last one ends in 0..2^32-1. */
    private void settle() {
        if (pending == 0) {
            return;
        }
        long carry = 0;
        for (int i = 0; i < LIMBS - 1; i++) {
            long total = limbs[i] + carry;
            limbs[i] = total & LIMB_MASK;
            carry = total >> 32;
        }
        limbs[LIMBS - 1] += carry;
        pending = 0;
    }

    private boolean isNegative() {
        settle();
        return limbs[LIMBS - 1] < 0;
    }

    private long[] magnitude() {
        if (!isNegative()) {
            return limbs;
        }
        ExactSum negated = new ExactSum();
        negated.retract(this);
        negated.settle();
        return negated.limbs;
    }

    private static int firstLimb(long[] magnitude) {
        int first = 0;
        while (first < LIMBS && magnitude[first] == 0) {
            first++;
        }
        return first;
    }

    private static int lastLimb(long[] magnitude) {
        int last = LIMBS - 1;
        while (magnitude[last] == 0) {
            last--;
        }
        return last;
    }
}
