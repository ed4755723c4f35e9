/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.WindowPlan;
import io.tidemark.monitor.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Which windows a pane belongs to, and when they close, become final and let go of it: the
 * arithmetic of WINDOWS, on event time in milliseconds, without state.
 *
 * <p>A window that ends at {@code end} closes at {@code end - 1}, the last instant that belongs to
 * it, and is final {@code allowed_lateness} later. What is asked is always asked at a time: what
 * happens at that very time has not happened yet.
 */
final class PaneSchedule {
    /**
     * What a part of a pane means for the windows of its tier.
     *
     * @param isOpen whether it still counts anywhere, in a window or the first-window baseline
     * @param hasMissed whether a window that it belongs to was final already
     * @param revised windows that have closed and are to be judged again
     * @param wakes when the key is to be woken for this pane, all later than the time asked for
     */
    record Placement(
            boolean isOpen, boolean hasMissed, List<DueWindow> revised, List<Long> wakes) {}

    private final WindowPlan plan;
    private final List<List<WindowSpec>> published = new ArrayList<>();
    private final long latenessMillis;
    private final WindowSpec baseline;
    private final int baselineTier;

    /**
     * @param isBaselineOpen whether the first-window baseline of the key is still to be found
     */
    PaneSchedule(WindowPlan plan, long latenessMillis, boolean isBaselineOpen) {
        this.plan = plan;
        this.latenessMillis = latenessMillis;
        this.baseline = isBaselineOpen ? plan.baselineWindow() : null;
        int tierOfBaseline = -1;
        for (WindowPlan.Tier tier : plan.tiers()) {
            if (baseline != null && tier.windows().contains(baseline)) {
                tierOfBaseline = published.size();
            }
            List<WindowSpec> windows = new ArrayList<>(tier.windows());
            windows.removeIf(WindowPlan::isHidden);
            published.add(windows);
        }
        this.baselineTier = tierOfBaseline;
    }

    int tiers() {
        return published.size();
    }

    /** Start of the tier's pane that holds {@code time}. */
    long pane(int tier, long time) {
        return plan.tiers().get(tier).paneStart(time);
    }

    long paneMillis(int tier) {
        return plan.tiers().get(tier).paneMillis();
    }

    /**
     * Whether nothing that an event's pane belongs to closes at or before {@code time}: it can be
     * added to at once, nobody has looked or looks before.
     */
    boolean isOnTime(long eventTime, long time) {
        for (List<WindowSpec> windows : published) {
            for (WindowSpec window : windows) {
                if (window.firstWindowEnd(eventTime) - 1 <= time) {
                    return false;
                }
            }
        }
        return baselineTier < 0 || finalAt(baseline.firstWindowEnd(eventTime)) > time;
    }

    /** When a window becomes final: until then, that instant included, it takes more in. */
    long finalAt(long windowEnd) {
        return windowEnd - 1 + latenessMillis;
    }

    /** Where a part of a pane goes that counts from {@code time} on. */
    Placement place(int tier, long pane, long time) {
        boolean isOpen = false;
        boolean hasMissed = false;
        List<DueWindow> revised = new ArrayList<>();
        List<Long> wakes = new ArrayList<>();
        long freedAt = Long.MIN_VALUE;
        for (WindowSpec window : published.get(tier)) {
            long last = window.lastWindowEnd(pane);
            long end = window.firstWindowEnd(pane);
            hasMissed |= finalAt(end) < time;
            isOpen |= finalAt(last) >= time;
            freedAt = Math.max(freedAt, finalAt(last));
            for (; end <= last && end - 1 <= time; end += window.slideMillis()) {
                if (end - 1 < time && finalAt(end) >= time) {
                    revised.add(new DueWindow(tier, window, end));
                }
            }
            if (end <= last) {
                wakes.add(end - 1);
            }
        }
        if (tier == baselineTier) {
            long examinedAt = finalAt(baseline.firstWindowEnd(pane));
            if (examinedAt >= time) {
                isOpen = true;
                wakes.add(examinedAt);
                freedAt = Math.max(freedAt, examinedAt);
            }
        }
        wakes.add(freedAt);
        wakes.removeIf(wake -> wake <= time);
        return new Placement(isOpen, hasMissed, revised, wakes);
    }

    /** The windows that end at {@code end}. */
    List<DueWindow> closing(long end) {
        List<DueWindow> closing = new ArrayList<>();
        for (int tier = 0; tier < published.size(); tier++) {
            for (WindowSpec window : published.get(tier)) {
                if (window.isWindowEnd(end)) {
                    closing.add(new DueWindow(tier, window, end));
                }
            }
        }
        return closing;
    }

    /** The panes of a window, in order. */
    List<Long> panes(DueWindow window) {
        return panes(window.tier(), window.window().windowStart(window.end()), window.end());
    }

    /** The panes that a window shares with the one that closes next. */
    List<Long> panesOfNext(DueWindow window) {
        long next = window.end() + window.window().slideMillis();
        return panes(window.tier(), window.window().windowStart(next), window.end());
    }

    private List<Long> panes(int tier, long start, long end) {
        long step = paneMillis(tier);
        List<Long> panes = new ArrayList<>();
        for (long pane = start; pane < end; pane += step) {
            panes.add(pane);
        }
        return panes;
    }

    /** Of each window of a tier, the first that a pane belongs to and that is not over. */
    List<DueWindow> nextOpen(int tier, long pane, long time) {
        List<DueWindow> open = new ArrayList<>();
        for (WindowSpec window : published.get(tier)) {
            for (long end : window.windowEndsCovering(pane)) {
                if (end - 1 > time) {
                    open.add(new DueWindow(tier, window, end));
                    break;
                }
            }
        }
        return open;
    }

    /**
     * The window whose end as a candidate for the first-window baseline has come at {@code time};
     * null: none.
     */
    DueWindow baselineAt(long time) {
        long end = time + 1 - latenessMillis;
        return baselineTier >= 0 && baseline.isWindowEnd(end)
                ? new DueWindow(baselineTier, baseline, end)
                : null;
    }

    /** Whether everything that a pane belongs to is final once {@code time} is over. */
    boolean isFree(int tier, long pane, long time) {
        // by the time given: the watermark may have jumped over the baseline's own
        boolean isFree = tier != baselineTier || finalAt(baseline.firstWindowEnd(pane)) <= time;
        for (WindowSpec window : published.get(tier)) {
            isFree &= finalAt(window.lastWindowEnd(pane)) <= time;
        }
        return isFree;
    }
}
