/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.NumericDistribution;

/**
 * What one gap contributes to ∫ (F - G)² dx, from the counts in it and the sums of their offsets.
 *
 * <p>Known are D = F - G at both ends, that it stays between {@code low} and {@code high}, and its
 * mean μ over the gap. Then ∫ D² is at least width · μ², and at most what it is when D takes its
 * two extremes only: width · (μ (low + high) - low · high). With a value of each side at most, D is
 * known all along. The estimate takes values to be spread evenly about their mean.
 *
 * <p>An open gap reaches as far as the outermost value. Where that is not known (labels can be
 * taken back) nothing is certain from below, and at most max |D| · ∫ (|F| + |G|) from above.
 *
 * @param estimate within the bounds
 * @param lower the contribution is no smaller
 * @param upper the contribution is no larger
 * @param magnitude what rounding is a share of
 */
record GapEnergy(double estimate, double lower, double upper, double magnitude) {
    private static final GapEnergy NOTHING = new GapEnergy(0, 0, 0, 0);

    /** The gap between edge {@code gap - 1} and edge {@code gap}. */
    static GapEnergy inner(
            NumericDistribution baseline,
            NumericDistribution current,
            int gap,
            double start,
            double end) {
        double width = baseline.edges()[gap] - baseline.edges()[gap - 1];
        long inF = current.gaps()[gap];
        long inG = baseline.gaps()[gap];
        if (inF == 0 && inG == 0) {
            double exact = start * start * width;
            return new GapEnergy(exact, exact, exact, exact);
        }
        double offsetF = current.gapOffsets()[gap];
        double offsetG = baseline.gapOffsets()[gap];
        double shareF = (double) inF / current.total();
        double shareG = (double) inG / baseline.total();
        double error = (shareF + shareG) * NumericDistribution.OFFSET_ERROR;
        if (inF <= 1 && inG <= 1) {
            return steps(width, start, end, inF, offsetF, shareF, inG, offsetG, shareG, error);
        }
        double mean = end - (offsetF / current.total() - offsetG / baseline.total()) / width;
        return mixed(width, start, end, mean, StrictMath.min(shareF, shareG), error);
    }

    /** The gap below the first edge or above the last one, seen from the edge outwards. */
    static GapEnergy open(NumericDistribution baseline, NumericDistribution current, int gap) {
        long inF = current.gaps()[gap];
        long inG = baseline.gaps()[gap];
        if (inF == 0 && inG == 0) {
            return NOTHING;
        }
        double shareF = (double) inF / current.total();
        double shareG = (double) inG / baseline.total();
        double offsetF = current.gapOffsets()[gap];
        double offsetG = baseline.gapOffsets()[gap];
        double areaF = offsetF / current.total();
        double areaG = offsetG / baseline.total();
        OpenReach reachF = OpenReach.of(current, gap);
        OpenReach reachG = OpenReach.of(baseline, gap);
        double start =
                Wasserstein.difference(
                        baseline.gaps()[gap], baseline.total(), inF, current.total());
        double width = StrictMath.max(reachF.distance(), reachG.distance());
        if (inF <= 1 && inG <= 1) {
            return steps(width, start, 0, inF, offsetF, shareF, inG, offsetG, shareG, 0);
        }
        if (reachF.isKnown() && reachG.isKnown()) {
            double mean = (areaG - areaF) / width;
            return mixed(width, start, 0, mean, StrictMath.min(shareF, shareG), 0);
        }
        double most = StrictMath.max(shareF, shareG) * (areaF + areaG);
        double even = 2 * width * start * start / 3;
        return new GapEnergy(StrictMath.min(most, even), 0, most, most);
    }

    /** At most one value of each side, so that D is a step function. */
    private static GapEnergy steps(
            double width,
            double start,
            double end,
            long inF,
            double offsetF,
            double shareF,
            long inG,
            double offsetG,
            double shareG,
            double error) {
        double atF = inF == 0 ? 0 : StrictMath.min(width, offsetF);
        double atG = inG == 0 ? 0 : StrictMath.min(width, offsetG);
        boolean isFirstF = inG == 0 || (inF > 0 && atF <= atG);
        double first = isFirstF ? (inG == 0 ? atF : StrictMath.min(atF, atG)) : atG;
        double second = inF > 0 && inG > 0 ? StrictMath.max(atF, atG) : first;
        double between = isFirstF && inG > 0 ? start + shareF : start - shareG;
        double exact =
                start * start * first
                        + (second > first ? between * between * (second - first) : 0)
                        + end * end * (width - second);
        double largest = StrictMath.abs(start) + shareF + shareG;
        double slack = 4 * largest * error * width;
        return new GapEnergy(
                exact, StrictMath.max(0, exact - slack), exact + slack, largest * largest * width);
    }

    /** Any number of values; {@code error} is how far the mean may be off. */
    private static GapEnergy mixed(
            double width, double start, double end, double mean, double shared, double error) {
        double low = StrictMath.min(start, end) - shared;
        double high = StrictMath.max(start, end) + shared;
        double size = StrictMath.max(StrictMath.abs(low), StrictMath.abs(high));
        double bounded = StrictMath.max(low, StrictMath.min(high, mean));
        double nearer = StrictMath.max(0, StrictMath.abs(bounded) - error);
        double most = bounded * (low + high) - low * high + StrictMath.abs(low + high) * error;
        double least = nearer * nearer;
        double rise = end - start;
        double even = bounded * bounded + rise * rise / 12;
        return new GapEnergy(
                width * StrictMath.min(most, StrictMath.max(least, even)),
                width * least,
                width * StrictMath.max(least, most),
                width * size * size);
    }
}
