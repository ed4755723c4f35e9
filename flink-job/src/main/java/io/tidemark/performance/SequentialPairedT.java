/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Moments;

/**
 * Whether the errors of two regressions differ in the mean, on requests that both answered, with a
 * p-value and an interval that are valid however often they are looked at.
 *
 * <p>With n paired differences, t their Student statistic, v = n - 1 and r = 1 + n k, the test is
 * the Bayes factor r^(-1/2) ((1 + t²/v) ÷ (1 + t²/(r v)))^((v + 1)/2): normal differences of
 * unknown variance, effects in standard deviations drawn from N(0, k), k = {@value
 * #EFFECT_VARIANCE}. It does not depend on the scale and is a martingale under no difference, so
 * the p-value is 1 ÷ its largest value at any look; the interval holds the differences that it
 * would not have rejected at 5 % now. For differences that are not normal it holds for large n, so
 * nothing is said below {@value #FEWEST_PAIRS}. M. Gönen et al., The American Statistician 59
 * (2005); R. Johari et al., "Always valid inference", Operations Research 70 (2022).
 */
public final class SequentialPairedT {
    static final double EFFECT_VARIANCE = 0.01;
    static final long FEWEST_PAIRS = 30;

    private static final int VERSION = 1;
    private static final double LEVEL = 0.05;

    private final Moments differences = new Moments(true);
    private double largestLogFactor;

    /** Adds the difference of one request, such as |error of the second| - |error of the first|. */
    public void add(double difference) {
        differences.add(difference);
    }

    /** Looks: returns the always-valid p-value, which never rises from look to look. */
    public double look() {
        if (differences.count() >= FEWEST_PAIRS && differences.mean() != 0) {
            largestLogFactor = StrictMath.max(largestLogFactor, logFactor());
        }
        return StrictMath.exp(-largestLogFactor);
    }

    private double logFactor() {
        double count = differences.count();
        double mean = differences.mean();
        double ratio = 1 + count * EFFECT_VARIANCE;
        double perFreedom = mean * mean * count / differences.variance() / (count - 1);
        // the same difference every time: t is infinite
        double gain =
                Double.isInfinite(perFreedom)
                        ? StrictMath.log(ratio)
                        : StrictMath.log1p(perFreedom) - StrictMath.log1p(perFreedom / ratio);
        return count / 2 * gain - StrictMath.log(ratio) / 2;
    }

    /**
     * Returns the mean difference with its always-valid 95 % interval; bounds are null while there
     * are too few requests to exclude anything.
     */
    public Metric difference(String name) {
        if (differences.count() <= 0) {
            return Metric.undefined(name, Metric.NO_PAIRS);
        }
        double count = differences.count();
        double mean = differences.mean();
        double ratio = 1 + count * EFFECT_VARIANCE;
        double limit = StrictMath.pow(StrictMath.sqrt(ratio) / LEVEL, 2 / count);
        if (count < FEWEST_PAIRS || limit >= ratio) {
            return Metric.of(name, mean, null);
        }
        double perFreedom = (limit - 1) / (1 - limit / ratio);
        double half = StrictMath.sqrt(perFreedom * (count - 1) * differences.variance() / count);
        return Metric.of(name, mean, new Interval(mean - half, mean + half));
    }

    /** Returns the number of requests. */
    public long pairs() {
        return differences.count();
    }

    /** Returns the state. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        differences.write(writer);
        writer.writeDouble(largestLogFactor);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static SequentialPairedT fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "paired t");
        SequentialPairedT read = new SequentialPairedT();
        read.differences.mergeFrom(reader);
        read.largestLogFactor = reader.readDouble();
        reader.expectEnd();
        return read;
    }
}
