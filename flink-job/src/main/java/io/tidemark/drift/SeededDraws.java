/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Random numbers that depend on nothing but their seed, on every Java version: SplitMix64 (Steele,
 * Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not thread-safe.
 */
public final class SeededDraws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    public SeededDraws(long seed) {
        state = mix(seed);
    }

    /** Returns 64 random bits. */
    public long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Returns a number in [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * UNIT;
    }

    /** Returns a standard normal number (Box and Muller). */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
