/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * One bin of a feature's distribution.
 *
 * @param label the category, or the interval in words
 * @param low lower end of the interval, null for a category and for an open end
 * @param high upper end of the interval, null for a category and for an open end
 * @param share share of the window's values, 0..1
 * @param baselineShare share of the baseline's values, 0..1, null when there is no baseline
 */
public record Bin(String label, Double low, Double high, Double share, Double baselineShare) {
    public Bin {
        Objects.requireNonNull(label, "label");
    }

    static void write(RowWriter out, Bin bin) {
        out.text("label", bin.label)
                .number("low", bin.low)
                .number("high", bin.high)
                .number("share", bin.share)
                .number("baseline_share", bin.baselineShare);
    }
}
