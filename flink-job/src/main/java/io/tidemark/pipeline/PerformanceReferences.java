/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.Monitor;
import io.tidemark.performance.Metric;
import io.tidemark.performance.PerformanceMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the reference scored, by segment; computed once a segment and monitor. */
final class PerformanceReferences {
    private final Map<Monitor, Map<String, List<Metric>>> known = new HashMap<>();

    /** Segment to metrics; no metrics where the monitor's reference has no labels. */
    List<Metric> of(Monitor monitor, String segment) {
        return known.computeIfAbsent(monitor, m -> new HashMap<>())
                .computeIfAbsent(
                        segment,
                        s ->
                                monitor.reference() != null && monitor.reference().hasLabels()
                                        ? PerformanceMetrics.of(monitor.reference().tally(s))
                                        : List.of());
    }
}
