/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;

/** What follows from one event of the join; empty lists where nothing does. */
public final class JoinChanges {
    private final List<TallyChange> tallies = new ArrayList<>(2);
    private final List<PredictionChange> predictions = new ArrayList<>(1);
    private final List<JoinOutcome> outcomes = new ArrayList<>(0);

    JoinChanges() {}

    /** Returns the steps of the joined pairs. */
    public List<TallyChange> tallies() {
        return tallies;
    }

    /** Returns the steps of the distinct predictions. */
    public List<PredictionChange> predictions() {
        return predictions;
    }

    /** Returns the events that do not count. */
    public List<JoinOutcome> outcomes() {
        return outcomes;
    }

    void add(String modelId, JoinOutcome.Code code, long recordTimestamp) {
        outcomes.add(new JoinOutcome(modelId, code, recordTimestamp, 1));
    }
}
