/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;

/**
 * An open-addressing table from cell number to a count and a sum of offsets, for a few hundred
 * occupied cells out of very many. Its own order never shows: readers go through {@link #cells()}.
 */
final class SparseCells {
    private static final int FREE = Integer.MIN_VALUE;

    private int[] keys = new int[32];
    private long[] counts = new long[32];
    private long[] sums = new long[32];
    private int size;

    SparseCells() {
        Arrays.fill(keys, FREE);
    }

    /** Adds to a cell; returns whether it held no count before. */
    boolean add(int cell, long count, long sum) {
        int slot = slot(cell);
        if (keys[slot] == FREE) {
            keys[slot] = cell;
            if (++size * 2 > keys.length) {
                grow();
                slot = slot(cell);
            }
        }
        long before = counts[slot];
        counts[slot] = before + count;
        sums[slot] += sum;
        return before == 0;
    }

    long count(int cell) {
        int slot = slot(cell);
        return keys[slot] == FREE ? 0 : counts[slot];
    }

    long sum(int cell) {
        int slot = slot(cell);
        return keys[slot] == FREE ? 0 : sums[slot];
    }

    /** Returns the cells that hold anything, ascending. */
    int[] cells() {
        int[] cells = new int[size];
        int count = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != FREE && (counts[slot] != 0 || sums[slot] != 0)) {
                cells[count++] = keys[slot];
            }
        }
        Arrays.sort(cells, 0, count);
        return Arrays.copyOf(cells, count);
    }

    private int slot(int cell) {
        int mask = keys.length - 1;
        int hash = cell * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 15)) & mask;
        while (keys[slot] != cell && keys[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldCounts = counts;
        long[] oldSums = sums;
        keys = new int[2 * oldKeys.length];
        counts = new long[keys.length];
        sums = new long[keys.length];
        Arrays.fill(keys, FREE);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != FREE) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
                sums[slot] = oldSums[old];
            }
        }
    }
}
