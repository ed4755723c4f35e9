/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.List;
import java.util.Objects;

/**
 * The distribution of one feature beside its baseline's.
 *
 * @param window model, segment and window
 * @param feature its name
 * @param baseline {@code reference} or another baseline's name
 * @param gridId identity of the grid behind the bins, null for categories
 * @param bins in canonical order
 * @param version what the guard compares
 */
public record FeatureDistributionRow(
        WindowKey window,
        String feature,
        String baseline,
        String gridId,
        List<Bin> bins,
        RowVersion version)
        implements ResultRow {

    public FeatureDistributionRow {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(bins, "bins");
    }

    @Override
    public Table table() {
        return Table.FEATURE_DISTRIBUTION;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("feature", feature).text("baseline", baseline);
        window.writeEndTo(out);
        out.text("grid_id", gridId).objects("bins", bins, Bin::write);
        version.writeTo(out);
    }
}
