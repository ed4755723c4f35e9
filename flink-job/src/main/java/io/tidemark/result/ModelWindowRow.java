/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

/**
 * Service health of a model in a window, and how many of its features drifted.
 *
 * @param window model, segment and window
 * @param predictions deliveries, weighted by sample_weight
 * @param errors of them, those with status error, weighted
 * @param errorRate errors ÷ predictions, null without predictions
 * @param throughputPerSecond predictions per second of the window
 * @param latencyP50Ms median serving latency, null when none was reported
 * @param latencyP95Ms 95th percentile
 * @param latencyP99Ms 99th percentile
 * @param monitoredFeatures features judged against the baseline, null when not judged
 * @param driftedFeatures of them, those that drifted
 * @param driftedShare drifted ÷ monitored
 * @param outlierShare share of events that are outliers as a whole, null when not computed
 * @param version what the guard compares
 */
public record ModelWindowRow(
        WindowKey window,
        long predictions,
        long errors,
        Double errorRate,
        Double throughputPerSecond,
        Double latencyP50Ms,
        Double latencyP95Ms,
        Double latencyP99Ms,
        Long monitoredFeatures,
        Long driftedFeatures,
        Double driftedShare,
        Double outlierShare,
        RowVersion version)
        implements ResultRow {

    @Override
    public Table table() {
        return Table.MODEL_WINDOW;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        window.writeEndTo(out);
        out.integer("predictions", predictions)
                .integer("errors", errors)
                .number("error_rate", errorRate)
                .number("throughput_per_second", throughputPerSecond)
                .number("latency_p50_ms", latencyP50Ms)
                .number("latency_p95_ms", latencyP95Ms)
                .number("latency_p99_ms", latencyP99Ms)
                .integer("monitored_features", monitoredFeatures)
                .integer("drifted_features", driftedFeatures)
                .number("drifted_share", driftedShare)
                .number("outlier_share", outlierShare);
        version.writeTo(out);
    }
}
