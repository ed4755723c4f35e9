/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Moments;

/**
 * The scores (probabilities of the positive class) of the pairs of one true class: {@link
 * ScoreBins}, sums for calibration, and the losses that these pairs have if their class is the
 * positive one and if it is the negative one. Where the roles are known only one side is filled.
 */
final class ScoreCounts {
    private final ScoreBins bins = new ScoreBins();
    private final CalibrationBins calibration = new CalibrationBins();
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
        bins.add(score, sign);
        calibration.add(score, sign);
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
        bins.merge(other.bins, sign);
        calibration.merge(other.calibration, sign);
        asPositive.merge(other.asPositive, sign);
        asNegative.merge(other.asNegative, sign);
    }

    ScoreBins bins() {
        return bins;
    }

    CalibrationBins calibration() {
        return calibration;
    }

    Losses asPositive() {
        return asPositive;
    }

    Losses asNegative() {
        return asNegative;
    }

    void write(BinaryWriter writer) {
        bins.write(writer);
        calibration.write(writer);
        asPositive.write(writer);
        asNegative.write(writer);
    }

    void mergeFrom(BinaryReader reader) {
        bins.mergeFrom(reader);
        calibration.mergeFrom(reader);
        asPositive.mergeFrom(reader);
        asNegative.mergeFrom(reader);
    }
}
