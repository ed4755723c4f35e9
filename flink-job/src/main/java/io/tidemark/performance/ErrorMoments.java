/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.ExactSum;

/**
 * Exact sums of the third and fourth powers of labels y and residuals r that the spread of r² and
 * of a standard deviation needs: Σr³, Σy³, Σy⁴, Σr²y, Σr²y². Products are split into their rounded
 * value and its error (fused multiply-add), so centring them later loses nothing. Pairs beyond
 * {@link #LARGEST} are counted only.
 */
final class ErrorMoments {
    static final double LARGEST = 1e24;

    private final ExactSum residualCubes = new ExactSum();
    private final ExactSum labelCubes = new ExactSum();
    private final ExactSum labelFourths = new ExactSum();
    private final ExactSum squaresTimesLabel = new ExactSum();
    private final ExactSum squaresTimesSquares = new ExactSum();
    private long beyond;

    void add(double residual, double label, int sign) {
        if (StrictMath.abs(residual) > LARGEST || StrictMath.abs(label) > LARGEST) {
            beyond += sign;
            return;
        }
        addTriple(residualCubes, residual, residual, residual, sign);
        addTriple(labelCubes, label, label, label, sign);
        addTriple(squaresTimesLabel, residual, residual, label, sign);
        addSquaredProduct(labelFourths, label, label, sign);
        addSquaredProduct(squaresTimesSquares, residual, label, sign);
    }

    /** Adds a b c. */
    private static void addTriple(ExactSum sum, double a, double b, double c, int sign) {
        double product = a * b;
        addProduct(sum, product, c, sign);
        addProduct(sum, Math.fma(a, b, -product), c, sign);
    }

    /** Adds (a b)². */
    private static void addSquaredProduct(ExactSum sum, double a, double b, int sign) {
        double product = a * b;
        double error = Math.fma(a, b, -product);
        if (sign > 0) {
            sum.addSquare(product);
            sum.addSquare(error);
        } else {
            sum.subtractSquare(product);
            sum.subtractSquare(error);
        }
        addProduct(sum, 2 * product, error, sign);
    }

    private static void addProduct(ExactSum sum, double a, double b, int sign) {
        double product = a * b;
        double error = Math.fma(a, b, -product);
        if (sign > 0) {
            sum.add(product);
            sum.add(error);
        } else {
            sum.subtract(product);
            sum.subtract(error);
        }
    }

    void merge(ErrorMoments other, int sign) {
        beyond += sign * other.beyond;
        merge(residualCubes, other.residualCubes, sign);
        merge(labelCubes, other.labelCubes, sign);
        merge(labelFourths, other.labelFourths, sign);
        merge(squaresTimesLabel, other.squaresTimesLabel, sign);
        merge(squaresTimesSquares, other.squaresTimesSquares, sign);
    }

    private static void merge(ExactSum sum, ExactSum other, int sign) {
        if (sign > 0) {
            sum.merge(other);
        } else {
            sum.retract(other);
        }
    }

    ExactSum residualCubes() {
        return residualCubes;
    }

    ExactSum labelCubes() {
        return labelCubes;
    }

    ExactSum labelFourths() {
        return labelFourths;
    }

    ExactSum squaresTimesLabel() {
        return squaresTimesLabel;
    }

    ExactSum squaresTimesSquares() {
        return squaresTimesSquares;
    }

    /** Returns whether every pair is in the sums. */
    boolean isComplete() {
        return beyond == 0;
    }

    void write(BinaryWriter writer) {
        writer.writeSigned(beyond);
        residualCubes.write(writer);
        labelCubes.write(writer);
        labelFourths.write(writer);
        squaresTimesLabel.write(writer);
        squaresTimesSquares.write(writer);
    }

    void mergeFrom(BinaryReader reader) {
        beyond += reader.readSigned();
        residualCubes.mergeFrom(reader);
        labelCubes.mergeFrom(reader);
        labelFourths.mergeFrom(reader);
        squaresTimesLabel.mergeFrom(reader);
        squaresTimesSquares.mergeFrom(reader);
    }
}
