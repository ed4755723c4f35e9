/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * How the null distribution of a method is simulated: what of the baseline it depends on, and how
 * its statistic is put on a scale on which it is a quadratic form of nearly normal quantities.
 * There the distribution hardly depends on the sizes n and m, so that one serves a whole bucket of
 * them, and its tail goes like a gamma law's.
 *
 * <ul>
 *   <li>distances of the first order, such as sup |F - G|, shrink with √(nm / (n + m)): squared and
 *       times nm / (n + m);
 *   <li>divergences of the second order, such as PSI: times nm / (n + m);
 *   <li>{@code g_test} is such a form already;
 *   <li>chi-square is first seen against its margins, see {@link ChiSquareTail}.
 * </ul>
 *
 * @param source what is drawn
 * @param order of the statistic in the differences of shares: 1, 2, or 0 for what is on the scale
 *     already
 * @param spread what the variance of the largest component is made of, see {@link #variance}
 * @param constant factor of it
 * @param draws wanted; fewer where the cells are many
 */
record NullForm(Source source, int order, Spread spread, double constant, int draws) {
    private static final int DECIDING = 20_000;
    private static final int INFORMING = 2_000;

    /** What a statistic reads of the two samples. */
    enum Source {
        /** Counts of the grid's cells in their order, wherever these lie. */
        ORDER,
        /** Counts of bins or categories. */
        BINS
    }

    /** Which difference of shares varies most. */
    enum Spread {
        /** A constant. */
        NONE,
        /** Of a share below some edge. */
        CUMULATIVE,
        /** Of the share of some set of cells. */
        ANY_SET,
        /** Of the share of one cell. */
        ONE_CELL
    }

    /** The form of a method's null distribution; null where there is none. */
    static NullForm of(String method) {
        return switch (method) {
            case KolmogorovSmirnov.METHOD ->
                    new NullForm(Source.ORDER, 1, Spread.CUMULATIVE, 1, DECIDING);
            case ChiSquare.METHOD -> new NullForm(Source.BINS, 0, Spread.NONE, 1, DECIDING);
            case GTest.METHOD -> new NullForm(Source.BINS, 0, Spread.NONE, 1, INFORMING);
            case PopulationStabilityIndex.METHOD ->
                    new NullForm(Source.BINS, 2, Spread.NONE, 1, INFORMING);
            case KullbackLeibler.METHOD ->
                    new NullForm(Source.BINS, 2, Spread.NONE, 0.5, INFORMING);
            case JensenShannon.METHOD ->
                    new NullForm(
                            Source.BINS, 1, Spread.NONE, 1 / (8 * StrictMath.log(2)), INFORMING);
            case Hellinger.METHOD -> new NullForm(Source.BINS, 1, Spread.NONE, 1.0 / 8, INFORMING);
            case TotalVariation.METHOD ->
                    new NullForm(Source.BINS, 1, Spread.ANY_SET, 1, INFORMING);
            case LargestShareChange.METHOD ->
                    new NullForm(Source.BINS, 1, Spread.ONE_CELL, 1, INFORMING);
            default -> null;
        };
    }

    /**
     * How far a pair is from no drift on the common scale.
     *
     * @param n size of the window
     * @param m size of the baseline
     * @return at least 0; NaN where the statistic is undefined
     */
    double quantity(DriftMethod method, FeaturePair pair, double n, double m) {
        if (method.name().equals(ChiSquare.METHOD)) {
            return ChiSquareTail.of(pair.bins());
        }
        double extremeness = method.extremeness(pair);
        if (!(extremeness >= 0) || Double.isInfinite(extremeness)) {
            return Double.NaN;
        }
        return scaled(extremeness, n, m);
    }

    /** A statistic of samples of {@code n} and {@code m} values on the common scale. */
    double scaled(double extremeness, double n, double m) {
        double harmonic = n * m / (n + m);
        return switch (order) {
            case 1 -> extremeness * extremeness * harmonic;
            case 2 -> extremeness * harmonic;
            default -> extremeness;
        };
    }

    /**
     * The variance of the largest normal component on the common scale, for cells of these shares;
     * 0 when not known.
     */
    double variance(double[] shares) {
        double below = 0;
        double largest = 0;
        double cumulative = 0;
        double one = 0;
        for (double share : shares) {
            below += share;
            cumulative = StrictMath.max(cumulative, below * (1 - below));
            one = StrictMath.max(one, share * (1 - share));
            largest = StrictMath.max(largest, share);
        }
        double any = largest > 0.5 ? largest * (1 - largest) : 0.25;
        return constant
                * switch (spread) {
                    case NONE -> 1;
                    case CUMULATIVE -> cumulative;
                    case ANY_SET -> any;
                    case ONE_CELL -> one;
                };
    }
}
