/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

/**
 * One injected fault: trips that start in [{@code startMillis}, {@code endMillis}) suffer from it.
 * Times are epoch milliseconds.
 */
public record Fault(FaultKind kind, long startMillis, long endMillis) {
    public Fault {
        if (startMillis >= endMillis) {
            throw new IllegalArgumentException(kind + " ends before it starts");
        }
    }

    public boolean isActiveAt(long timestamp) {
        return timestamp >= startMillis && timestamp < endMillis;
    }

    /** How much of the fault's time has passed, in [0, 1]; for faults that grow. */
    public double progressAt(long timestamp) {
        double share = (double) (timestamp - startMillis) / (endMillis - startMillis);
        return Math.max(0, Math.min(1, share));
    }

    /** Whether a window of events contains one that suffered from the fault. */
    public boolean overlaps(long windowStartMillis, long windowEndMillis) {
        return windowStartMillis < endMillis && windowEndMillis > startMillis;
    }
}
