/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Finds a value's cell between or on sorted edges. The line is cut into {@value #SLOTS} slots by a
 * function that never decreases, so only the edges in the value's own slot need comparing. Two such
 * functions are tried, one even in the value and one even in its floating-point bits (roughly its
 * logarithm), and the one that leaves fewer comparisons is kept: skewed features have most edges
 * near zero.
 */
final class EdgeLookup implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What {@link #edgesBefore} can count to; beyond it a plain search does. */
    static final int MOST_EDGES = Character.MAX_VALUE;

    private static final int SLOTS = 1024;
    // the first and the last slot are kept for what lies outside low..high
    private static final int INNER_SLOTS = SLOTS - 3;

    // followed by two NaN, which are neither below nor equal to anything
    private final double[] edges;
    private final boolean isByBits;
    private final double low;
    private final double high;
    private final double slotsPerValue;
    private final long lowBits;
    private final int bitShift;
    // edges in earlier slots, for each slot and one beyond
    private final char[] edgesBefore = new char[SLOTS + 1];

    private EdgeLookup(double[] edges, double low, double high, boolean isByBits) {
        this.edges = Arrays.copyOf(edges, edges.length + 2);
        Arrays.fill(this.edges, edges.length, this.edges.length, Double.NaN);
        this.isByBits = isByBits;
        this.low = low;
        this.high = high;
        double perValue = INNER_SLOTS / (high - low);
        slotsPerValue = perValue <= Double.MAX_VALUE ? perValue : 0.0;
        lowBits = ordered(low);
        long span = ordered(high) - lowBits;
        int shift = 0;
        while (Long.compareUnsigned(span >>> shift, INNER_SLOTS) > 0) {
            shift++;
        }
        bitShift = shift;
        for (double edge : edges) {
            edgesBefore[slot(edge) + 1]++;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            edgesBefore[slot + 1] += edgesBefore[slot];
        }
    }

    /**
     * The better look-up for edges whose values mostly fall between {@code low} and {@code high}.
     */
    static EdgeLookup of(double[] edges, double low, double high) {
        double from = Math.max(low, edges[0]);
        double to = Math.min(high, edges[edges.length - 1]);
        EdgeLookup even = new EdgeLookup(edges, from, to, false);
        EdgeLookup byBits = new EdgeLookup(edges, from, to, true);
        return even.comparisons() <= byBits.comparisons() ? even : byBits;
    }

    /** Returns 2i + 1 for edge i itself, 2i for a value below it and above the one before. */
    int cell(double value) {
        int slot = slot(value);
        int below = edgesBefore[slot];
        int more = edgesBefore[slot + 1] - below;
        if (more <= 2) {
            // without a branch that would be guessed wrong; an edge of a later slot is not below
            below += (edges[below] < value ? 1 : 0) + (edges[below + 1] < value ? 1 : 0);
        } else {
            below = search(below, below + more, value);
        }
        return 2 * below + (edges[below] == value ? 1 : 0);
    }

    /** Where between the two edges of its inner gap a value lies, 0 to 1. */
    double share(int gap, double value) {
        // from the same array as the search: it is at hand already
        double left = edges[gap - 1];
        return (value - left) / (edges[gap] - left);
    }

    private int search(int start, int end, double value) {
        int from = start;
        int to = end;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (edges[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int slot(double value) {
        if (isByBits) {
            if (value < low) {
                return 0;
            }
            return value > high ? SLOTS - 1 : 1 + (int) ((ordered(value) - lowBits) >>> bitShift);
        }
        int slot = (int) ((value - low) * slotsPerValue + 1.0);
        return Math.max(0, Math.min(slot, SLOTS - 1));
    }

    /** Whole numbers in the order of the doubles. */
    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private long comparisons() {
        long total = 0;
        for (int slot = 1; slot < SLOTS - 1; slot++) {
            long inSlot = (long) edgesBefore[slot + 1] - edgesBefore[slot];
            total += inSlot * inSlot;
        }
        return total;
    }
}
