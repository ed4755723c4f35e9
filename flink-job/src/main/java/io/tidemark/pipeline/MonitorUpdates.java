/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.MonitorUpdate;
import io.tidemark.monitor.Monitors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monitor updates that an operator has taken in, as union-list state. */
final class MonitorUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorUpdates.class);

    private MonitorUpdates() {}

    /** Says that an update cannot be used and changes nothing. */
    static void refused(MonitorUpdate update, InvalidSpec bad) {
        LOG.warn(
                "Revision {} of the monitor of {} is refused, what is in force stays: {}",
                update.revision(),
                update.modelId(),
                bad.getMessage());
    }

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
            try {
                monitors.apply(update);
            } catch (InvalidSpec bad) {
                // with another reference than when it was taken in
                refused(update, bad);
            }
        }
        state.update(isKeeper ? List.copyOf(restored) : List.of());
    }
}
