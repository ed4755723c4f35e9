/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * How often one class was predicted where another (or the same) was true.
 *
 * @param actual the true class
 * @param predicted the predicted class
 * @param count distinct predictions
 */
public record ConfusionCell(String actual, String predicted, long count) {
    public ConfusionCell {
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(predicted, "predicted");
    }

    static void write(RowWriter out, ConfusionCell cell) {
        out.text("actual", cell.actual)
                .text("predicted", cell.predicted)
                .integer("count", cell.count);
    }
}
