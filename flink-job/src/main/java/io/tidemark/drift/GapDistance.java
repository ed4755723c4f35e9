/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/**
 * What one gap contributes to ∫ |F - G| dx, from the counts in it and the sums of their offsets.
 *
 * <p>Known are D = F - G at the gap's start and end, how much F and G rise in between (f and g),
 * and where on average they do, hence A = ∫ D. D stays within [D(start) - g, D(start) + f]; if that
 * is on one side of zero, the contribution is |A|. Otherwise it is at least |A|, and at most the
 * smallest of three bounds:
 *
 * <ul>
 *   <li>D takes its two extreme values only, in such shares that the integral is A;
 *   <li>|A| + what it costs to move each side's values to the gap's ends, means kept, which leaves
 *       D constant: at most 2 f u (1 - u) · width a side (u: the mean's place in the gap);
 *   <li>the distance of the two means as points + what it costs to move the values there, at most
 *       the same a side and nothing for a single value; this gives a lower bound too.
 * </ul>
 *
 * @param estimate the contribution if values were spread evenly, within the bounds
 * @param lower the contribution is no smaller
 * @param upper the contribution is no larger
 * @param magnitude sum of the sizes of all terms behind it: what rounding is a share of
 */
record GapDistance(double estimate, double lower, double upper, double magnitude) {

    /**
     * One side's values in the gap.
     *
     * @param share of all values of the side
     * @param area share times mean distance from the gap's start
     * @param spread the most that moving them all to their mean can cost
     */
    record Mass(double share, double area, double spread) {
        /**
         * Sums up values.
         *
         * @param count how many
         * @param total of the side
         * @param offsets sum of their distances from the gap's start
         * @param reach the largest possible distance
         */
        static Mass of(long count, long total, double offsets, double reach) {
            double share = (double) count / total;
            double area = offsets / total;
            return new Mass(share, area, count > 1 ? spread(share, area, reach) : 0);
        }

        /** The most that moving values to both ends of {@code reach}, mean kept, can cost. */
        static double spread(double share, double area, double reach) {
            if (share == 0 || !(reach > 0)) {
                return 0;
            }
            double place = StrictMath.min(1, StrictMath.max(0, area / share / reach));
            return 2 * share * place * (1 - place) * reach;
        }
    }

    /** A gap in which neither side has values. */
    static GapDistance flat(double difference, double width) {
        double exact = StrictMath.abs(difference) * width;
        return new GapDistance(exact, exact, exact, exact);
    }

    /**
     * A gap with values.
     *
     * @param start D at its start
     * @param end D at its end
     * @param width its width, positive; of an open gap as far as its values reach
     * @param f current values in it
     * @param g baseline values in it
     * @param offsetError how much the rounding of one value's offset may be
     */
    static GapDistance of(
            double start, double end, double width, Mass f, Mass g, double offsetError) {
        double integral = end * width - (f.area - g.area);
        double magnitude = StrictMath.abs(end) * width + f.area + g.area;
        double error = (f.share + g.share) * offsetError;
        double floor = StrictMath.abs(integral);
        double low = StrictMath.min(start, end) - StrictMath.min(f.share, g.share);
        double high = StrictMath.max(start, end) + StrictMath.min(f.share, g.share);
        if (low >= 0 || high <= 0) {
            return new GapDistance(
                    floor, StrictMath.max(0, floor - error), floor + error, magnitude);
        }
        double extreme =
                (high * (integral - low * width) - low * (high * width - integral)) / (high - low);
        double points = ofMeans(start, end, width, f, g);
        double toMeans = f.spread + g.spread;
        double toEnds = Mass.spread(f.share, f.area, width) + Mass.spread(g.share, g.area, width);
        double least = StrictMath.max(floor, points - toMeans);
        double most = StrictMath.min(extreme, StrictMath.min(floor + toEnds, points + toMeans));
        most = StrictMath.max(most, least);
        double even =
                start * end >= 0
                        ? floor
                        : (start * start + end * end)
                                / (2 * (StrictMath.abs(start) + StrictMath.abs(end)))
                                * width;
        double estimate = StrictMath.min(most, StrictMath.max(least, even));
        // a spread changes by no more than twice the error of the mean it is taken from
        double slack = 4 * error;
        return new GapDistance(
                estimate,
                StrictMath.max(0, least - slack),
                most + slack,
                magnitude + (high - low) * width);
    }

    /**
     * An open gap of which nobody knows how far it reaches: |D| integrates to no less than the
     * difference of the two areas and no more than their sum.
     */
    static GapDistance ofMeans(Mass f, Mass g) {
        double least = StrictMath.abs(f.area - g.area);
        double most = f.share == 0 || g.share == 0 ? least : f.area + g.area;
        return new GapDistance(least, least, most, f.area + g.area);
    }

    /** The contribution if each side's values all lay at their mean. */
    private static double ofMeans(double start, double end, double width, Mass f, Mass g) {
        double meanF = f.share == 0 ? 0 : f.area / f.share;
        double meanG = g.share == 0 ? 0 : g.area / g.share;
        boolean isFirstF = meanF <= meanG;
        double first = StrictMath.min(width, StrictMath.max(0, isFirstF ? meanF : meanG));
        double second = StrictMath.min(width, StrictMath.max(0, isFirstF ? meanG : meanF));
        double between = isFirstF ? start + f.share : start - g.share;
        return StrictMath.abs(start) * first
                + StrictMath.abs(between) * (second - first)
                + StrictMath.abs(end) * (width - second);
    }
}
