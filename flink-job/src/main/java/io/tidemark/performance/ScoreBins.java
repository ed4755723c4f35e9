/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;

/**
 * A histogram of scores from 0 to 1 in {@value #BINS} equal bins; only occupied ones are written.
 * Counts may be negative in a part that takes back what another part added.
 */
final class ScoreBins {
    static final int BINS = 500;

    /** Null until a score enters. */
    private long[] counts;

    void add(double score, int sign) {
        open()[StrictMath.min((int) (score * BINS), BINS - 1)] += sign;
    }

    void merge(ScoreBins other, int sign) {
        for (int bin = 0; other.counts != null && bin < BINS; bin++) {
            open()[bin] += sign * other.counts[bin];
        }
    }

    /** Returns the counts, from the lowest scores up. */
    long[] counts() {
        return counts == null ? new long[BINS] : counts;
    }

    private long[] open() {
        counts = counts == null ? new long[BINS] : counts;
        return counts;
    }

    void write(BinaryWriter writer) {
        int occupied = 0;
        for (int bin = 0; counts != null && bin < BINS; bin++) {
            occupied += counts[bin] == 0 ? 0 : 1;
        }
        writer.writeUnsigned(occupied);
        for (int bin = 0; occupied > 0 && bin < BINS; bin++) {
            if (counts[bin] != 0) {
                writer.writeUnsigned(bin);
                writer.writeSigned(counts[bin]);
            }
        }
    }

    void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(BINS);
        for (int i = 0; i < occupied; i++) {
            int bin = reader.readCount(BINS - 1);
            open()[bin] += reader.readSigned();
        }
    }
}
