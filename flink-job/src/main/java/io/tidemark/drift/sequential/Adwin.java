/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * ADWIN, adaptive windowing: detects that the mean of a stream has moved, in either direction and
 * at any speed. It keeps a window of the values since the last change and, every {@code clock}
 * values, looks for a cut into an older and a younger part whose means differ by more than √(2 m s²
 * d) + 2/3 d m, where d = ln(2 ln(width) / delta), m = 1 / (n0 - k + 1) + 1 / (n1 - k + 1), k =
 * {@code minPart}, s² the window's variance (divisor n); at such a cut the older part is dropped
 * and a change reported.
 *
 * <p>Any finite value; the published guarantee (a false cut at most with probability delta) is for
 * values within 0..1, and the second term of the bound is in their unit. A constant stream never
 * reports. Memory: at most {@code bucketsPerRow} + 1 buckets for each power of two in the window's
 * width. From {@code new Adwin(0.002)}, 300 zeros and then ones report at the 352nd value: the
 * first check at which the younger part has the minimum and the means are apart.
 *
 * <p>A. Bifet, R. Gavaldà, "Learning from time-changing data with adaptive windowing", SIAM Data
 * Mining 2007; variance of buckets as Babcock et al., PODS 2003.
 */
public final class Adwin implements SequentialDetector {
    private static final int VERSION = 1;

    private final double delta;
    private final int clock;
    private final int minPart;
    private final int gracePeriod;
    private final int bucketsPerRow;

    private DetectorState state = DetectorState.STABLE;
    private long ticks;
    private long sinceChange;
    private AdwinWindow window;

    /** The published settings: checked every 32 values, parts of 5 at least, 5 buckets a row. */
    public Adwin(double delta) {
        this(delta, 32, 5, 10, 5);
    }

    /**
     * @param delta probability of a false cut; in (0, 1)
     * @param clock values from one check to the next; at least 1
     * @param minPart smallest size of either part; at least 1
     * @param gracePeriod no check before the window is wider; at least 0
     * @param bucketsPerRow precision of the cuts; at least 2
     */
    public Adwin(double delta, int clock, int minPart, int gracePeriod, int bucketsPerRow) {
        Inputs.require(delta > 0 && delta < 1, "delta must be in (0, 1)");
        Inputs.require(clock >= 1, "clock must be at least 1");
        Inputs.require(minPart >= 1, "minPart must be at least 1");
        Inputs.require(gracePeriod >= 0, "gracePeriod must be at least 0");
        Inputs.require(bucketsPerRow >= 2, "bucketsPerRow must be at least 2");
        this.delta = delta;
        this.clock = clock;
        this.minPart = minPart;
        this.gracePeriod = gracePeriod;
        this.bucketsPerRow = bucketsPerRow;
        this.window = new AdwinWindow(bucketsPerRow);
    }

    @Override
    public DetectorState add(double value) {
        Inputs.finite(value);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        window.add(value);
        ticks++;
        if (ticks % clock == 0 && window.width() > gracePeriod) {
            sinceChange = clearestCut();
            for (long younger = sinceChange; younger > 0; younger = clearestCut()) {
                window.dropOldest();
            }
        }
        state = sinceChange > 0 ? DetectorState.DRIFT : DetectorState.STABLE;
        return state;
    }

    /** Returns the number of values after the clearest cut; 0 if none is past its bound. */
    private long clearestCut() {
        double width = window.width();
        double confidence = StrictMath.log(2 * StrictMath.log(width) / delta);
        double variance = window.variance();
        long best = 0;
        double clearest = 0;
        double passed = 0;
        double older = 0;
        double olderSum = 0;
        for (int row = window.rows() - 1; row >= 0; row--) {
            double size = AdwinWindow.size(row);
            // as in the reference implementations, the newest bucket of a row is no cut and stays
            // with the younger part; where the change began is told without that
            int cuts = window.buckets(row) - 1;
            for (int bucket = 0; bucket < cuts; bucket++) {
                older += size;
                olderSum += window.sum(row, bucket);
                double younger = width - older;
                if (older < minPart || younger < minPart) {
                    continue;
                }
                double apart =
                        StrictMath.abs(olderSum / older - (window.sum() - olderSum) / younger);
                double reciprocal = 1 / (older - minPart + 1) + 1 / (younger - minPart + 1);
                double bound =
                        StrictMath.sqrt(2 * reciprocal * variance * confidence)
                                + 2.0 / 3 * confidence * reciprocal;
                if (apart > bound && apart / bound > clearest) {
                    clearest = apart / bound;
                    best = (long) (width - passed - (bucket + 1) * size);
                }
            }
            passed += size * (cuts + 1);
        }
        return best;
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The values after the cut whose means were furthest past their bound. */
    @Override
    public long valuesSinceChange() {
        return sinceChange;
    }

    /** Returns the number of values in the window. */
    public long width() {
        return window.width();
    }

    /** Returns the mean of the values in the window; 0 without values. */
    public double mean() {
        return window.width() == 0 ? 0 : window.sum() / window.width();
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        ticks = 0;
        sinceChange = 0;
        window = new AdwinWindow(bucketsPerRow);
    }

    @Override
    public String code() {
        return "adwin";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeDouble(delta);
        writer.writeUnsigned(clock);
        writer.writeUnsigned(minPart);
        writer.writeUnsigned(gracePeriod);
        writer.writeUnsigned(bucketsPerRow);
        writer.writeByte(state.code());
        writer.writeUnsigned(ticks);
        writer.writeUnsigned(sinceChange);
        window.write(writer);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static Adwin fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "adwin");
        Adwin read =
                new Adwin(
                        reader.readDouble(),
                        reader.readCount(Integer.MAX_VALUE),
                        reader.readCount(Integer.MAX_VALUE),
                        reader.readCount(Integer.MAX_VALUE),
                        reader.readCount(Integer.MAX_VALUE));
        read.state = DetectorState.of(reader.readByte());
        read.ticks = reader.readUnsigned();
        read.sinceChange = reader.readUnsigned();
        read.window = AdwinWindow.read(reader, read.bucketsPerRow);
        reader.expectEnd();
        return read;
    }
}
