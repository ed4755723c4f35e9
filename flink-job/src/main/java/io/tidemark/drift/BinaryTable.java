/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The 2 × 2 table of a feature with two categories, in code-point order. A single category is the
 * first, with none of a second.
 */
record BinaryTable(long baselineFirst, long baselineSecond, long currentFirst, long currentSecond) {

    /** Null when there are more than two categories with a value. */
    static BinaryTable of(BinnedCounts bins) {
        if (bins.occupied() > 2) {
            return null;
        }
        long[] cells = new long[4];
        int found = 0;
        for (int i = 0; i < bins.size(); i++) {
            if (bins.baseline()[i] + bins.current()[i] > 0) {
                cells[found] = bins.baseline()[i];
                cells[2 + found] = bins.current()[i];
                found++;
            }
        }
        return new BinaryTable(cells[0], cells[1], cells[2], cells[3]);
    }

    boolean isSingle() {
        return baselineSecond + currentSecond == 0;
    }

    long baselineTotal() {
        return baselineFirst + baselineSecond;
    }

    long currentTotal() {
        return currentFirst + currentSecond;
    }
}
