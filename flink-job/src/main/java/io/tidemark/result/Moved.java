/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * A part in a movement.
 *
 * @param feature what moved: a feature, or a pair of them
 * @param share of the movement, in [0, 1]
 */
public record Moved(String feature, double share) {
    public Moved {
        Objects.requireNonNull(feature, "feature");
    }

    static void write(RowWriter out, Moved moved) {
        out.text("feature", moved.feature).number("share", moved.share);
    }
}
