/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * How much one feature contributes to the predictions of a window.
 *
 * @param window model, segment and window
 * @param feature its name
 * @param meanAbsolute mean absolute attribution over the events that give one; null: none does
 * @param rank among the features of the window and the baseline, 1 the largest; null: as above
 * @param baselineMeanAbsolute the same in the baseline; null: it has none, or there is no baseline
 * @param baselineRank the same in the baseline
 * @param version what the guard compares
 */
public record AttributionWindowRow(
        WindowKey window,
        String feature,
        Double meanAbsolute,
        Long rank,
        Double baselineMeanAbsolute,
        Long baselineRank,
        RowVersion version)
        implements ResultRow {

    public AttributionWindowRow {
        Objects.requireNonNull(feature, "feature");
    }

    @Override
    public Table table() {
        return Table.ATTRIBUTION_WINDOW;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("feature", feature);
        window.writeEndTo(out);
        out.number("mean_absolute", meanAbsolute)
                .integer("rank", rank)
                .number("baseline_mean_absolute", baselineMeanAbsolute)
                .integer("baseline_rank", baselineRank);
        version.writeTo(out);
    }
}
