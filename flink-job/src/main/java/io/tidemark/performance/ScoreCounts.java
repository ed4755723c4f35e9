/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Moments;

/**
 * The scores (probabilities of the positive class) of the pairs of one true class: a histogram of
 * {@value #BINS} equal bins, and the losses that these pairs have if their class is the positive
 * one and if it is the negative one. Where the roles are known only one side is filled.
 */
final class ScoreCounts {
    static final int BINS = 500;

    private final long[] bins = new long[BINS];
    private final Losses asPositive = new Losses();
    private final Losses asNegative = new Losses();

    /** Log loss and squared error of probabilities, one value a pair. */
    static final class Losses {
        final Moments logLoss = new Moments(true);
        final Moments brier = new Moments(true);

        void add(double pairLogLoss, double pairBrier, int sign) {
            if (sign > 0) {
                logLoss.add(pairLogLoss);
                brier.add(pairBrier);
            } else {
                logLoss.remove(pairLogLoss);
                brier.remove(pairBrier);
            }
        }

        void merge(Losses other, int sign) {
            if (sign > 0) {
                logLoss.merge(other.logLoss);
                brier.merge(other.brier);
            } else {
                logLoss.retract(other.logLoss);
                brier.retract(other.brier);
            }
        }

        void write(BinaryWriter writer) {
            logLoss.write(writer);
            brier.write(writer);
        }

        void mergeFrom(BinaryReader reader) {
            logLoss.mergeFrom(reader);
            brier.mergeFrom(reader);
        }
    }

    void add(double score, boolean mayBePositive, boolean mayBeNegative, int sign) {
        bins[StrictMath.min((int) (score * BINS), BINS - 1)] += sign;
        if (mayBePositive) {
            asPositive.add(logLoss(score), (1 - score) * (1 - score), sign);
        }
        if (mayBeNegative) {
            // the clipping of 1 - score mirrors that of the score
            asNegative.add(logLoss(1 - score), score * score, sign);
        }
    }

    /** Returns the log loss of a pair whose true class had that probability, clipped by 2^-52. */
    static double logLoss(double probability) {
        double clipped = StrictMath.min(StrictMath.max(probability, 0x1p-52), 1 - 0x1p-52);
        return -StrictMath.log(clipped);
    }

    void merge(ScoreCounts other, int sign) {
        for (int bin = 0; bin < BINS; bin++) {
            bins[bin] += sign * other.bins[bin];
        }
        asPositive.merge(other.asPositive, sign);
        asNegative.merge(other.asNegative, sign);
    }

    long[] bins() {
        return bins;
    }

    Losses asPositive() {
        return asPositive;
    }

    Losses asNegative() {
        return asNegative;
    }

    void write(BinaryWriter writer) {
        int occupied = 0;
        for (long count : bins) {
            occupied += count == 0 ? 0 : 1;
        }
        writer.writeUnsigned(occupied);
        for (int bin = 0; bin < BINS; bin++) {
            if (bins[bin] != 0) {
                writer.writeUnsigned(bin);
                writer.writeSigned(bins[bin]);
            }
        }
        asPositive.write(writer);
        asNegative.write(writer);
    }

    void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(BINS);
        for (int i = 0; i < occupied; i++) {
            int bin = reader.readCount(BINS - 1);
            bins[bin] += reader.readSigned();
        }
        asPositive.mergeFrom(reader);
        asNegative.mergeFrom(reader);
    }
}
