/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

/** A row of a result table; {@link Upsert#of} makes it ready to leave. */
public sealed interface ResultRow
        permits ModelWindowRow,
                FeatureWindowRow,
                FeatureDriftRow,
                FeatureDistributionRow,
                ModelDriftRow,
                AttributionWindowRow,
                PerformanceWindowRow,
                ConfusionRow,
                EventOutcomeRow,
                AlertRow,
                MonitorRow {

    /** Where it belongs. */
    Table table();

    /** What the table's guard compares. */
    RowVersion version();

    /** Writes every column of {@link Table#columns}, in that order. */
    void writeTo(RowWriter out);
}
