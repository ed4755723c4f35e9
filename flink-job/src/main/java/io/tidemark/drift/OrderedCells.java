/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * Both sides' counts cell by cell in ascending order, for statistics of ranks: even cells are gaps,
 * whose values lie in an order that is not known, odd cells are edges, whose values are tied.
 *
 * @param baseline counts
 * @param current counts
 */
@SuppressWarnings("ArrayRecordComponent")
record OrderedCells(long[] baseline, long[] current) {

    static OrderedCells of(FeaturePair pair) {
        Wasserstein.requireSameEdges(pair.baseline(), pair.current());
        return new OrderedCells(cells(pair.baseline()), cells(pair.current()));
    }

    int size() {
        return baseline.length;
    }

    boolean isGap(int cell) {
        return (cell & 1) == 0;
    }

    /** Whether all values of both sides are one: nothing can be ranked. */
    boolean isOneValue() {
        int occupied = 0;
        for (int cell = 0; cell < size(); cell++) {
            long inCell = baseline[cell] + current[cell];
            occupied += inCell == 0 ? 0 : isGap(cell) && inCell > 1 ? 2 : 1;
        }
        return occupied < 2;
    }

    private static long[] cells(NumericDistribution side) {
        long[] cells = new long[2 * side.edges().length + 1];
        for (int gap = 0; gap < side.gaps().length; gap++) {
            cells[2 * gap] = side.gaps()[gap];
            if (gap < side.points().length) {
                cells[2 * gap + 1] = side.points()[gap];
            }
        }
        return cells;
    }
}
