/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

/**
 * Finds changes in a stream of numbers that come one after the other. A pure function of its
 * parameters and of the values in their order.
 *
 * <p>One change reports once: after {@link DetectorState#DRIFT} the detector resets itself before
 * it takes the next value, so it compares with what came after the change. Memory is bounded by the
 * parameters. Not thread-safe.
 */
public interface SequentialDetector {
    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if the value is not finite, or outside of the range that the
     *     detector states
     */
    DetectorState add(double value);

    /** Returns what {@link #add} returned last; stable before the first value. */
    DetectorState state();

    /**
     * Returns how many of the latest values the detector takes to lie after the change; meaningful
     * while {@link #state} is a drift, 0 without values.
     */
    long valuesSinceChange();

    /** Forgets every value. */
    void reset();

    /** Returns the name in rows, such as {@code page_hinkley}. */
    String code();

    /** Returns parameters and state, from which the class's {@code fromBytes} goes on. */
    byte[] toBytes();
}
