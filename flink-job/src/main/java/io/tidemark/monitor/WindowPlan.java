/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a monitor's windows are put together from panes.
 *
 * <p>A pane is the stretch of time in which events are folded into one profile; a window merges
 * panes. Windows shorter than a day share one tier, the longer ones another, and a tier's pane is
 * the greatest common divisor of its windows' sizes and slides. Each tier is fed directly; the
 * coarse one is not rolled up from the fine one.
 *
 * @param tiers one or two, the finer one first
 * @param baselineWindow the tumbling window that serves as baseline for what has no reference: the
 *     smallest listed one of an hour or more, else the hidden {@code @baseline} of one hour where
 *     the plan was made with one, else null
 */
public record WindowPlan(List<Tier> tiers, WindowSpec baselineWindow) implements Serializable {

    /** The name of the window that is kept as a baseline alone and has no rows. */
    public static final String HIDDEN_BASELINE = "@baseline";

    public static final long SHORTEST_PANE_MILLIS = 10 * Durations.SECOND_MILLIS;
    public static final long MOST_PANES = 10_000;

    /** So many performance windows may be open while labels are awaited. */
    public static final long MOST_OPEN_PERFORMANCE_WINDOWS = 1_000;

    private static final WindowSpec DAILY =
            new WindowSpec("1d", Durations.DAY_MILLIS, Durations.DAY_MILLIS);

    public WindowPlan {
        tiers = List.copyOf(tiers);
    }

    /** Windows that merge the same panes. */
    public record Tier(long paneMillis, List<WindowSpec> windows) implements Serializable {

        public Tier {
            windows = List.copyOf(windows);
        }

        /** Start of the pane that holds {@code time}; floors before 1970 too. */
        public long paneStart(long time) {
            return Math.floorDiv(time, paneMillis) * paneMillis;
        }

        /** Exclusive end of the pane that holds {@code time}. */
        public long paneEnd(long time) {
            return paneStart(time) + paneMillis;
        }

        /** End of the last window that a pane belongs to: after it the pane is of no more use. */
        public long lastWindowEnd(long paneStart) {
            long last = Long.MIN_VALUE;
            for (WindowSpec window : windows) {
                last = Math.max(last, window.lastWindowEnd(paneStart));
            }
            return last;
        }

        public long longestSizeMillis() {
            long longest = 0;
            for (WindowSpec window : windows) {
                longest = Math.max(longest, window.sizeMillis());
            }
            return longest;
        }
    }

    /**
     * Plans the listed windows.
     *
     * @param hasReference false: the hidden baseline window is added where the list has no tumbling
     *     window of an hour or more
     * @throws IllegalArgumentException if a pane is too short or a window has too many of them
     */
    public static WindowPlan of(List<WindowSpec> windows, boolean hasReference) {
        WindowSpec baseline = null;
        for (WindowSpec window : windows) {
            if (window.isTumbling()
                    && window.sizeMillis() >= Durations.HOUR_MILLIS
                    && (baseline == null || window.sizeMillis() < baseline.sizeMillis())) {
                baseline = window;
            }
        }
        List<WindowSpec> fine = new ArrayList<>();
        List<WindowSpec> coarse = new ArrayList<>();
        for (WindowSpec window : windows) {
            (window.sizeMillis() < Durations.DAY_MILLIS ? fine : coarse).add(window);
        }
        if (baseline == null && !hasReference) {
            baseline =
                    new WindowSpec(HIDDEN_BASELINE, Durations.HOUR_MILLIS, Durations.HOUR_MILLIS);
            fine.add(baseline);
        }
        List<WindowSpec> all = new ArrayList<>(fine);
        all.addAll(coarse);
        long paneMillis = paneMillis(all);
        if (paneMillis < SHORTEST_PANE_MILLIS) {
            throw new IllegalArgumentException(
                    "the pane, the greatest common divisor of "
                            + names(all)
                            + ", is "
                            + Durations.format(paneMillis)
                            + "; at least "
                            + Durations.format(SHORTEST_PANE_MILLIS)
                            + " is needed");
        }
        List<Tier> tiers = new ArrayList<>();
        for (List<WindowSpec> members : List.of(fine, coarse)) {
            if (!members.isEmpty()) {
                tiers.add(tier(members));
            }
        }
        return new WindowPlan(tiers, baseline);
    }

