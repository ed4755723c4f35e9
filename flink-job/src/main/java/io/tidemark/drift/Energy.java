/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * The energy distance √(2 ∫ (F - G)² dx) of two distributions counted on one grid, in the square
 * root of the feature's own unit, as SciPy's {@code energy_distance} (Székely and Rizzo, 2013).
 *
 * <p>Counts give F - G at every edge and the sums of offsets its integral over every gap; see
 * {@link GapEnergy} for what a gap can amount to. {@code lower} and {@code upper} hold the distance
 * of the values themselves; on a grid of all distinct values both equal the statistic but for
 * rounding. Range [0, ∞). No p-value: its law depends on the distribution.
 */
public final class Energy implements DriftMethod {
    public static final String METHOD = "energy";

    /** Share of all terms that rounding may amount to, here and in who computes from the values. */
    private static final double SLACK = 1e-12;

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
        GapEnergy all = sum(pair);
        double slack = SLACK * all.magnitude();
        return new DriftResult(
                METHOD,
                StrictMath.sqrt(2 * all.estimate()),
                StrictMath.sqrt(2 * StrictMath.max(0, all.lower() - slack)),
                StrictMath.sqrt(2 * (all.upper() + slack)),
                null,
                null);
    }

    @Override
    public double statistic(FeaturePair pair) {
        return pair.emptiness() == null ? StrictMath.sqrt(2 * sum(pair).estimate()) : Double.NaN;
    }

    private static GapEnergy sum(FeaturePair pair) {
        NumericDistribution baseline = pair.baseline();
        NumericDistribution current = pair.current();
        Wasserstein.requireSameEdges(baseline, current);
        double[] edges = baseline.edges();
        long n = current.total();
        long m = baseline.total();
        long countF = 0;
        long countG = 0;
        double estimate = 0;
        double lower = 0;
        double upper = 0;
        double magnitude = 0;
        for (int gap = 0; gap <= edges.length; gap++) {
            double start = Wasserstein.difference(countF, n, countG, m);
            countF += current.gaps()[gap];
            countG += baseline.gaps()[gap];
            double end = Wasserstein.difference(countF, n, countG, m);
            GapEnergy part =
                    gap > 0 && gap < edges.length
                            ? GapEnergy.inner(baseline, current, gap, start, end)
                            : GapEnergy.open(baseline, current, gap);
            estimate += part.estimate();
            lower += part.lower();
            upper += part.upper();
            magnitude += part.magnitude();
            if (gap < edges.length) {
                countF += current.points()[gap];
                countG += baseline.points()[gap];
            }
        }
        return new GapEnergy(estimate, lower, upper, magnitude);
    }
}
