/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * The exact p-value where a baseline has but one or two values or categories: Fisher's test of the
 * 2 × 2 table.
 *
 * <p>With two, the table is that of both, as long as the window has no other. With one, it is that
 * of all other values against it, of which the baseline has none.
 */
final class TwoValues {
    private TwoValues() {}

    /** Returns the p-value; null where the table is larger. */
    static Double pValue(FeaturePair pair) {
        Table table = new Table();
        NumericDistribution baseline = pair.baseline();
        NumericDistribution current = pair.current();
        if (baseline != null) {
            for (int i = 0; i < baseline.gaps().length; i++) {
                table.add(baseline.gaps()[i], current.gaps()[i]);
                if (i < baseline.points().length) {
                    table.add(baseline.points()[i], current.points()[i]);
                }
            }
        } else {
            BinnedCounts bins = pair.bins();
            for (int i = 0; i < bins.size(); i++) {
                table.add(bins.baseline()[i], bins.current()[i]);
            }
        }
        return table.pValue(pair.baselineSize(), pair.currentSize(), baseline == null);
    }

    private static final class Table {
        private int cells;
        private long hits;
        private long otherHits;
        private long seen;
        private long least = Long.MAX_VALUE;

        void add(long baseline, long current) {
            if (baseline > 0) {
                if (cells == 0) {
                    hits = current;
                    otherHits = baseline;
                }
                cells++;
                seen += current;
                least = StrictMath.min(least, baseline);
            }
        }

        Double pValue(long m, long n, boolean isCategorical) {
            if (cells == 1) {
                return FisherExact.pValue(hits, n, otherHits, m);
            }
            // of categories seen once there may be more, which the simulation knows about
            boolean isWhole = cells == 2 && seen == n && !(isCategorical && least == 1);
            return isWhole ? (Double) FisherExact.pValue(hits, n, otherHits, m) : null;
        }
    }
}
