/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.event.ShortestForm;
import io.tidemark.profile.NumericDistribution;
import java.util.ArrayList;
import java.util.List;

/**
 * How a numeric feature's values are put into bins: right-closed intervals between the baseline's
 * deciles, or below, at and above the one value of a constant baseline.
 *
 * @param labels one a bin
 * @param inner inner edges, strictly increasing; null with a constant baseline
 * @param constant its value
 */
@SuppressWarnings("ArrayRecordComponent")
record BinScheme(List<String> labels, double[] inner, double constant) {

    /**
     * The bins for a baseline.
     *
     * @param deciles edges of the grid; none: those next to the baseline's deciles are found
     */
    static BinScheme of(NumericDistribution baseline, double[] deciles, boolean isConstant) {
        if (isConstant) {
            return aroundConstant(baseline.lowest());
        }
        return ofEdges(deciles.length > 0 ? deciles : BinnedCounts.decileEdges(baseline));
    }

    /** Right-closed intervals (-∞, e1], (e1, e2], ..., (ek, +∞). */
    static BinScheme ofEdges(double[] inner) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i <= inner.length; i++) {
            if (inner.length == 0) {
                labels.add("all");
            } else if (i == 0) {
                labels.add("<= " + number(inner[0]));
            } else if (i == inner.length) {
                labels.add("> " + number(inner[i - 1]));
            } else {
                labels.add(number(inner[i - 1]) + " to " + number(inner[i]));
            }
        }
        return new BinScheme(List.copyOf(labels), inner.clone(), 0);
    }

    /** Below, at and above; where the value is no edge of the grid, the gap around it stands in. */
    static BinScheme aroundConstant(double constant) {
        String text = number(constant);
        return new BinScheme(List.of("< " + text, "= " + text, "> " + text), null, constant);
    }

    /** Counts two distributions whose grid has all inner edges. */
    BinnedCounts count(NumericDistribution baseline, NumericDistribution current) {
        if (inner == null) {
            return new BinnedCounts(
                    labels,
                    null,
                    BinnedCounts.aroundCounts(baseline, constant),
                    BinnedCounts.aroundCounts(current, constant));
        }
        return new BinnedCounts(
                labels,
                inner,
                BinnedCounts.intervalCounts(baseline, inner),
                BinnedCounts.intervalCounts(current, inner));
    }

    private static String number(double value) {
        return ShortestForm.of(value);
    }
}
