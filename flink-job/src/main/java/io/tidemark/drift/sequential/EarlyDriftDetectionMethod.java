/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * EDDM: detects that errors follow each other more closely than they used to, which shows slow
 * drift earlier than {@link DriftDetectionMethod}. With mean p and standard deviation s (divisor n
 * - 1) of the distances between errors, p + 2 s below alpha times its maximum warns, below beta
 * times it reports a change. Judged at errors only; between them a warning stays.
 *
 * <p>Values from 0 (right) to 1 (wrong), of which at least {@link #ERROR} counts as an error: feed
 * it single events, not means of panes. Sensitive: at the published alpha and beta a stationary
 * error rate of 25 % reports about every 130 values. From {@code new EarlyDriftDetectionMethod(30,
 * 0.95, 0.9)}, 300 right answers and then wrong ones report at the 31st wrong one.
 *
 * <p>M. Baena-García et al., "Early drift detection method", 4th International Workshop on
 * Knowledge Discovery from Data Streams, 2006.
 */
public final class EarlyDriftDetectionMethod implements SequentialDetector {
    /** The least value that counts as an error. */
    public static final double ERROR = 0.5;

    private static final int VERSION = 1;

    private final long warmStart;
    private final double alpha;
    private final double beta;

    private DetectorState state = DetectorState.STABLE;
    private long count;
    private long lastError;
    private RunningMean distances = new RunningMean();
    private double furthest = -1;
    private long sinceWarning;

    /**
     * @param warmStart values and errors that must have passed before anything is said; at least 0
     * @param alpha of the warning; in (0, 1], at least beta
     * @param beta of the change; above 0
     */
    public EarlyDriftDetectionMethod(long warmStart, double alpha, double beta) {
        Inputs.require(warmStart >= 0, "warmStart must be at least 0");
        Inputs.require(alpha > 0 && alpha <= 1, "alpha must be in (0, 1]");
        Inputs.require(beta > 0 && beta <= alpha, "beta must be in (0, alpha]");
        this.warmStart = warmStart;
        this.alpha = alpha;
        this.beta = beta;
    }

    @Override
    public DetectorState add(double error) {
        Inputs.share(error);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        count++;
        if (error >= ERROR) {
            distances.add((double) count - lastError);
            lastError = count;
            if (count > warmStart) {
                judge();
            }
        }
        sinceWarning = state == DetectorState.STABLE ? 0 : sinceWarning + 1;
        return state;
    }

    private void judge() {
        double reach = distances.mean() + 2 * distances.deviation();
        if (reach > furthest) {
            furthest = reach;
        } else if (distances.count() > warmStart) {
            double level = reach / furthest;
            state =
                    level < beta
                            ? DetectorState.DRIFT
                            : level < alpha ? DetectorState.WARNING : DetectorState.STABLE;
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

    /** Returns the number of errors since the last reset. */
    public long errors() {
        return distances.count();
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        count = 0;
        lastError = 0;
        distances = new RunningMean();
        furthest = -1;
        sinceWarning = 0;
    }

    @Override
    public String code() {
        return "eddm";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(warmStart);
        writer.writeDouble(alpha);
        writer.writeDouble(beta);
        writer.writeByte(state.code());
        writer.writeUnsigned(count);
        writer.writeUnsigned(lastError);
        distances.write(writer);
        writer.writeDouble(furthest);
        writer.writeUnsigned(sinceWarning);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static EarlyDriftDetectionMethod fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "eddm");
        EarlyDriftDetectionMethod read =
                new EarlyDriftDetectionMethod(
                        reader.readUnsigned(), reader.readDouble(), reader.readDouble());
        read.state = DetectorState.of(reader.readByte());
        read.count = reader.readUnsigned();
        read.lastError = reader.readUnsigned();
        read.distances = RunningMean.read(reader);
        read.furthest = reader.readDouble();
        read.sinceWarning = reader.readUnsigned();
        reader.expectEnd();
        return read;
    }
}
