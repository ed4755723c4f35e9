/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * What the windows of one alert said, as runs: adjacent windows that said the same are one entry,
 * so months of calm cost as much as an hour. Only windows one slide apart are joined, so nothing is
 * claimed of a window that has not been seen.
 */
final class AlertRuns {
    private record Run(long first, long last, boolean isBreach) {}

    private final AlertState state;
    private final long slideMillis;
    private final List<Run> runs = new ArrayList<>();

    AlertRuns(AlertState state, long slideMillis) {
        this.state = state;
        this.slideMillis = slideMillis;
        for (int i = 0; i < state.firstStarts.length; i++) {
            runs.add(new Run(state.firstStarts[i], state.lastStarts[i], state.isBreach[i]));
        }
    }

    /** Sets what one window says, whatever it said before; no data: it says nothing. */
    void set(long start, Condition.State said) {
        int at = 0;
        while (at < runs.size() && runs.get(at).last < start) {
            at++;
        }
        if (at < runs.size() && runs.get(at).first <= start) {
            Run split = runs.remove(at);
            if (start < split.last) {
                runs.add(at, new Run(start + slideMillis, split.last, split.isBreach));
            }
            if (split.first < start) {
                runs.add(at, new Run(split.first, start - slideMillis, split.isBreach));
                at++;
            }
        }
        if (said != Condition.State.NO_DATA) {
            runs.add(at, new Run(start, start, said == Condition.State.BREACH));
            join(at);
            join(at - 1);
        }
    }

    private void join(int at) {
        if (at >= 0 && at + 1 < runs.size()) {
            Run left = runs.get(at);
            Run right = runs.get(at + 1);
            if (left.isBreach == right.isBreach && left.last + slideMillis == right.first) {
                runs.set(at, new Run(left.first, right.last, left.isBreach));
                runs.remove(at + 1);
            }
        }
    }

    int size() {
        return runs.size();
    }

    long first(int run) {
        return runs.get(run).first;
    }

    long last(int run) {
        return runs.get(run).last;
    }

    boolean isBreach(int run) {
        return runs.get(run).isBreach;
    }

    void removeFirst() {
        runs.remove(0);
    }

    void store() {
        state.firstStarts = runs.stream().mapToLong(Run::first).toArray();
        state.lastStarts = runs.stream().mapToLong(Run::last).toArray();
        state.isBreach = new boolean[runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            state.isBreach[i] = runs.get(i).isBreach;
        }
    }
}
