/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.AlertEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alert that one rule raises about one subject: episodes over time, and what must be told of
 * them.
 *
 * <p>Episodes are a function of what the windows said, taken in the order of their starts: one
 * begins with {@code forWindows} breaching windows in a row (at the end of the first of them) and
 * is over with the {@code keepFiringFor}-th window in a row that does not breach (at its end).
 * Windows without data and windows that do not exist neither begin nor end anything. A revision of
 * an old window changes the function's input, and the difference is told: an episode can open,
 * close, or be withdrawn late.
 */
public final class AlertTimeline {
    /** How many runs of like windows are remembered: as many changes between right and wrong. */
    public static final int MOST_RUNS = 128;

    private final AlertState state;
    private final int forWindows;
    private final int keepFiringFor;

    /** A timeline that fires at the first breaching window and resolves at the first other one. */
    public AlertTimeline(AlertState state) {
        this(state, 1, 1);
    }

    /**
     * A timeline.
     *
     * @param state is read and written; a new one for a new alert
     * @param forWindows breaching windows in a row until it fires, at least 1
     * @param keepFiringFor other windows in a row until it resolves, at least 1
     */
    public AlertTimeline(AlertState state, int forWindows, int keepFiringFor) {
        if (forWindows < 1 || keepFiringFor < 1) {
            throw new IllegalArgumentException("an alert needs a window to fire and to resolve");
        }
        this.state = state;
        this.forWindows = forWindows;
        this.keepFiringFor = keepFiringFor;
    }

    /**
     * Takes in what a window says (or now says); returns the transitions to tell, in time order.
     */
    public List<AlertEvent> update(Condition condition) {
        long start = condition.window().windowStartMillis();
        if (start < state.historyBefore) {
            return List.of();
        }
        long size = condition.window().windowEndMillis() - start;
        AlertRuns runs = new AlertRuns(state, condition.slideMillis());
        runs.set(start, condition.state());
        Machine all = new Machine(condition.slideMillis(), size);
        for (int i = 0; i < runs.size(); i++) {
            all.run(runs.first(i), runs.last(i), runs.isBreach(i));
        }
        List<AlertEvent> events = tell(all.episodes, condition);
        Machine history = new Machine(condition.slideMillis(), size);
        while (runs.size() > MOST_RUNS) {
            history.run(runs.first(0), runs.last(0), runs.isBreach(0));
            state.historyBefore = runs.last(0) + 1;
            runs.removeFirst();
        }
        history.store();
        runs.store();
        return events;
    }

    /** An episode as it has been told; {@code transitions}: how often. */
    private record Told(long ended, String severity, int transitions) {}

    /** The difference between the episodes that are and those that were told. */
    private List<AlertEvent> tell(SortedMap<Long, Long> episodes, Condition condition) {
        List<AlertEvent> events = new ArrayList<>();
        SortedMap<Long, Told> told = new TreeMap<>(told());
        TreeMap<Long, Integer> gone = new TreeMap<>();
        for (int i = 0; i < state.goneStarts.length; i++) {
            gone.put(state.goneStarts[i], state.goneTransitions[i]);
        }
        for (long started : List.copyOf(told.keySet())) {
            Told before = told.get(started);
            int transition = before.transitions();
            if (!episodes.containsKey(started)) {
                if (before.ended() == AlertState.NONE) {
                    transition++;
                    events.add(
                            AlertTransition.withdrawn(
                                    condition, started, before.severity(), transition));
                }
                gone.put(started, transition);
                told.remove(started);
            }
        }
        for (var episode : episodes.entrySet()) {
            long started = episode.getKey();
            long ended = episode.getValue();
            Told before = told.get(started);
            String severity = before == null ? condition.severity() : before.severity();
            Integer wasGone = gone.remove(started);
            int transition = before != null ? before.transitions() : wasGone == null ? 0 : wasGone;
            if (before == null) {
                transition++;
                events.add(AlertTransition.firing(condition, started, severity, transition));
            } else if (before.ended() != AlertState.NONE && ended == AlertState.NONE) {
                transition++;
                events.add(AlertTransition.firingAgain(condition, started, severity, transition));
            }
            if (ended != AlertState.NONE && (before == null || before.ended() != ended)) {
                transition++;
                events.add(
                        AlertTransition.resolved(condition, started, ended, severity, transition));
            }
            told.put(started, new Told(ended, severity, transition));
        }
        remember(told);
        long size = condition.window().windowEndMillis() - condition.window().windowStartMillis();
        gone.keySet().removeIf(started -> started - size < state.historyBefore);
        while (gone.size() > MOST_RUNS) {
            gone.pollFirstEntry();
        }
        state.goneStarts = gone.keySet().stream().mapToLong(Long::longValue).toArray();
        state.goneTransitions = gone.values().stream().mapToInt(Integer::intValue).toArray();
        return events;
    }

    private Map<Long, Told> told() {
        Map<Long, Told> told = new TreeMap<>();
        for (int i = 0; i < state.toldStarts.length; i++) {
            long ended = state.toldEnds[i];
            int transitions = ended == AlertState.NONE ? 1 : 2;
            if (i < state.toldTransitions.length) {
                transitions = state.toldTransitions[i];
            }
            told.put(state.toldStarts[i], new Told(ended, state.toldSeverities[i], transitions));
        }
        return told;
    }

    private void remember(SortedMap<Long, Told> told) {
        state.toldStarts = told.keySet().stream().mapToLong(Long::longValue).toArray();
        state.toldEnds = told.values().stream().mapToLong(Told::ended).toArray();
        state.toldSeverities = told.values().stream().map(Told::severity).toArray(String[]::new);
        state.toldTransitions = told.values().stream().mapToInt(Told::transitions).toArray();
    }

    /** Walks over windows, a run of like ones at a time. */
    private final class Machine {
        private final long slideMillis;
        private final long sizeMillis;
        private final TreeMap<Long, Long> episodes = new TreeMap<>();
        private long firstBreachEnd = state.firstBreachEnd;
        private long breaches = state.breaches;
        private long openSince = state.openSince;
        private long calm = state.calm;

        Machine(long slideMillis, long sizeMillis) {
            this.slideMillis = slideMillis;
            this.sizeMillis = sizeMillis;
            if (openSince != AlertState.NONE) {
                episodes.put(openSince, AlertState.NONE);
            }
        }

        void run(long first, long last, boolean isBreach) {
            long windows = (last - first) / slideMillis + 1;
            if (isBreach) {
                if (breaches == 0) {
                    firstBreachEnd = first + sizeMillis;
                }
                breaches += windows;
                calm = 0;
                if (openSince == AlertState.NONE && breaches >= forWindows) {
                    openSince = firstBreachEnd;
                    episodes.put(openSince, AlertState.NONE);
                }
                return;
            }
            breaches = 0;
            firstBreachEnd = AlertState.NONE;
            if (openSince != AlertState.NONE && calm + windows >= keepFiringFor) {
                long resolving = first + (keepFiringFor - calm - 1) * slideMillis;
                episodes.put(openSince, resolving + sizeMillis);
                openSince = AlertState.NONE;
            }
            calm = openSince == AlertState.NONE ? 0 : calm + windows;
        }

        /** Makes what has been walked over history: it has been told and changes no more. */
        void store() {
            state.firstBreachEnd = firstBreachEnd;
            state.breaches = breaches;
            state.openSince = openSince;
            state.calm = calm;
        }
    }
}
