/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * One performance metric of the predictions made in a window.
 *
 * @param window model, segment and window of the predictions
 * @param labelName which truth, {@code label} by default
 * @param basis {@code observed}, {@code maturity_weighted} or {@code estimated}
 * @param metric such as {@code mae} or {@code recall[cat]}
 * @param value the metric, null when undefined
 * @param lower lower end of its 95 % interval
 * @param upper upper end
 * @param reason why undefined, null otherwise
 * @param labelled distinct predictions whose label is known
 * @param predictions distinct predictions
 * @param coverage labelled ÷ predictions
 * @param delayP50Seconds median time from prediction to label
 * @param delayP95Seconds 95th percentile of it
 * @param version what the guard compares
 */
public record PerformanceWindowRow(
        WindowKey window,
        String labelName,
        String basis,
        String metric,
        Double value,
        Double lower,
        Double upper,
        String reason,
        long labelled,
        long predictions,
        Double coverage,
        Double delayP50Seconds,
        Double delayP95Seconds,
        RowVersion version)
        implements ResultRow {

    public PerformanceWindowRow {
        Objects.requireNonNull(labelName, "labelName");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(metric, "metric");
    }

    @Override
    public Table table() {
        return Table.PERFORMANCE_WINDOW;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("label_name", labelName).text("basis", basis).text("metric", metric);
        window.writeEndTo(out);
        out.number("value", value)
                .number("lower", lower)
                .number("upper", upper)
                .text("reason", reason)
                .integer("labelled", labelled)
                .integer("predictions", predictions)
                .number("coverage", coverage)
                .number("delay_p50_seconds", delayP50Seconds)
                .number("delay_p95_seconds", delayP95Seconds);
        version.writeTo(out);
    }
}
