/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * HDDM-A: detects that the mean of bounded values has risen (or, two-sided, moved), by Hoeffding's
 * inequality and so without assuming a distribution. It remembers the cut at which mean + bound was
 * lowest, and reports a change when the mean of everything since the last reset exceeds the mean up
 * to the cut by √(m/2 ln(2 / confidence)), m = (n - n_cut) / (n_cut n).
 *
 * <p>Values from 0 (right) to 1 (wrong); the mean error of a small pane is one value. A constant
 * stream never reports; one rare error does neither. From {@code new HoeffdingAverage(0.001, 0.005,
 * false)}, 300 right answers and then wrong ones report at the fourth wrong one.
 *
 * <p>I. Frías-Blanco et al., "Online and non-parametric drift detection methods based on
 * Hoeffding's bounds", IEEE Transactions on Knowledge and Data Engineering 27 (2015).
 */
public final class HoeffdingAverage implements SequentialDetector {
    private static final int VERSION = 1;

    private final double driftConfidence;
    private final double warningConfidence;
    private final boolean isTwoSided;

    private DetectorState state = DetectorState.STABLE;
    private RunningMean all = new RunningMean();
    private RunningMean lowest = new RunningMean();
    private RunningMean highest = new RunningMean();

    /**
     * @param driftConfidence probability of a false change at one cut; in (0, 1)
     * @param warningConfidence of a false warning; at least the drift confidence, below 1
     * @param isTwoSided whether a falling mean counts as well
     */
    public HoeffdingAverage(double driftConfidence, double warningConfidence, boolean isTwoSided) {
        Inputs.require(driftConfidence > 0, "driftConfidence must be above 0");
        Inputs.require(
                warningConfidence >= driftConfidence && warningConfidence < 1,
                "warningConfidence must be in [driftConfidence, 1)");
        this.driftConfidence = driftConfidence;
        this.warningConfidence = warningConfidence;
        this.isTwoSided = isTwoSided;
    }

    @Override
    public DetectorState add(double error) {
        Inputs.share(error);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        all.add(error);
        double reach = bound(all.count());
        if (lowest.count() == 0 || lowest.mean() + bound(lowest.count()) >= all.mean() + reach) {
            lowest = all.copy();
        }
        if (highest.count() == 0 || highest.mean() - bound(highest.count()) <= all.mean() - reach) {
            highest = all.copy();
        }
        double rise = all.mean() - lowest.mean();
        double fall = highest.mean() - all.mean();
        if (isPast(rise, lowest, driftConfidence)
                || (isTwoSided && isPast(fall, highest, driftConfidence))) {
            state = DetectorState.DRIFT;
        } else if (isPast(rise, lowest, warningConfidence)
                || (isTwoSided && isPast(fall, highest, warningConfidence))) {
            state = DetectorState.WARNING;
        } else {
            state = DetectorState.STABLE;
        }
        return state;
    }

    private double bound(long count) {
        return StrictMath.sqrt(StrictMath.log(1 / driftConfidence) / (2.0 * count));
    }

    private boolean isPast(double change, RunningMean cut, double confidence) {
        if (cut.count() == all.count()) {
            return false;
        }
        double share = (double) (all.count() - cut.count()) / cut.count() * (1.0 / all.count());
        return change >= StrictMath.sqrt(share / 2 * StrictMath.log(2 / confidence));
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values after the cut. */
    @Override
    public long valuesSinceChange() {
        boolean isFall = isTwoSided && !isPast(all.mean() - lowest.mean(), lowest, driftConfidence);
        return all.count() - (isFall ? highest : lowest).count();
    }

    /** Returns the mean since the last reset. */
    public double mean() {
        return all.mean();
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        all = new RunningMean();
        lowest = new RunningMean();
        highest = new RunningMean();
    }

    @Override
    public String code() {
        return "hddm_a";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeDouble(driftConfidence);
        writer.writeDouble(warningConfidence);
        writer.writeByte(isTwoSided ? 1 : 0);
        writer.writeByte(state.code());
        all.write(writer);
        lowest.write(writer);
        highest.write(writer);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static HoeffdingAverage fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "hddm_a");
        HoeffdingAverage read =
                new HoeffdingAverage(
                        reader.readDouble(), reader.readDouble(), reader.readByte() == 1);
        read.state = DetectorState.of(reader.readByte());
        read.all = RunningMean.read(reader);
        read.lowest = RunningMean.read(reader);
        read.highest = RunningMean.read(reader);
        reader.expectEnd();
        return read;
    }
}
