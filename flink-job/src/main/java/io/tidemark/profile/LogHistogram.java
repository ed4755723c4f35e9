/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * A histogram for durations and the like: percentiles within 1 % of the exact ones, whatever the
 * range, and the same whatever the order. Values are finite with magnitudes up to {@link
 * ExactSum#LARGEST}; others are refused with an {@link IllegalArgumentException}.
 */
public final class LogHistogram {
    private static final int VERSION = 1;

    private final LogGridCounts counts = new LogGridCounts();
    private long count;

    /** Adds a value. */
    public void add(double value) {
        counts.add(checked(value), 0L);
        count++;
    }

    /** Takes a value away again. */
    public void remove(double value) {
        counts.add(checked(value), -1L);
        count--;
    }

    /** Adds all values of another. */
    public void merge(LogHistogram other) {
        counts.merge(other.counts);
        count += other.count;
    }

    /** Takes all values of another away. */
    public void retract(LogHistogram other) {
        counts.retract(other.counts);
        count -= other.count;
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the quantile {@code q} in 0..1 (type 7); null without values. */
    public Double percentile(double q) {
        return counts.distribution(null, null).quantile(q);
    }

    /** Returns the canonical form: equal content, equal bytes. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        write(writer);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static LogHistogram fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "histogram");
        LogHistogram histogram = new LogHistogram();
        histogram.mergeFrom(reader);
        reader.expectEnd();
        return histogram;
    }

    /** Writes the content as a part of something larger. */
    public void write(BinaryWriter writer) {
        writer.writeSigned(count);
        counts.write(writer);
    }

    /** Adds written content. */
    public void mergeFrom(BinaryReader reader) {
        count += reader.readSigned();
        counts.mergeFrom(reader);
    }

    private static double checked(double value) {
        if (!(Math.abs(value) <= ExactSum.LARGEST)) {
            throw new IllegalArgumentException("cannot be counted: " + value);
        }
        return value;
    }
}
