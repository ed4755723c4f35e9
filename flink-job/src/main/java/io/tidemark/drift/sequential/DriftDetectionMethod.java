/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * DDM: detects that a model's error rate has risen above the lowest that it had. With the error
 * rate p of all values since the last reset and s = √(p (1 - p) / n) it keeps p and s where p + s
 * was smallest; p + s above p_min + 2 s_min warns, above p_min + 3 s_min reports a change.
 *
 * <p>Values from 0 (right) to 1 (wrong); the mean error of a small pane is one value. Sudden rises
 * of the error rate are its strength; it never reports an improvement, an error rate that starts at
 * exactly 0 makes it report at the first error after the warm start. From {@code new
 * DriftDetectionMethod(30, 2, 3)}, 300 right answers and then wrong ones report at the first wrong
 * one.
 *
 * <p>J. Gama, P. Medas, G. Castillo, P. Rodrigues, "Learning with drift detection", SBIA 2004.
 */
public final class DriftDetectionMethod implements SequentialDetector {
    private static final int VERSION = 1;

    private final long warmStart;
    private final double warningThreshold;
    private final double driftThreshold;

    private DetectorState state = DetectorState.STABLE;
    private RunningMean errors = new RunningMean();
    private double lowestRate = Double.POSITIVE_INFINITY;
    private double lowestDeviation = Double.POSITIVE_INFINITY;
    private long sinceWarning;

    /**
     * @param warmStart values before anything is said; at least 0
     * @param warningThreshold in standard deviations; above 0
     * @param driftThreshold in standard deviations; at least the warning threshold
     */
    public DriftDetectionMethod(long warmStart, double warningThreshold, double driftThreshold) {
        Inputs.require(warmStart >= 0, "warmStart must be at least 0");
        Inputs.require(warningThreshold > 0, "warningThreshold must be above 0");
        Inputs.require(
                driftThreshold >= warningThreshold,
                "driftThreshold must be at least warningThreshold");
        this.warmStart = warmStart;
        this.warningThreshold = warningThreshold;
        this.driftThreshold = driftThreshold;
    }

    @Override
    public DetectorState add(double error) {
        Inputs.share(error);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        errors.add(error);
        if (errors.count() > warmStart) {
            judge();
        }
        sinceWarning = state == DetectorState.STABLE ? 0 : sinceWarning + 1;
        return state;
    }

    private void judge() {
        double rate = errors.mean();
        // rounding may carry a mean of ones past 1
        double variance = StrictMath.max(0, rate * (1 - rate) / errors.count());
        double deviation = StrictMath.sqrt(variance);
        if (rate + deviation <= lowestRate + lowestDeviation) {
            lowestRate = rate;
            lowestDeviation = deviation;
        }
        if (rate + deviation > lowestRate + driftThreshold * lowestDeviation) {
            state = DetectorState.DRIFT;
        } else if (rate + deviation > lowestRate + warningThreshold * lowestDeviation) {
            state = DetectorState.WARNING;
        } else {
            state = DetectorState.STABLE;
        }
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values since the warning that led to the change began. */
    @Override
    public long valuesSinceChange() {
        return sinceWarning;
    }

    /** Returns the error rate since the last reset. */
    public double errorRate() {
        return errors.mean();
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        errors = new RunningMean();
        lowestRate = Double.POSITIVE_INFINITY;
        lowestDeviation = Double.POSITIVE_INFINITY;
        sinceWarning = 0;
    }

    @Override
    public String code() {
        return "ddm";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(warmStart);
        writer.writeDouble(warningThreshold);
        writer.writeDouble(driftThreshold);
        writer.writeByte(state.code());
        errors.write(writer);
        writer.writeDouble(lowestRate);
        writer.writeDouble(lowestDeviation);
        writer.writeUnsigned(sinceWarning);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static DriftDetectionMethod fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "ddm");
        DriftDetectionMethod read =
                new DriftDetectionMethod(
                        reader.readUnsigned(), reader.readDouble(), reader.readDouble());
        read.state = DetectorState.of(reader.readByte());
        read.errors = RunningMean.read(reader);
        read.lowestRate = reader.readDouble();
        read.lowestDeviation = reader.readDouble();
        read.sinceWarning = reader.readUnsigned();
        reader.expectEnd();
        return read;
    }
}
