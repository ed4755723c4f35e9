/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/**
 * State of one alert's timeline, kept by the job between conditions: what each window said, as runs
 * of adjacent windows that said the same, and what has been told.
 *
 * <p>Flink serialises it as a POJO; fields may be added, with defaults that mean what their absence
 * meant. At most {@link AlertTimeline#MOST_RUNS} runs are kept; what came before them is summed up
 * in the fields of the machine.
 */
public final class AlertState {
    /** Stands for no time. */
    public static final long NONE = Long.MIN_VALUE;

    /** Start of the first window of each run, ascending. */
    public long[] firstStarts = {};

    /** Start of the last window of each run. */
    public long[] lastStarts = {};

    /** Whether the run's windows breach. */
    public boolean[] isBreach = {};

    /** Windows that start before this are history: they change nothing any more. */
    public long historyBefore = NONE;

    /** The machine before the first run: end of the first breaching window in a row, or NONE. */
    public long firstBreachEnd = NONE;

    /** The machine before the first run: breaching windows in a row. */
    public long breaches;

    /** The machine before the first run: start of the open episode, or NONE. */
    public long openSince = NONE;

    /** The machine before the first run: windows in a row that do not breach. */
    public long calm;

    /** Starts of the episodes that have been told, ascending. */
    public long[] toldStarts = {};

    /** When each was told to be over, or NONE. */
    public long[] toldEnds = {};

    /** Severity each was told with. */
    public String[] toldSeverities = {};

    /** How many transitions of each have been told; fewer entries: as its end says, one or two. */
    public int[] toldTransitions = {};

    /** Starts of the episodes that were told and, late data say, never were; ascending. */
    public long[] goneStarts = {};

    /** How many transitions of each of those have been told, should it come back. */
    public int[] goneTransitions = {};

    public AlertState() {}
}
