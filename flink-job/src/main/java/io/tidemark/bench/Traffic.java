/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.io.Serializable;

/**
 * What a run reads. Each of the source's lanes gives every n-th event of one common course of event
 * time, so that no lane is behind another and nothing is late.
 *
 * @param seed of the events
 * @param distinctEvents how many are made beforehand; they come again with new ids and timestamps
 * @param eventsPerSecond events to a second of event time
 * @param hasLabels whether each prediction gets its label
 * @param maxEvents after how many predictions a lane ends, unless its time is up before
 * @param maxCpuNanos after how much CPU time of the process a lane ends
 */
record Traffic(
        long seed,
        int distinctEvents,
        int eventsPerSecond,
        boolean hasLabels,
        long maxEvents,
        long maxCpuNanos)
        implements Serializable {

    /** 2026-01-05T00:00:00Z. */
    static final long START_MILLIS = 1_767_571_200_000L;

    private static final long SEED = 20_260_105;
    private static final int DISTINCT_EVENTS = 20_000;
    private static final int EVENTS_PER_SECOND = 10_000;
    private static final int LABEL_DELAY_MILLIS = 10_000;

    /** The events that are measured, for so much CPU time. */
    static Traffic measured(boolean hasLabels, long cpuNanos) {
        return new Traffic(
                SEED, DISTINCT_EVENTS, EVENTS_PER_SECOND, hasLabels, Long.MAX_VALUE, cpuNanos);
    }

    /** The same events, few to a window. */
    static Traffic checked(int eventsPerSecond, long eventsPerLane) {
        return new Traffic(
                SEED, DISTINCT_EVENTS, eventsPerSecond, false, eventsPerLane, Long.MAX_VALUE);
    }

    long timestamp(long index) {
        return START_MILLIS + index * 1000 / eventsPerSecond;
    }

    /** By how many events a label follows its prediction, over all lanes. */
    long labelDelay() {
        return (long) LABEL_DELAY_MILLIS * eventsPerSecond / 1000;
    }
}
