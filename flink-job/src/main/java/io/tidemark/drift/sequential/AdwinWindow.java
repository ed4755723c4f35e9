/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The window of {@link Adwin} as an exponential histogram: row r holds buckets of 2^r values each,
 * oldest first, with sum and sum of squared deviations. A row that is too full hands its two oldest
 * buckets to the next as one.
 */
final class AdwinWindow {
    private static final int MOST_ROWS = 62;

    private record Bucket(double sum, double squaredDeviations) {}

    private final int bucketsPerRow;
    private final List<List<Bucket>> rows = new ArrayList<>();
    private long width;
    private double sum;
    private double squaredDeviations;

    AdwinWindow(int bucketsPerRow) {
        this.bucketsPerRow = bucketsPerRow;
        rows.add(new ArrayList<>());
    }

    static double size(int row) {
        return 1L << row;
    }

    void add(double value) {
        rows.get(0).add(new Bucket(value, 0));
        width++;
        if (width > 1) {
            double before = width - 1.0;
            double apart = value - sum / before;
            squaredDeviations += before * apart * apart / width;
        }
        sum += value;
        compress();
    }

    private void compress() {
        for (int row = 0; rows.get(row).size() > bucketsPerRow; row++) {
            List<Bucket> full = rows.get(row);
            Bucket oldest = full.remove(0);
            Bucket second = full.remove(0);
            double size = size(row);
            double apart = oldest.sum / size - second.sum / size;
            Bucket merged =
                    new Bucket(
                            oldest.sum + second.sum,
                            oldest.squaredDeviations
                                    + second.squaredDeviations
                                    + size * apart * apart / 2);
            if (row + 1 == rows.size()) {
                rows.add(new ArrayList<>());
            }
            rows.get(row + 1).add(merged);
        }
    }

    void dropOldest() {
        List<Bucket> last = rows.get(rows.size() - 1);
        Bucket oldest = last.remove(0);
        double size = size(rows.size() - 1);
        width -= (long) size;
        sum -= oldest.sum;
        double apart = oldest.sum / size - sum / width;
        squaredDeviations -=
                oldest.squaredDeviations + size * width * apart * apart / (size + width);
        if (last.isEmpty()) {
            rows.remove(rows.size() - 1);
        }
    }

    int rows() {
        return rows.size();
    }

    int buckets(int row) {
        return rows.get(row).size();
    }

    double sum(int row, int bucket) {
        return rows.get(row).get(bucket).sum;
    }

    long width() {
        return width;
    }

    double sum() {
        return sum;
    }

    /** Returns the variance with divisor n; rounding never makes it negative. */
    double variance() {
        return StrictMath.max(0, squaredDeviations / width);
    }

    void write(BinaryWriter writer) {
        writer.writeUnsigned(width);
        writer.writeDouble(sum);
        writer.writeDouble(squaredDeviations);
        writer.writeUnsigned(rows.size());
        for (List<Bucket> row : rows) {
            writer.writeUnsigned(row.size());
            for (Bucket bucket : row) {
                writer.writeDouble(bucket.sum);
                writer.writeDouble(bucket.squaredDeviations);
            }
        }
    }

    static AdwinWindow read(BinaryReader reader, int bucketsPerRow) {
        AdwinWindow read = new AdwinWindow(bucketsPerRow);
        read.width = reader.readUnsigned();
        read.sum = reader.readDouble();
        read.squaredDeviations = reader.readDouble();
        int rows = reader.readCount(MOST_ROWS);
        for (int row = 0; row < rows; row++) {
            if (row == read.rows.size()) {
                read.rows.add(new ArrayList<>());
            }
            int buckets = reader.readCount(bucketsPerRow);
            for (int bucket = 0; bucket < buckets; bucket++) {
                read.rows.get(row).add(new Bucket(reader.readDouble(), reader.readDouble()));
            }
        }
        return read;
    }
}
