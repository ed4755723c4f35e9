/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * Count, mean, variance, smallest and largest of finite numbers up to {@link ExactSum#LARGEST}, all
 * exact inside and rounded once on the way out, so merging in any order gives the same bits.
 *
 * <p>A retractable one forgets values again ({@link #retract}) and therefore knows no extremes. All
 * figures are null where they are undefined: mean and extremes without values, variance (divisor n
 * - 1) below two.
 */
public final class Moments {
    private static final double SMALLEST_VARIANCE = 1e-280;
    private static final int LIFT = 600;

    private final boolean isRetractable;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    /** Moments that only grow. */
    public Moments() {
        this(false);
    }

    /** Moments from which values may be taken away again, if asked for. */
    public Moments(boolean isRetractable) {
        this.isRetractable = isRetractable;
    }

    /** Adds a value. */
    public void add(double value) {
        addSigned(value, 0L);
    }

    /** Takes a value away; retractable moments only. */
    public void remove(double value) {
        requireRetractable();
        addSigned(value, -1L);
    }

    /** Adds all values behind another. */
    public void merge(Moments other) {
        sum.merge(other.sum);
        squares.merge(other.squares);
        count += other.count;
        if (!isRetractable) {
            minimum = Math.min(minimum, other.minimum);
            maximum = Math.max(maximum, other.maximum);
        }
    }

    /** Takes all values behind another away; retractable moments only. */
    public void retract(Moments other) {
        requireRetractable();
        sum.retract(other.sum);
        squares.retract(other.squares);
        count -= other.count;
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the exact sum of the values. */
    public Dyadic sum() {
        return sum.exact();
    }

    /** Returns the exact sum of the squares of the values. */
    public Dyadic sumOfSquares() {
        return squares.exact();
    }

    /** Returns the mean, correctly rounded. */
    public Double mean() {
        return count <= 0 ? null : (Double) sum.exact().dividedBy(Dyadic.of(count));
    }

    /** Returns the variance with divisor n - 1, correctly rounded. */
    public Double variance() {
        return count < 2 ? null : (Double) centred().dividedBy(pairs(count - 1));
    }

    /** Returns the square root of {@link #variance}. */
    public Double stddev() {
        return count < 2 ? null : (Double) root(centred(), pairs(count - 1));
    }

    /** Returns the standard deviation with divisor n. */
    public Double populationStddev() {
        return count <= 0 ? null : (Double) root(centred(), pairs(count));
    }

    /** Returns the smallest value; null without values and in retractable moments. */
    public Double minimum() {
        return isRetractable || count == 0 ? null : (Double) minimum;
    }

    /** Returns the largest value; null without values and in retractable moments. */
    public Double maximum() {
        return isRetractable || count == 0 ? null : (Double) maximum;
    }

    /** Writes the canonical form. */
    public void write(BinaryWriter writer) {
        writer.writeSigned(count);
        sum.write(writer);
        squares.write(writer);
        if (!isRetractable && count > 0) {
            writer.writeDouble(minimum);
            writer.writeDouble(maximum);
        }
    }

    /** Adds what was written by moments of the same sort. */
    public void mergeFrom(BinaryReader reader) {
        long more = reader.readSigned();
        count += more;
        sum.mergeFrom(reader);
        squares.mergeFrom(reader);
        if (!isRetractable && more > 0) {
            minimum = Math.min(minimum, reader.readDouble());
            maximum = Math.max(maximum, reader.readDouble());
        }
    }

    /** {@code flip} is 0 to add, -1 to take away. */
    void addSigned(double value, long flip) {
        sum.addSigned(value, flip);
        squares.addSquareSigned(value, flip);
        count += 1 | flip;
        double unsigned = value + 0.0; // -0.0 and 0.0 are one value
        if (unsigned < minimum) {
            minimum = unsigned;
        }
        if (unsigned > maximum) {
            maximum = unsigned;
        }
    }

    /** n Σx² - (Σx)²: n times the sum of squared deviations. */
    private Dyadic centred() {
        Dyadic total = sum.exact();
        return Dyadic.of(count).times(squares.exact()).minus(total.times(total));
    }

    private static double root(Dyadic squares, Dyadic divisor) {
        double variance = squares.dividedBy(divisor);
        if (variance >= SMALLEST_VARIANCE || squares.signum() == 0) {
            return StrictMath.sqrt(variance);
        }
        // a spread this small has a square that no double holds
        Dyadic lifted = new Dyadic(squares.significand(), squares.exponent() + 2 * LIFT);
        return StrictMath.scalb(StrictMath.sqrt(lifted.dividedBy(divisor)), -LIFT);
    }

    private Dyadic pairs(long divisor) {
        return Dyadic.of(count).times(Dyadic.of(divisor));
    }

    private void requireRetractable() {
        if (!isRetractable) {
            throw new IllegalStateException("these moments keep extremes and cannot forget");
        }
    }
}
