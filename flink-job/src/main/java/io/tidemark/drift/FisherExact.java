/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * Fisher's exact test of two categories: the sample odds ratio, (baseline first · current second) /
 * (baseline second · current first) with the categories in code-point order, and a two-sided
 * p-value, the summed probability, margins given, of all tables that are no more likely than the
 * observed one (as R and SciPy do). Meant for small counts, right for all.
 *
 * <p>The odds ratio's range is [0, ∞), 1 without a change; where its denominator is zero it is
 * undefined and the p-value is not. A single category: p-value 1. More than two: undefined.
 *
 * <p>Probabilities are taken relative to the most likely table and follow from each other by a
 * ratio, so there are no factorials. Costs a step for each table possible, at most the smallest
 * margin.
 */
public final class FisherExact implements DriftMethod {
    public static final String METHOD = "fisher_exact";

    /** Tables as likely as the observed one count, whatever rounding says. */
    private static final double TIE = 1 + 1e-7;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        String reason = pair.emptiness();
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        BinaryTable table = BinaryTable.of(pair.bins());
        if (table == null) {
            return DriftResult.undefined(METHOD, DriftReason.NOT_BINARY);
        }
        if (table.isSingle()) {
            return new DriftResult(METHOD, null, null, null, 1.0, DriftReason.SINGLE_CATEGORY);
        }
        double statistic = oddsRatio(table);
        double pValue =
                pValue(
                        table.currentSecond(),
                        table.currentTotal(),
                        table.baselineSecond(),
                        table.baselineTotal());
        return Double.isNaN(statistic)
                ? new DriftResult(METHOD, null, null, null, pValue, DriftReason.ZERO_CELL)
                : new DriftResult(METHOD, statistic, null, null, pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        BinaryTable table = pair.emptiness() == null ? BinaryTable.of(pair.bins()) : null;
        return table == null || table.isSingle() ? Double.NaN : oddsRatio(table);
    }

    /** How improbable the table is: 1 less the p-value, which is defined where the ratio is not. */
    @Override
    public double extremeness(FeaturePair pair) {
        Double pValue = compute(pair).pValue();
        return pValue == null ? Double.NaN : 1 - pValue;
    }

    /** NaN where it would be infinite. */
    private static double oddsRatio(BinaryTable table) {
        double denominator = (double) table.baselineSecond() * table.currentFirst();
        double numerator = (double) table.baselineFirst() * table.currentSecond();
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }

    /**
     * The p-value of {@code hits} of {@code size} against {@code otherHits} of {@code otherSize}.
     */
    static double pValue(long hits, long size, long otherHits, long otherSize) {
        long allHits = hits + otherHits;
        long least = StrictMath.max(0, allHits - otherSize);
        long most = StrictMath.min(size, allHits);
        long mode =
                (long)
                        StrictMath.floor(
                                (size + 1.0) * (allHits + 1.0) / ((double) size + otherSize + 2));
        mode = StrictMath.max(least, StrictMath.min(most, mode));
        double observed = weightOf(hits, mode, size, allHits, otherSize);
        double limit = observed * TIE;
        double negligible = observed * 1e-20;
        double sum = 1;
        double extreme = 1 <= limit ? 1 : 0;
        double weight = 1;
        for (long k = mode; k < most && weight > negligible; k++) {
            weight *= ratio(k, size, allHits, otherSize);
            sum += weight;
            extreme += weight <= limit ? weight : 0;
        }
        weight = 1;
        for (long k = mode; k > least && weight > negligible; k--) {
            weight /= ratio(k - 1, size, allHits, otherSize);
            sum += weight;
            extreme += weight <= limit ? weight : 0;
        }
        return StrictMath.min(1, extreme / sum);
    }

    private static double weightOf(long k, long mode, long size, long allHits, long otherSize) {
        double weight = 1;
        for (long i = mode; i < k && weight > 0; i++) {
            weight *= ratio(i, size, allHits, otherSize);
        }
        for (long i = mode; i > k && weight > 0; i--) {
            weight /= ratio(i - 1, size, allHits, otherSize);
        }
        return weight;
    }

    /** P(k + 1) / P(k). */
    private static double ratio(long k, long size, long allHits, long otherSize) {
        return ((double) (size - k) / (k + 1))
                * ((double) (allHits - k) / (otherSize - allHits + k + 1));
    }
}
