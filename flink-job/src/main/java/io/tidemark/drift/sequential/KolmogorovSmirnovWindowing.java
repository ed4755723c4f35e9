/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import java.util.Arrays;

/**
 * KSWIN: detects that the distribution of a stream has changed, its mean or its shape. Once {@code
 * windowSize} values are there, each new one compares the latest {@code statSize} values with as
 * many drawn without replacement from the older ones, by the exact two-sample Kolmogorov-Smirnov
 * test (ties as if there were none); p ≤ alpha and a distance above {@value #SMALLEST_DISTANCE}
 * report a change.
 *
 * <p>Any finite value. The draws come from the given seed and start again at a reset, so equal
 * streams give equal reports; another seed may move a report by some values, or lose a small
 * change. A constant stream never reports. Memory: {@code windowSize} values. From {@code new
 * KolmogorovSmirnovWindowing(0.0001, 100, 30, 42)}, a thousand coin flips (0 or 1) and then values
 * of 4 to 7 are reported within twenty values of the change.
 *
 * <p>C. Raab, M. Heusinger, F.-M. Schleif, "Reactive soft prototype computing for concept drift
 * streams", Neurocomputing 416 (2020).
 */
public final class KolmogorovSmirnovWindowing implements SequentialDetector {
    /** Distances up to this are overlooked, whatever their p-value. */
    public static final double SMALLEST_DISTANCE = 0.1;

    private static final int VERSION = 1;
    private static final int MOST_VALUES = 1 << 20;

    private final double alpha;
    private final int statSize;
    private final long seed;
    private final double[] window;

    private DetectorState state = DetectorState.STABLE;
    private long count;
    private long draws;

    /**
     * @param alpha level of each test; in (0, 1), in practice below 0.01, since every value tests
     * @param windowSize values kept; at least 2 × {@code statSize}, so that there is enough to draw
     * @param statSize size of the compared samples; at least 1
     * @param seed of the draws
     */
    public KolmogorovSmirnovWindowing(double alpha, int windowSize, int statSize, long seed) {
        Inputs.require(alpha > 0 && alpha < 1, "alpha must be in (0, 1)");
        Inputs.require(statSize >= 1, "statSize must be at least 1");
        Inputs.require(
                windowSize >= 2 * statSize && windowSize <= MOST_VALUES,
                "windowSize must be from 2 x statSize to " + MOST_VALUES);
        this.alpha = alpha;
        this.statSize = statSize;
        this.seed = seed;
        this.window = new double[windowSize];
        this.draws = seed;
    }

    @Override
    public DetectorState add(double value) {
        Inputs.finite(value);
        if (state == DetectorState.DRIFT) {
            reset();
        }
        window[(int) (count % window.length)] = value;
        count++;
        state = count >= window.length && isChanged() ? DetectorState.DRIFT : DetectorState.STABLE;
        return state;
    }

    private boolean isChanged() {
        double[] latest = new double[statSize];
        for (int i = 0; i < statSize; i++) {
            latest[i] = at(window.length - statSize + i);
        }
        double[] older = new double[window.length - statSize];
        for (int i = 0; i < older.length; i++) {
            older[i] = at(i);
        }
        for (int i = 0; i < statSize; i++) {
            int pick = i + draw(older.length - i);
            double picked = older[pick];
            older[pick] = older[i];
            older[i] = picked;
        }
        double[] drawn = Arrays.copyOf(older, statSize);
        Arrays.sort(latest);
        Arrays.sort(drawn);
        int steps = distanceInSteps(latest, drawn);
        return steps > SMALLEST_DISTANCE * statSize && probability(steps, statSize) <= alpha;
    }

    /** Returns the value that lies {@code age} places after the oldest one kept. */
    private double at(int age) {
        return window[(int) ((count + age) % window.length)];
    }

    /** Returns a number from 0 to {@code below} - 1, by SplitMix64 (Steele et al., 2014). */
    private int draw(int below) {
        draws += 0x9E3779B97F4A7C15L;
        long mixed = (draws ^ (draws >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (int) Math.multiplyHigh(mixed >>> 1, 2L * below);
    }

    /** The distance between two sorted samples of one size n, in steps of 1 / n. */
    private static int distanceInSteps(double[] one, double[] other) {
        int most = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            double value = StrictMath.min(one[i], other[j]);
            while (i < one.length && one[i] == value) {
                i++;
            }
            while (j < other.length && other[j] == value) {
                j++;
            }
            most = StrictMath.max(most, StrictMath.abs(i - j));
        }
        return most;
    }

    /**
     * P(distance ≥ steps / n) of two samples of size n: 2 Σ (-1)^(i-1) C(2n, n - i steps) / C(2n,
     * n), i from 1 (Gnedenko and Korolyuk 1951).
     */
    static double probability(int steps, int size) {
        if (steps <= 0) {
            return 1;
        }
        double sum = 0;
        double ratio = 1;
        int reached = 0;
        double sign = 1;
        for (int goal = steps; goal <= size; goal += steps) {
            while (reached < goal) {
                reached++;
                ratio *= (size - reached + 1.0) / (size + reached);
            }
            sum += sign * ratio;
            sign = -sign;
        }
        return StrictMath.min(1, StrictMath.max(0, 2 * sum));
    }

    @Override
    public DetectorState state() {
        return state;
    }

    /** The compared sample of latest values. */
    @Override
    public long valuesSinceChange() {
        return StrictMath.min(count, statSize);
    }

    @Override
    public void reset() {
        state = DetectorState.STABLE;
        count = 0;
        draws = seed;
    }

    @Override
    public String code() {
        return "kswin";
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeDouble(alpha);
        writer.writeUnsigned(window.length);
        writer.writeUnsigned(statSize);
        writer.writeFixed64(seed);
        writer.writeByte(state.code());
        writer.writeUnsigned(count);
        writer.writeFixed64(draws);
        for (int i = 0; i < StrictMath.min(count, window.length); i++) {
            writer.writeDouble(window[i]);
        }
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static KolmogorovSmirnovWindowing fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "kswin");
        KolmogorovSmirnovWindowing read =
                new KolmogorovSmirnovWindowing(
                        reader.readDouble(),
                        reader.readCount(MOST_VALUES),
                        reader.readCount(MOST_VALUES),
                        reader.readFixed64());
        read.state = DetectorState.of(reader.readByte());
        read.count = reader.readUnsigned();
        read.draws = reader.readFixed64();
        for (int i = 0; i < StrictMath.min(read.count, read.window.length); i++) {
            read.window[i] = reader.readDouble();
        }
        reader.expectEnd();
        return read;
    }
}
