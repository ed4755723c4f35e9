/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * HDDM-W: as {@link HoeffdingAverage} with exponentially weighted means and McDiarmid's inequality,
 * so that slow changes show sooner. Before the cut (where mean + bound was lowest) and after it a
 * weighted mean each; a change when they differ by more than √((b1 + b2) ln(1 / confidence) / 2), b
 * the sum of the squared weights.
 *
 * <p>Values from 0 (right) to 1 (wrong). A weighted mean starts at its first value, as published.
 * From {@code new HoeffdingWeightedAverage(0.001, 0.005, 0.05, false)}, 300 right answers and then
 * wrong ones report at the 14th wrong one.
 *
 * <p>I. Frías-Blanco et al., "Online and non-parametric drift detection methods based on
 * Hoeffding's bounds", IEEE Transactions on Knowledge and Data Engineering 27 (2015).
 */
public final class HoeffdingWeightedAverage implements SequentialDetector {
    private static final int VERSION = 1;

    private final double driftConfidence;
    private final double warningConfidence;
    private final double weight;
    private final boolean isTwoSided;

    private DetectorState state = DetectorState.STABLE;
    private WeightedMean all = new WeightedMean(0, 0, 1);
    private double lowestReach = Double.POSITIVE_INFINITY;
    private double highestReach = Double.NEGATIVE_INFINITY;
    private WeightedMean beforeRise = new WeightedMean(0, 0, 1);
    private WeightedMean sinceRise = new WeightedMean(0, 0, 1);
    private WeightedMean beforeFall = new WeightedMean(0, 0, 1);
    private WeightedMean sinceFall = new WeightedMean(0, 0, 1);

    /** An exponentially weighted mean and the sum of its squared weights. */
    private record WeightedMean(long count, double mean, double squaredWeights) {
        WeightedMean with(double value, double weight) {
            double rest = 1 - weight;
            return new WeightedMean(
                    count + 1,
                    count == 0 ? value : weight * value + rest * mean,
                    weight * weight + rest * rest * squaredWeights);
        }

        void write(BinaryWriter writer) {
            writer.writeUnsigned(count);
            writer.writeDouble(mean);
            writer.writeDouble(squaredWeights);
        }

        static WeightedMean read(BinaryReader reader) {
            return new WeightedMean(
                    reader.readUnsigned(), reader.readDouble(), reader.readDouble());
        }
    }

    /**
     * @param driftConfidence probability of a false change; in (0, 1)
     * @param warningConfidence of a false warning; at least the drift confidence, below 1
     * @param weight of the latest value in its mean; in (0, 1)
     * @param isTwoSided whether a falling mean counts as well
     */
    public HoeffdingWeightedAverage(
            double driftConfidence, double warningConfidence, double weight, boolean isTwoSided) {
        Inputs.require(driftConfidence > 0, "driftConfidence must be above 0");
        Inputs.require(
                warningConfidence >= driftConfidence && warningConfidence < 1,
                "warningConfidence must be in [driftConfidence, 1)");
        Inputs.require(weight > 0 && weight < 1, "weight must be in (0, 1)");
        this.driftConfidence = driftConfidence;
        this.warningConfidence = warningConfidence;
        this.weight = weight;
        this.isTwoSided = isTwoSided;
    }

    @Override
    public DetectorState add(double error) {
        Inputs.share(error);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        all = all.with(error, weight);
        double bound = bound(all.squaredWeights(), driftConfidence);
        if (all.mean() + bound < lowestReach) {
            lowestReach = all.mean() + bound;
            beforeRise = all;
            sinceRise = new WeightedMean(0, 0, 1);
        } else {
            sinceRise = sinceRise.with(error, weight);
        }
        if (all.mean() - bound > highestReach) {
            highestReach = all.mean() - bound;
            beforeFall = all;
            sinceFall = new WeightedMean(0, 0, 1);
        } else {
            sinceFall = sinceFall.with(error, weight);
        }
        state =
                isPast(driftConfidence)
                        ? DetectorState.DRIFT
                        : isPast(warningConfidence) ? DetectorState.WARNING : DetectorState.STABLE;
        return state;
    }

    private boolean isPast(double confidence) {
        return isAbove(sinceRise, beforeRise, confidence)
                || (isTwoSided && isAbove(beforeFall, sinceFall, confidence));
    }

    private static boolean isAbove(WeightedMean high, WeightedMean low, double confidence) {
        return high.count() > 0
                && low.count() > 0
                && high.mean() - low.mean()
                        > bound(high.squaredWeights() + low.squaredWeights(), confidence);
    }

    private static double bound(double squaredWeights, double confidence) {
        return StrictMath.sqrt(squaredWeights * StrictMath.log(1 / confidence) / 2);
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values after the cut. */
    @Override
    public long valuesSinceChange() {
        boolean isFall = isTwoSided && !isAbove(sinceRise, beforeRise, driftConfidence);
        return (isFall ? sinceFall : sinceRise).count();
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        all = new WeightedMean(0, 0, 1);
        lowestReach = Double.POSITIVE_INFINITY;
        highestReach = Double.NEGATIVE_INFINITY;
        beforeRise = all;
        sinceRise = all;
        beforeFall = all;
        sinceFall = all;
    }

    @Override
    public String code() {
        return "hddm_w";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeDouble(driftConfidence);
        writer.writeDouble(warningConfidence);
        writer.writeDouble(weight);
        writer.writeByte(isTwoSided ? 1 : 0);
        writer.writeByte(state.code());
        all.write(writer);
        writer.writeDouble(lowestReach);
        writer.writeDouble(highestReach);
        beforeRise.write(writer);
        sinceRise.write(writer);
        beforeFall.write(writer);
        sinceFall.write(writer);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static HoeffdingWeightedAverage fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "hddm_w");
        HoeffdingWeightedAverage read =
                new HoeffdingWeightedAverage(
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readByte() == 1);
        read.state = DetectorState.of(reader.readByte());
        read.all = WeightedMean.read(reader);
        read.lowestReach = reader.readDouble();
        read.highestReach = reader.readDouble();
        read.beforeRise = WeightedMean.read(reader);
        read.sinceRise = WeightedMean.read(reader);
        read.beforeFall = WeightedMean.read(reader);
        read.sinceFall = WeightedMean.read(reader);
        reader.expectEnd();
        return read;
    }
}
