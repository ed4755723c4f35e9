/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.List;
import java.util.Objects;

/**
 * Confusion counts of the predictions made in a window.
 *
 * @param window model, segment and window of the predictions
 * @param labelName which truth, {@code label} by default
 * @param cells in canonical order
 * @param version what the guard compares
 */
public record ConfusionRow(
        WindowKey window, String labelName, List<ConfusionCell> cells, RowVersion version)
        implements ResultRow {

    public ConfusionRow {
        Objects.requireNonNull(labelName, "labelName");
        Objects.requireNonNull(cells, "cells");
    }

    @Override
    public Table table() {
        return Table.CONFUSION;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("label_name", labelName);
        window.writeEndTo(out);
        out.objects("cells", cells, ConfusionCell::write);
        version.writeTo(out);
    }
}
