/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.Moments;

/** Exact sums of probabilities in {@value #BINS} bins of equal width; 1 belongs to the last. */
final class CalibrationBins {
    static final int BINS = 10;

    /** Each null until a probability enters it. */
    private final Moments[] bins = new Moments[BINS];

    void add(double probability, int sign) {
        int bin = StrictMath.min((int) (BINS * probability), BINS - 1);
        if (sign > 0) {
            open(bin).add(probability);
        } else {
            open(bin).remove(probability);
        }
    }

    void merge(CalibrationBins other, int sign) {
        for (int bin = 0; bin < BINS; bin++) {
            if (other.bins[bin] == null) {
                continue;
            }
            if (sign > 0) {
                open(bin).merge(other.bins[bin]);
            } else {
                open(bin).retract(other.bins[bin]);
            }
        }
    }

    /** Returns the probabilities in a bin. */
    Moments bin(int bin) {
        return bins[bin] == null ? new Moments(true) : bins[bin];
    }

    private Moments open(int bin) {
        bins[bin] = bins[bin] == null ? new Moments(true) : bins[bin];
        return bins[bin];
    }

    void write(BinaryWriter writer) {
        int occupied = 0;
        byte[][] blocks = new byte[BINS][];
        for (int bin = 0; bin < BINS; bin++) {
            BinaryWriter block = new BinaryWriter();
            bin(bin).write(block);
            byte[] bytes = block.toBytes();
            if (!Tally.isZero(bytes)) {
                blocks[bin] = bytes;
                occupied++;
            }
        }
        writer.writeUnsigned(occupied);
        for (int bin = 0; bin < BINS; bin++) {
            if (blocks[bin] != null) {
                writer.writeUnsigned(bin);
                writer.writeBlock(blocks[bin]);
            }
        }
    }

    void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(BINS);
        for (int i = 0; i < occupied; i++) {
            Moments own = open(reader.readCount(BINS - 1));
            own.mergeFrom(new BinaryReader(reader.readBlock()));
        }
    }
}
