/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;
import java.util.Arrays;

/**
 * The Wasserstein-1 (earth mover's) distance ∫ |F - G| dx of two distributions counted on one grid,
 * published in units of the baseline's population standard deviation (ddof 0).
 *
 * <p>Counts give F - G at every edge, and the sums of offsets its integral A over every gap, the
 * open ones at the ends included. Where F and G cannot cross inside a gap the gap contributes
 * exactly |A|; where they can, {@link GapDistance} bounds it. {@code lower} and {@code upper} hold
 * the distance of the values themselves, the rounding of offsets and of this arithmetic included;
 * the statistic takes values to be spread evenly where F and G may cross.
 *
 * <p>Range [0, ∞). Undefined in these units when the baseline is constant; {@link #distance} is
 * then defined all the same.
 */
public final class Wasserstein implements DriftMethod {
    public static final String METHOD = "wasserstein";

    /**
     * Share of all terms that rounding may amount to, here and in whoever computes from the values.
     */
    private static final double SLACK = 1e-12;

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public DriftResult compute(FeaturePair pair) {
        return compute(pair.baseline(), pair.current(), pair.baselineMoments().populationStddev());
    }

    @Override
    public double statistic(FeaturePair pair) {
        Double statistic = compute(pair).statistic();
        return statistic == null ? Double.NaN : statistic;
    }

    /**
     * A distance in the feature's own unit.
     *
     * @param value the estimate, equal to the distance where F and G cross in no gap
     * @param lower rigorous lower bound
     * @param upper rigorous upper bound
     */
    public record Distance(double value, double lower, double upper) {}

    /**
     * The distance in baseline standard deviations.
     *
     * @param baselineDeviation population standard deviation (ddof 0); null or 0: constant
     */
    public static DriftResult compute(
            NumericDistribution baseline, NumericDistribution current, Double baselineDeviation) {
        String reason = DriftReason.ofSizes(baseline.total(), current.total());
        if (reason != null) {
            return DriftResult.undefined(METHOD, reason);
        }
        if (baselineDeviation == null || !(baselineDeviation > 0)) {
            return DriftResult.undefined(METHOD, DriftReason.CONSTANT_BASELINE);
        }
        Distance raw = distance(baseline, current);
        double upper = raw.upper / baselineDeviation;
        if (!Double.isFinite(upper)) {
            return DriftResult.undefined(METHOD, DriftReason.TOO_LARGE);
        }
        return new DriftResult(
                METHOD,
                raw.value / baselineDeviation,
                raw.lower / baselineDeviation,
                upper,
                null,
                null);
    }

    /**
     * The distance in the feature's own unit; null when either side has no values.
     *
     * @throws IllegalArgumentException if the two are not on the same edges
     */
    public static Distance distance(NumericDistribution baseline, NumericDistribution current) {
        if (DriftReason.ofSizes(baseline.total(), current.total()) != null) {
            return null;
        }
        requireSameEdges(baseline, current);
        double[] edges = baseline.edges();
        long countF = 0;
        long countG = 0;
        double value = 0;
        double lower = 0;
        double upper = 0;
        double terms = 0;
        for (int gap = 0; gap <= edges.length; gap++) {
            GapDistance part = null;
            if (gap > 0 && gap < edges.length) {
                part = innerGap(baseline, current, gap, countF, countG);
            } else if (current.gaps()[gap] > 0 || baseline.gaps()[gap] > 0) {
                part = openGap(baseline, current, gap);
            }
            if (part != null) {
                value += part.estimate();
                lower += part.lower();
                upper += part.upper();
                terms += part.magnitude();
            }
            countF += current.gaps()[gap];
            countG += baseline.gaps()[gap];
            if (gap < edges.length) {
                countF += current.points()[gap];
                countG += baseline.points()[gap];
            }
        }
        return new Distance(value, StrictMath.max(0, lower - SLACK * terms), upper + SLACK * terms);
    }

    private static GapDistance innerGap(
            NumericDistribution baseline,
            NumericDistribution current,
            int gap,
            long countF,
            long countG) {
        long n = current.total();
        long m = baseline.total();
        double width = baseline.edges()[gap] - baseline.edges()[gap - 1];
        long inF = current.gaps()[gap];
        long inG = baseline.gaps()[gap];
        double start = difference(countF, n, countG, m);
        if (inF == 0 && inG == 0) {
            return GapDistance.flat(start, width);
        }
        double end = difference(countF + inF, n, countG + inG, m);
        return GapDistance.of(
                start,
                end,
                width,
                GapDistance.Mass.of(inF, n, current.gapOffsets()[gap], width),
                GapDistance.Mass.of(inG, m, baseline.gapOffsets()[gap], width),
                NumericDistribution.OFFSET_ERROR * width);
    }

    /**
     * The gap below the first edge or above the last, seen from the edge outwards: F (mirrored: 1 -
     * F) starts at its share there and falls to 0. Its sums are exact.
     */
    private static GapDistance openGap(
            NumericDistribution baseline, NumericDistribution current, int gap) {
        OpenReach reachF = OpenReach.of(current, gap);
        OpenReach reachG = OpenReach.of(baseline, gap);
        long n = current.total();
        long m = baseline.total();
        GapDistance.Mass massF =
                GapDistance.Mass.of(
                        current.gaps()[gap], n, current.gapOffsets()[gap], reachF.distance());
        GapDistance.Mass massG =
                GapDistance.Mass.of(
                        baseline.gaps()[gap], m, baseline.gapOffsets()[gap], reachG.distance());
        if (reachF.isKnown() && reachG.isKnown()) {
            double start = difference(baseline.gaps()[gap], m, current.gaps()[gap], n);
            double width = StrictMath.max(reachF.distance(), reachG.distance());
            return GapDistance.of(start, 0, width, massF, massG, 0);
        }
        return GapDistance.ofMeans(massF, massG);
    }

    /**
     * count / total - countOther / totalOther, without cancellation where the products fit a long.
     */
    static double difference(long count, long total, long countOther, long totalOther) {
        double n = total;
        double m = totalOther;
        double left = count * m;
        double right = countOther * n;
        if (StrictMath.max(left, right) < 0x1p53) {
            return (left - right) / (n * m);
        }
        return count / n - countOther / m;
    }

    static void requireSameEdges(NumericDistribution baseline, NumericDistribution current) {
        if (!Arrays.equals(baseline.edges(), current.edges())) {
            throw new IllegalArgumentException("distributions on different edges");
        }
    }
}
