/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * The two-proportion z-test of a feature with two categories: z = (q - p) / √(r (1 - r) (1 / n + 1
 * / m)), q the baseline's and p the current share of the second category in code-point order, r the
 * pooled one. Positive when that category has become rarer; both ends are extreme. The p-value is
 * two-sided and normal; z² is chi-square's statistic.
 *
 * <p>A single category: 0, p-value 1, with a reason. More than two: undefined.
 */
public final class ProportionTest implements DriftMethod {
    public static final String METHOD = "z_test";

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
            return new DriftResult(METHOD, 0.0, null, null, 1.0, DriftReason.SINGLE_CATEGORY);
        }
        double statistic = statistic(table);
        double pValue = ChiSquare.survival(statistic * statistic, 1);
        return new DriftResult(METHOD, statistic, null, null, pValue, null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        BinaryTable table = pair.emptiness() == null ? BinaryTable.of(pair.bins()) : null;
        if (table == null) {
            return Double.NaN;
        }
        return table.isSingle() ? 0 : statistic(table);
    }

    @Override
    public double extremeness(FeaturePair pair) {
        return StrictMath.abs(statistic(pair));
    }

    private static double statistic(BinaryTable table) {
        long m = table.baselineTotal();
        long n = table.currentTotal();
        double all = (double) n + m;
        double second = ((double) table.baselineSecond() + table.currentSecond()) / all;
        double first = ((double) table.baselineFirst() + table.currentFirst()) / all;
        double change = Wasserstein.difference(table.baselineSecond(), m, table.currentSecond(), n);
        return change / StrictMath.sqrt(first * second * (1.0 / n + 1.0 / m));
    }
}
