/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Dyadic;
import io.tidemark.profile.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Confidence-based performance estimation (CBPE): the performance that a binary classifier has on
 * predictions without labels if their calibrated probabilities are right. A mergeable summary of
 * predictions: exact sums of the probabilities of those predicted positive and negative, and the
 * expected positives and negatives per bin of the raw score, in units of 2^-40.
 *
 * <p>A prediction with probability p counts p of a positive and 1 - p of a negative; the expected
 * confusion counts give {@code accuracy}, {@code precision}, {@code recall}, {@code specificity}
 * and {@code f1}, the ranking by raw score gives {@code roc_auc}. Bounds: where the realised figure
 * lies with 95 % if the probabilities are right (variance p (1 - p) a label, delta method); they
 * know nothing of a calibration that no longer holds, which is concept drift. Source: NannyML's
 * CBPE.
 */
public final class ConfidenceEstimate {
    private static final int VERSION = 1;
    private static final double UNIT = 0x1p40;

    private final Moments predictedPositive = new Moments(true);
    private final Moments predictedNegative = new Moments(true);
    private final long[] positives = new long[ScoreBins.BINS];
    private final long[] negatives = new long[ScoreBins.BINS];

    /**
     * Adds one prediction.
     *
     * @param score raw score in 0..1, which decides the rank
     * @param probability calibrated probability of the positive class, in 0..1
     * @param isPredictedPositive what the model answered
     */
    public void add(double score, double probability, boolean isPredictedPositive) {
        (isPredictedPositive ? predictedPositive : predictedNegative).add(probability);
        int bin =
                StrictMath.max(
                        0, StrictMath.min((int) (score * ScoreBins.BINS), ScoreBins.BINS - 1));
        long share = StrictMath.round(probability * UNIT);
        positives[bin] += share;
        negatives[bin] += (long) UNIT - share;
    }

    /** Adds all predictions behind another. */
    public void merge(ConfidenceEstimate other) {
        predictedPositive.merge(other.predictedPositive);
        predictedNegative.merge(other.predictedNegative);
        for (int bin = 0; bin < positives.length; bin++) {
            positives[bin] += other.positives[bin];
            negatives[bin] += other.negatives[bin];
        }
    }

    /** Returns the number of predictions. */
    public long count() {
        return predictedPositive.count() + predictedNegative.count();
    }

    /** Returns the expected true positives, false positives, false negatives, true negatives. */
    public double[] expectedCounts() {
        return new double[] {
            predictedPositive.sum().toDouble(),
            failures(predictedPositive),
            predictedNegative.sum().toDouble(),
            failures(predictedNegative)
        };
    }

    private static double failures(Moments probabilities) {
        return Dyadic.of(probabilities.count()).minus(probabilities.sum()).toDouble();
    }

    /** Σ p (1 - p): the variance of the number of positives among these predictions. */
    private static double variance(Moments probabilities) {
        return StrictMath.max(
                0, probabilities.sum().minus(probabilities.sumOfSquares()).toDouble());
    }

    /** Returns the estimated metrics, in a fixed order. */
    public List<Metric> metrics() {
        double[] counts = expectedCounts();
        double tp = counts[0];
        double fp = counts[1];
        double fn = counts[2];
        double tn = counts[3];
        double ofTp = variance(predictedPositive);
        double ofFn = variance(predictedNegative);
        double total = count();
        double positive = tp + fn;
        double negative = fp + tn;
        List<Metric> metrics = new ArrayList<>();
        metrics.add(
                share(
                        "accuracy",
                        tp + tn,
                        total,
                        (ofTp + ofFn) / (total * total),
                        Metric.NO_PAIRS));
        double selected = predictedPositive.count();
        metrics.add(
                share(
                        "precision",
                        tp,
                        selected,
                        ofTp / (selected * selected),
                        Metric.NOT_PREDICTED));
        metrics.add(
                share("recall", tp, positive, ofShare(tp, fn, ofTp, ofFn), Metric.NOT_IN_LABELS));
        metrics.add(
                share(
                        "specificity",
                        tn,
                        negative,
                        ofShare(tn, fp, ofFn, ofTp),
                        Metric.NOT_IN_LABELS));
        double both = selected + positive;
        double byTp = 2 / both - 2 * tp / (both * both);
        double byFn = 2 * tp / (both * both);
        metrics.add(
                share(
                        "f1",
                        2 * tp,
                        both,
                        byTp * byTp * ofTp + byFn * byFn * ofFn,
                        Metric.CLASS_ABSENT));
        metrics.add(rocAuc());
        return metrics;
    }

    /** The variance of hits ÷ (hits + misses). */
    private static double ofShare(double hits, double misses, double ofHits, double ofMisses) {
        double total = hits + misses;
        double square = total * total;
        return (misses * misses * ofHits + hits * hits * ofMisses) / (square * square);
    }

    private static Metric share(
            String name, double part, double total, double variance, String reasonIfNone) {
        if (total <= 0) {
            return Metric.undefined(name, reasonIfNone);
        }
        double value = part / total;
        double half = Interval.Z * StrictMath.sqrt(variance);
        return Metric.of(name, value, new Interval(value - half, value + half).within(0, 1));
    }

    private Metric rocAuc() {
        double[] of = new double[positives.length];
        double[] against = new double[positives.length];
        for (int bin = 0; bin < of.length; bin++) {
            of[bin] = positives[bin] / UNIT;
            against[bin] = negatives[bin] / UNIT;
        }
        return RocAuc.expected("roc_auc", of, against, false);
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        predictedPositive.write(writer);
        predictedNegative.write(writer);
        int occupied = 0;
        for (int bin = 0; bin < positives.length; bin++) {
            occupied += positives[bin] == 0 && negatives[bin] == 0 ? 0 : 1;
        }
        writer.writeUnsigned(occupied);
        for (int bin = 0; bin < positives.length; bin++) {
            if (positives[bin] != 0 || negatives[bin] != 0) {
                writer.writeUnsigned(bin);
                writer.writeSigned(positives[bin]);
                writer.writeSigned(negatives[bin]);
            }
        }
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static ConfidenceEstimate fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "estimate");
        ConfidenceEstimate read = new ConfidenceEstimate();
        read.predictedPositive.mergeFrom(reader);
        read.predictedNegative.mergeFrom(reader);
        int occupied = reader.readCount(ScoreBins.BINS);
        for (int i = 0; i < occupied; i++) {
            int bin = reader.readCount(ScoreBins.BINS - 1);
            read.positives[bin] += reader.readSigned();
            read.negatives[bin] += reader.readSigned();
        }
        reader.expectEnd();
        return read;
    }
}
