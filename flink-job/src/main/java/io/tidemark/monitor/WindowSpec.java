/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.io.Serializable;

/**
 * One window of a monitor: tumbling ({@code 1h}) or sliding ({@code 7d/1d}, size and slide).
 *
 * <p>Windows are half-open, [start, end), and start at multiples of the slide counted from the
 * epoch in UTC, before 1970 too. The slide divides the size, so ends are multiples of it as well.
 *
 * @param name as the user wrote it; the {@code window_name} of the tables
 * @param sizeMillis a positive multiple of {@code slideMillis}
 * @param slideMillis positive; equal to the size for a tumbling window
 */
public record WindowSpec(String name, long sizeMillis, long slideMillis) implements Serializable {

    public WindowSpec {
        if (slideMillis <= 0 || sizeMillis <= 0) {
            throw new IllegalArgumentException(name + ": a window must be longer than 0");
        }
        if (sizeMillis % slideMillis != 0) {
            throw new IllegalArgumentException(
                    "slide "
                            + Durations.format(slideMillis)
                            + " does not divide size "
                            + Durations.format(sizeMillis));
        }
    }

    /**
     * Reads {@code 1h} or {@code 7d/1d}.
     *
     * @throws IllegalArgumentException with a message that says what was expected
     */
    public static WindowSpec parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            long sizeMillis = Durations.parseMillis(text);
            return new WindowSpec(text, sizeMillis, sizeMillis);
        }
        return new WindowSpec(
                text,
                Durations.parseMillis(text.substring(0, slash)),
                Durations.parseMillis(text.substring(slash + 1)));
    }

    public boolean isTumbling() {
        return sizeMillis == slideMillis;
    }

    /** Whether the input as a whole is looked at in these windows: tumbling, 1h or more. */
    public boolean isForWholeEvents() {
        return isTumbling() && sizeMillis >= Durations.HOUR_MILLIS;
    }

    /** How many windows cover one instant. */
    public long windowsPerInstant() {
        return sizeMillis / slideMillis;
    }

    /** The end of the earliest window that holds {@code time}: the next multiple of the slide. */
    public long firstWindowEnd(long time) {
        return Math.floorDiv(time, slideMillis) * slideMillis + slideMillis;
    }

    /** The end of the latest window that holds {@code time}. */
    public long lastWindowEnd(long time) {
        return Math.floorDiv(time, slideMillis) * slideMillis + sizeMillis;
    }

    /** Whether a window ends exactly here. */
    public boolean isWindowEnd(long time) {
        return Math.floorMod(time, slideMillis) == 0;
    }

    public long windowStart(long windowEnd) {
        return windowEnd - sizeMillis;
    }

    /**
     * The ends of all windows that hold the pane that starts here, ascending. The pane must not
     * straddle a multiple of the slide, which a {@link WindowPlan}'s never does.
     */
    public long[] windowEndsCovering(long paneStart) {
        long[] ends = new long[Math.toIntExact(windowsPerInstant())];
        long end = firstWindowEnd(paneStart);
        for (int i = 0; i < ends.length; i++) {
            ends[i] = end + i * slideMillis;
        }
        return ends;
    }
}