    /**
     * The windows of the performance tables: those asked for, else those of {@code windows} of
     * which at most {@link #MOST_OPEN_PERFORMANCE_WINDOWS} start inside the label horizon, else one
     * day.
     *
     * @param asked null where the spec leaves the choice
     */
    public static WindowPlan ofPerformance(
            List<WindowSpec> asked, List<WindowSpec> windows, long horizonMillis) {
        List<WindowSpec> chosen = new ArrayList<>();
        if (asked != null) {
            chosen.addAll(asked);
        } else {
            for (WindowSpec window : windows) {
                if (horizonMillis <= MOST_OPEN_PERFORMANCE_WINDOWS * window.slideMillis()) {
                    chosen.add(window);
                }
            }
            if (chosen.isEmpty()) {
                chosen.add(DAILY);
            }
        }
        return of(chosen, true);
    }

    /**
     * What events are folded by before they reach a tier: the greatest length that divides every
     * tier's panes.
     */
    public long paneMillis() {
        long paneMillis = 0;
        for (Tier tier : tiers) {
            paneMillis = greatestCommonDivisor(paneMillis, tier.paneMillis());
        }
        return paneMillis;
    }

    /** Start of the pane that holds {@code time}; floors before 1970 too. */
    public long paneStart(long time) {
        long paneMillis = paneMillis();
        return Math.floorDiv(time, paneMillis) * paneMillis;
    }

    /** All windows, the hidden one included, in the order of the tiers. */
    public List<WindowSpec> windows() {
        List<WindowSpec> all = new ArrayList<>();
        for (Tier tier : tiers) {
            all.addAll(tier.windows());
        }
        return all;
    }

    /** The windows that have rows. */
    public List<WindowSpec> publishedWindows() {
        List<WindowSpec> published = new ArrayList<>(windows());
        published.removeIf(WindowPlan::isHidden);
        return published;
    }

    public static boolean isHidden(WindowSpec window) {
        return window.name().equals(HIDDEN_BASELINE);
    }

    /** The window of this name, or null. */
    public WindowSpec window(String name) {
        for (WindowSpec window : windows()) {
            if (window.name().equals(name)) {
                return window;
            }
        }
        return null;
    }

    /** The first start of a pane of the coarsest tier at or after {@code time}. */
    public long roundUpToPane(long time) {
        Tier coarsest = tiers.get(tiers.size() - 1);
        long start = coarsest.paneStart(time);
        return start == time ? time : start + coarsest.paneMillis();
    }

    private static Tier tier(List<WindowSpec> windows) {
        long paneMillis = paneMillis(windows);
        for (WindowSpec window : windows) {
            long panes = window.sizeMillis() / paneMillis;
            if (panes > MOST_PANES) {
                throw new IllegalArgumentException(
                        "window "
                                + window.name()
                                + " would merge "
                                + panes
                                + " panes of "
                                + Durations.format(paneMillis)
                                + "; at most "
                                + MOST_PANES
                                + " are allowed");
            }
        }
        return new Tier(paneMillis, windows);
    }

    /** The greatest length that divides all sizes and slides. */
    private static long paneMillis(List<WindowSpec> windows) {
        long paneMillis = 0;
        for (WindowSpec window : windows) {
            // the slide divides the size
            paneMillis = greatestCommonDivisor(paneMillis, window.slideMillis());
        }
        return paneMillis;
    }

    private static String names(List<WindowSpec> windows) {
        List<String> names = new ArrayList<>();
        for (WindowSpec window : windows) {
            names.add(window.name().equals(HIDDEN_BASELINE) ? "1h (baseline)" : window.name());
        }
        return String.join(", ", names);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
