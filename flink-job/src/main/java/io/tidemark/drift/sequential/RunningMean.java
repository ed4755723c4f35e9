/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/** Count, mean and squared deviations of values in their order, by Welford's recurrence (1962). */
final class RunningMean {
    private long count;
    private double mean;
    private double squaredDeviations;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squaredDeviations += before * (value - mean);
    }

    long count() {
        return count;
    }

    /** Returns the mean; 0 without values. */
    double mean() {
        return mean;
    }

    /** Returns the standard deviation with divisor n - 1; 0 below two values. */
    double deviation() {
        return count < 2 ? 0 : StrictMath.sqrt(squaredDeviations / (count - 1));
    }

    RunningMean copy() {
        RunningMean copy = new RunningMean();
        copy.count = count;
        copy.mean = mean;
        copy.squaredDeviations = squaredDeviations;
        return copy;
    }

    void write(BinaryWriter writer) {
        writer.writeUnsigned(count);
        writer.writeDouble(mean);
        writer.writeDouble(squaredDeviations);
    }

    static RunningMean read(BinaryReader reader) {
        RunningMean read = new RunningMean();
        read.count = reader.readUnsigned();
        read.mean = reader.readDouble();
        read.squaredDeviations = reader.readDouble();
        return read;
    }
}
