/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * The tabular CUSUM chart: detects that the mean of a stream has left a target, in either
 * direction. It sums C+ = max(0, C+ + x - (target + slack)) and C- = max(0, C- + (target - slack) -
 * x) and reports a change when either is above the threshold.
 *
 * <p>Any finite value. Target, slack (customarily half the shift that matters) and threshold
 * (customarily 4 or 5 standard deviations) are in the stream's unit, or, where the target is {@link
 * #learning learnt} from the first values, in their standard deviations. A constant stream at the
 * target never reports; while the first values are all equal the learning goes on. From {@code new
 * Cusum(10, 0.5, 5)}, twenty values of 10 and then values of 11 report at the eleventh of those.
 *
 * <p>E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954); D. C. Montgomery,
 * "Introduction to statistical quality control", chapter 9.
 */
public final class Cusum implements SequentialDetector {
    private static final int VERSION = 1;

    private final double givenTarget;
    private final double slack;
    private final double threshold;
    private final long warmStart;

    private DetectorState state = DetectorState.STABLE;
    private RunningMean first = new RunningMean();
    private double target;
    private double scale = 1;
    private boolean isLearning;
    private double rise;
    private double fall;
    private long sinceRise;
    private long sinceFall;

    /**
     * A chart for a known target.
     *
     * @param target mean while nothing has changed
     * @param slack distance from the target that is overlooked; at least 0
     * @param threshold above 0
     */
    public Cusum(double target, double slack, double threshold) {
        this(Inputs.finite(target), slack, threshold, 0);
    }

    private Cusum(double target, double slack, double threshold, long warmStart) {
        Inputs.require(slack >= 0, "slack must be at least 0");
        Inputs.require(threshold > 0, "threshold must be above 0");
        this.givenTarget = target;
        this.slack = slack;
        this.threshold = threshold;
        this.warmStart = warmStart;
        reset();
    }

    /**
     * A chart that takes mean and standard deviation (divisor n - 1) of the first values after each
     * reset for what is normal.
     *
     * @param warmStart number of values to learn from; at least 2
     * @param slack in standard deviations; at least 0
     * @param threshold in standard deviations; above 0
     */
    public static Cusum learning(long warmStart, double slack, double threshold) {
        Inputs.require(warmStart >= 2, "warmStart must be at least 2");
        return new Cusum(0, slack, threshold, warmStart);
    }

    @Override
    public DetectorState add(double value) {
        Inputs.finite(value);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        if (isLearning) {
            learn(value);
            return state;
        }
        double apart = (value - target) / scale;
        rise = StrictMath.max(0, rise + apart - slack);
        fall = StrictMath.max(0, fall - apart - slack);
        sinceRise = rise > 0 ? sinceRise + 1 : 0;
        sinceFall = fall > 0 ? sinceFall + 1 : 0;
        boolean isChanged = rise > threshold || fall > threshold;
        state = isChanged ? DetectorState.DRIFT : DetectorState.STABLE;
        return state;
    }

    private void learn(double value) {
        first.add(value);
        if (first.count() >= warmStart && first.deviation() > 0) {
            target = first.mean();
            scale = first.deviation();
            isLearning = false;
        }
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values since the sum that reported was last 0. */
    @Override
    public long valuesSinceChange() {
        return rise > threshold || rise >= fall ? sinceRise : sinceFall;
    }

    /** Returns the sum that watches for a rise. */
    public double rise() {
        return rise;
    }

    /** Returns the sum that watches for a fall. */
    public double fall() {
        return fall;
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        first = new RunningMean();
        isLearning = warmStart > 0;
        target = givenTarget;
        scale = 1;
        rise = 0;
        fall = 0;
        sinceRise = 0;
        sinceFall = 0;
    }

    @Override
    public String code() {
        return "cusum";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeDouble(givenTarget);
        writer.writeDouble(slack);
        writer.writeDouble(threshold);
        writer.writeUnsigned(warmStart);
        writer.writeByte(state.code());
        first.write(writer);
        writer.writeDouble(target);
        writer.writeDouble(scale);
        writer.writeByte(isLearning ? 1 : 0);
        writer.writeDouble(rise);
        writer.writeDouble(fall);
        writer.writeUnsigned(sinceRise);
        writer.writeUnsigned(sinceFall);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static Cusum fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "cusum");
        Cusum read =
                new Cusum(
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readUnsigned());
        read.state = DetectorState.of(reader.readByte());
        read.first = RunningMean.read(reader);
        read.target = reader.readDouble();
        read.scale = reader.readDouble();
        read.isLearning = reader.readByte() == 1;
        read.rise = reader.readDouble();
        read.fall = reader.readDouble();
        read.sinceRise = reader.readUnsigned();
        read.sinceFall = reader.readUnsigned();
        reader.expectEnd();
        return read;
    }
}
