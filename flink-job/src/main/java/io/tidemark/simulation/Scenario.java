/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.util.List;
import java.util.Optional;

/**
 * What is simulated: how long, how much traffic, and when what breaks.
 *
 * @param seed tells worlds apart; the same scenario gives the same events
 * @param startMillis time of the first trips, epoch milliseconds, a full hour
 * @param endMillis no record is later than this, so labels that would be are still missing
 * @param predictionsPerHour mean over the week; nights have about half, evenings half as many again
 * @param faults injected faults; no two of one kind at the same time
 */
public record Scenario(
        long seed, long startMillis, long endMillis, int predictionsPerHour, List<Fault> faults) {
    public static final long HOUR_MILLIS = 3_600_000L;
    public static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** Length of {@link #demo}. */
    public static final int DEMO_DAYS = 14;

    public Scenario {
        if (Math.floorMod(startMillis, HOUR_MILLIS) != 0) {
            throw new IllegalArgumentException("a scenario starts at a full hour");
        }
        if (endMillis <= startMillis || predictionsPerHour < 1) {
            throw new IllegalArgumentException("a scenario needs time and traffic");
        }
        faults = List.copyOf(faults);
    }

    /** Nothing breaks. */
    public static Scenario healthy(long seed, long startMillis, int days, int predictionsPerHour) {
        return new Scenario(
                seed, startMillis, startMillis + days * DAY_MILLIS, predictionsPerHour, List.of());
    }

    /**
     * Fourteen days up to {@code endMillis} (rounded down to an hour) in which every fault happens
     * once. Between two faults the world is healthy for long enough that a window of a day sees one
     * of them only.
     */
    public static Scenario demo(long seed, long endMillis, int predictionsPerHour) {
        long end = Math.floorDiv(endMillis, HOUR_MILLIS) * HOUR_MILLIS;
        long start = end - DEMO_DAYS * DAY_MILLIS;
        return new Scenario(
                seed,
                start,
                end,
                predictionsPerHour,
                List.of(
                        fault(FaultKind.UNIT_CHANGE, start, 2.5, 3.5),
                        fault(FaultKind.SLOW_DRIFT, start, 4.75, 7.75),
                        fault(FaultKind.BROKEN_CATEGORY, start, 8.75, 9.5),
                        fault(FaultKind.SERVICE_SLOWDOWN, start, 10.5, 11),
                        fault(FaultKind.CONCEPT_CHANGE, start, 12, DEMO_DAYS)));
    }

    /** The fault of this kind that is active at a time. */
    public Optional<Fault> active(FaultKind kind, long timestamp) {
        // a loop: this runs several times for every simulated trip
        for (Fault fault : faults) {
            if (fault.kind() == kind && fault.isActiveAt(timestamp)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Days since the start, counted from 0; 2.5 is noon of the third day. */
    public double dayOf(long timestamp) {
        return (double) (timestamp - startMillis) / DAY_MILLIS;
    }

    private static Fault fault(FaultKind kind, long start, double fromDay, double toDay) {
        return new Fault(
                kind, start + (long) (fromDay * DAY_MILLIS), start + (long) (toDay * DAY_MILLIS));
    }
}
