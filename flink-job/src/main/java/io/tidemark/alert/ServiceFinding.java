/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.WindowKey;

/**
 * What the service rules look at: the requests of one window beside the baseline window's.
 *
 * @param window model, version, segment and window
 * @param slideMillis how far apart windows of that name start
 * @param deliveries events of the window
 * @param errors those of them whose status is error, not scaled by sample weight
 * @param p95Millis 95th percentile of latency; null where none was measured
 * @param p95LowerMillis a lower bound of it, the percentile {@link LatencyRule#lowerPercentile};
 *     null: the percentile itself is judged
 * @param baseline name of the baseline window; null when there is none
 * @param baselineErrorRate in 0..1; null when there is no baseline
 * @param baselineP95Millis null when there is no baseline or it has none
 */
public record ServiceFinding(
        WindowKey window,
        long slideMillis,
        long deliveries,
        long errors,
        Double p95Millis,
        Double p95LowerMillis,
        String baseline,
        Double baselineErrorRate,
        Double baselineP95Millis) {}
