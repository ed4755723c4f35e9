/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import java.util.Arrays;
import org.apache.commons.math3.special.Beta;

/**
 * The share of values that the baseline does not have, less what the baseline itself has beyond the
 * declared ones (usually nothing). Range [-1, 1]; p-value by the two-proportion z-test, or Fisher's
 * exact test where counts are small.
 *
 * <p>A baseline never has values that it does not have, and a window always has some where many are
 * rare. So what decides is not that test but how many are to be expected: the share unseen by a
 * baseline of m values is about that of those seen once (Good, 1953), with a variance of (f1 + 2
 * f2) / m², f1 and f2 the numbers of categories seen once and twice. With one more in f1, for those
 * that the baseline missed without a sign, and the share taken as gamma distributed, the number of
 * new values is negative binomial; without any rare category that is the exact law of values met in
 * the window first.
 */
public final class NewValues {
    public static final String METHOD = "new_values";

    private NewValues() {}

    /**
     * Judges the share of new values.
     *
     * @param bins values of both sides by category
     * @param baselineNewValues values of the baseline that are not among the known ones
     * @param newValues values of the window that are not among the known ones
     * @return undefined when either side has no values
     */
    public static DriftResult compute(BinnedCounts bins, long baselineNewValues, long newValues) {
        long m = bins.baselineTotal();
        long n = bins.currentTotal();
        DriftResult result = compute(baselineNewValues, m, newValues, n);
        if (result.statistic() == null || baselineNewValues > 0) {
            return result;
        }
        return result.withDecision(unexpected(bins.baseline(), (double) m, newValues, (double) n));
    }

    /**
     * Judges the share of new values where only the commonest categories of the baseline are known.
     *
     * <p>They were chosen by the very values that they are counted in, so the baseline's own share
     * of left-out ones is too small. Leaving one value out at a time says by how much at most: a
     * category is among the commonest without that value unless it is one of the rarest of them.
     * Between the two shares nothing is unexpected; beyond, the nearer one counts.
     *
     * @param known counts of the known categories in the baseline
     * @param baselineNewValues values of the baseline that are not among the known ones
     * @param baselineSize values of the baseline
     * @param newValues values of the window that are not among the known ones
     * @param size values of the window
     * @return undefined when either side has no values
     */
    static DriftResult ofCommonest(
            long[] known, long baselineNewValues, long baselineSize, long newValues, long size) {
        DriftResult result = compute(baselineNewValues, baselineSize, newValues, size);
        if (result.statistic() == null || result.statistic() <= 0) {
            return result;
        }
        long rarest = Arrays.stream(known).filter(count -> count > 0).min().orElse(0);
        long uncertain = Arrays.stream(known).filter(count -> count <= rarest + 1).sum();
        DriftResult most = compute(baselineNewValues + uncertain, baselineSize, newValues, size);
        return result.withDecision(most.statistic() <= 0 ? 1 : most.pDecision());
    }

    /**
     * Judges the share of new values by what is declared.
     *
     * @param baselineNewValues values of the baseline that are not among the known ones
     * @param baselineSize values of the baseline
     * @param newValues values of the window that are not among the known ones
     * @param size values of the window
     * @return undefined when either side has no values
     */
    public static DriftResult compute(
            long baselineNewValues, long baselineSize, long newValues, long size) {
        return ShareChange.compute(METHOD, baselineNewValues, baselineSize, newValues, size);
    }

    /** The probability of as many new values when nothing has changed. */
    private static double unexpected(long[] baseline, double m, long newValues, double n) {
        double once = 1;
        double twice = 0;
        for (long count : baseline) {
            once += count == 1 ? 1 : 0;
            twice += count == 2 ? 1 : 0;
        }
        if (newValues <= 0) {
            return 1;
        }
        double scale = (once + 2 * twice) / once / m;
        double shape = once / m / scale;
        double tail = Beta.regularizedBeta(n * scale / (1 + n * scale), (double) newValues, shape);
        return StrictMath.max(0, StrictMath.min(1, tail));
    }
}
