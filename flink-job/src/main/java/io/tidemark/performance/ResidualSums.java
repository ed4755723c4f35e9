/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.LogHistogram;
import io.tidemark.profile.Moments;
import java.util.Arrays;

/**
 * What pairs of a regression (or of a task still unknown) add to a tally: the profile of the
 * residual (label - prediction), exact sums of its size, its square and fourth power, of the label
 * and its square, of relative errors and of what the intervals need besides, and a histogram of
 * sizes. Numbers up to {@link #LARGEST} only, so that fourth powers can be summed; other pairs are
 * counted as unusable.
 */
final class ResidualSums {
    static final double LARGEST = 1e49;

    private final TallyLayout layout;
    private final FeatureProfile residual;
    private final Moments absolute = new Moments(true);
    private final Moments squared = new Moments(true);
    private final Moments label = new Moments(true);
    private final LogHistogram absoluteHistogram = new LogHistogram();
    private final RelativeErrors relative = new RelativeErrors();
    private final ErrorMoments moments = new ErrorMoments();
    private long unusable;

    ResidualSums(TallyLayout layout) {
        this.layout = layout;
        this.residual = new FeatureProfile(layout.residual());
    }

    void add(PredictionSlot prediction, LabelCandidate held, int sign) {
        if (!isNumber(prediction.predictionKind, prediction.predictionNumber)
                || !isNumber(held.labelKind, held.labelNumber)) {
            unusable += sign;
            return;
        }
        double difference = held.labelNumber - prediction.predictionNumber;
        double size = StrictMath.abs(difference);
        relative.add(held.labelNumber, prediction.predictionNumber, sign);
        moments.add(difference, held.labelNumber, sign);
        if (sign > 0) {
            residual.addNumber(difference);
            absolute.add(size);
            squared.add(difference * difference);
            label.add(held.labelNumber);
            absoluteHistogram.add(size);
        } else {
            residual.removeNumber(difference);
            absolute.remove(size);
            squared.remove(difference * difference);
            label.remove(held.labelNumber);
            absoluteHistogram.remove(size);
        }
    }

    private static boolean isNumber(byte kind, double number) {
        return kind == NamedValues.NUMBER && StrictMath.abs(number) <= LARGEST;
    }

    void merge(ResidualSums other, int sign) {
        unusable += sign * other.unusable;
        relative.merge(other.relative, sign);
        moments.merge(other.moments, sign);
        if (sign > 0) {
            residual.merge(other.residual);
            absolute.merge(other.absolute);
            squared.merge(other.squared);
            label.merge(other.label);
            absoluteHistogram.merge(other.absoluteHistogram);
        } else {
            residual.retract(other.residual);
            absolute.retract(other.absolute);
            squared.retract(other.squared);
            label.retract(other.label);
            absoluteHistogram.retract(other.absoluteHistogram);
        }
    }

    /** Returns the residuals. */
    FeatureProfile residual() {
        return residual;
    }

    /** Returns the sizes of the residuals. */
    Moments absolute() {
        return absolute;
    }

    /** Returns the squares of the residuals. */
    Moments squared() {
        return squared;
    }

    /** Returns the sizes of the residuals by size. */
    LogHistogram sizes() {
        return absoluteHistogram;
    }

    /** Returns the relative errors. */
    RelativeErrors relative() {
        return relative;
    }

    /** Returns the higher moments. */
    ErrorMoments moments() {
        return moments;
    }

    /** Returns the labels of the same pairs. */
    Moments label() {
        return label;
    }

    /** Returns the number of pairs that are not both numbers of a size that can be summed. */
    long unusable() {
        return unusable;
    }

    void write(BinaryWriter writer) {
        writer.writeSigned(unusable);
        absolute.write(writer);
        squared.write(writer);
        label.write(writer);
        absoluteHistogram.write(writer);
        relative.write(writer);
        moments.write(writer);
        byte[] bytes = residual.toBytes();
        writer.writeBlock(Arrays.equals(bytes, layout.emptyResidual()) ? new byte[0] : bytes);
    }

    void mergeFrom(BinaryReader reader) {
        unusable += reader.readSigned();
        absolute.mergeFrom(reader);
        squared.mergeFrom(reader);
        label.mergeFrom(reader);
        absoluteHistogram.mergeFrom(reader);
        relative.mergeFrom(reader);
        moments.mergeFrom(reader);
        byte[] bytes = reader.readBlock();
        if (bytes.length > 0) {
            residual.merge(bytes);
        }
    }
}
