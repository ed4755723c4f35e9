/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * The Page-Hinkley test: detects that the mean of a stream has risen (or, two-sided, moved) above
 * its running mean. With the running mean m of all values since the last reset it sums S = max(0,
 * alpha S + x - m - delta) and reports a change when S ≥ threshold; the other side mirrors x - m.
 *
 * <p>Any finite value, in the stream's own unit; so are delta (the change to overlook) and the
 * threshold. A constant stream never reports. From {@code new PageHinkley(30, 0.005, 50, 0.9999,
 * false)}, a thousand coin flips (0 or 1) and then values of 4 to 7 are reported within twenty
 * values of the change. No warnings.
 *
 * <p>E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954); D. V. Hinkley, "Inference
 * about the change-point from cumulative sum tests", Biometrika 58 (1971).
 */
public final class PageHinkley implements SequentialDetector {
    private static final int VERSION = 1;

    private final long minInstances;
    private final double delta;
    private final double threshold;
    private final double alpha;
    private final boolean isTwoSided;

    private DetectorState state = DetectorState.STABLE;
    private long count;
    private double mean;
    private double rise;
    private double fall;
    private long sinceRise;
    private long sinceFall;

    /**
     * @param minInstances a change may be reported from value {@code minInstances} - 1 on; at least
     *     1
     * @param delta change that is overlooked; at least 0
     * @param threshold above 0: the larger, the fewer false reports and the later the right ones
     * @param alpha forgetting factor in (0, 1]; 1 is the original test
     * @param isTwoSided whether a falling mean counts as well
     */
    public PageHinkley(
            long minInstances, double delta, double threshold, double alpha, boolean isTwoSided) {
        Inputs.require(minInstances >= 1, "minInstances must be at least 1");
        Inputs.require(delta >= 0, "delta must be at least 0");
        Inputs.require(threshold > 0, "threshold must be above 0");
        Inputs.require(alpha > 0 && alpha <= 1, "alpha must be in (0, 1]");
        this.minInstances = minInstances;
        this.delta = delta;
        this.threshold = threshold;
        this.alpha = alpha;
        this.isTwoSided = isTwoSided;
    }

    @Override
    public DetectorState add(double value) {
        Inputs.finite(value);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        count++;
        mean += (value - mean) / count;
        rise = StrictMath.max(0, alpha * rise + (value - mean - delta));
        fall = StrictMath.max(0, alpha * fall + (mean - value - delta));
        sinceRise = rise > 0 ? sinceRise + 1 : 0;
        sinceFall = fall > 0 ? sinceFall + 1 : 0;
        boolean isPast = rise >= threshold || (isTwoSided && fall >= threshold);
        // the published count starts at 1 and is one ahead of the values taken
        boolean isChanged = isPast && count + 1 >= minInstances;
        state = isChanged ? DetectorState.DRIFT : DetectorState.STABLE;
        return state;
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values since the sum that reported was last 0: the smaller delta, the rougher. */
    @Override
    public long valuesSinceChange() {
        return rise >= threshold || !isTwoSided ? sinceRise : sinceFall;
    }

    /** Returns the mean of the values since the last reset. */
    public double mean() {
        return mean;
    }

    /** Returns the sum that watches for a rise. */
    public double rise() {
        return rise;
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        count = 0;
        mean = 0;
        rise = 0;
        fall = 0;
        sinceRise = 0;
        sinceFall = 0;
    }

    @Override
    public String code() {
        return "page_hinkley";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(minInstances);
        writer.writeDouble(delta);
        writer.writeDouble(threshold);
        writer.writeDouble(alpha);
        writer.writeByte(isTwoSided ? 1 : 0);
        writer.writeByte(state.code());
        writer.writeUnsigned(count);
        writer.writeDouble(mean);
        writer.writeDouble(rise);
        writer.writeDouble(fall);
        writer.writeUnsigned(sinceRise);
        writer.writeUnsigned(sinceFall);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static PageHinkley fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "page_hinkley");
        PageHinkley read =
                new PageHinkley(
                        reader.readUnsigned(),
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readDouble(),
                        reader.readByte() == 1);
        read.state = DetectorState.of(reader.readByte());
        read.count = reader.readUnsigned();
        read.mean = reader.readDouble();
        read.rise = reader.readDouble();
        read.fall = reader.readDouble();
        read.sinceRise = reader.readUnsigned();
        read.sinceFall = reader.readUnsigned();
        reader.expectEnd();
        return read;
    }
}
