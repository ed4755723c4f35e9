/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.MonitorUpdate;
import io.tidemark.monitor.Monitors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;

/** The monitor updates that an operator has taken in, as union-list state. */
final class MonitorUpdates {
    private MonitorUpdates() {}

    /**
     * Applies what has been restored. Every subtask is given everybody's list, so only one may keep
     * it: else the next checkpoint would hold it once for each subtask, and so on.
     */
    static void restore(Monitors monitors, ListState<MonitorUpdate> state, boolean isKeeper)
            throws Exception {
        Set<MonitorUpdate> restored = new LinkedHashSet<>();
        for (MonitorUpdate update : state.get()) {
            restored.add(update);
        }
        for (MonitorUpdate update : restored) {
            monitors.apply(update);
        }
        state.update(isKeeper ? List.copyOf(restored) : List.of());
    }
}
