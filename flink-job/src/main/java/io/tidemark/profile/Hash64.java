/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/**
 * A 64-bit hash that is the same in every process and release (it picks which values are kept and
 * names grids): FNV-1a over 64-bit words or UTF-16 units, finished with MurmurHash3's mixer.
 */
public final class Hash64 {
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long state = START;

    /** Adds a number. */
    public void add(long value) {
        state = mix(state ^ value) * PRIME;
    }

    /** Adds a text. */
    public void add(String text) {
        add(of(text));
    }

    /** Returns the hash of everything added, in its order. */
    public long value() {
        return mix(state);
    }

    /** Returns the hash of one text. */
    public static long of(String text) {
        long hash = START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
