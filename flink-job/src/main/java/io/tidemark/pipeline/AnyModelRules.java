/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.performance.LabelRules;
import java.util.ArrayList;
import java.util.List;

/** The rules for a label that names no model: what the most patient of all monitors would do. */
final class AnyModelRules {
    private AnyModelRules() {}

    static LabelRules of(Monitors monitors) {
        long horizon = 0;
        long corrections = 0;
        long lateness = 0;
        double sample = 0;
        List<Monitor> all = new ArrayList<>(monitors.all());
        all.add(monitors.any());
        for (Monitor monitor : all) {
            LabelRules rules = monitor.labelRules();
            horizon = Math.max(horizon, rules.horizonMillis());
            corrections = Math.max(corrections, rules.correctionsMillis());
            lateness = Math.max(lateness, rules.allowedLatenessMillis());
            sample = Math.max(sample, rules.sample());
        }
        return new LabelRules(horizon, corrections, lateness, sample, null, List.of());
    }

    /**
     * The share of prediction ids whose labels are joined.
     *
     * @param modelId null for a label that names no model
     */
    static double sample(Monitors monitors, String modelId) {
        return modelId == null
                ? monitors.largestLabelSample()
                : monitors.monitor(modelId, Long.MAX_VALUE).spec().labels().sample();
    }
}
