/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * One rate over the groups of a sensitive attribute. A group whose rate has a zero denominator is
 * left out. The bounds of a difference or ratio come from Wilson intervals of all groups that hold
 * together with 95 % (Bonferroni's inequality over {@code comparisons}): whichever groups look
 * worst and best, the true spread lies between theirs.
 */
final class GroupShares {
    private final List<String> groups = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final double quantile;
    private final boolean isHighBetter;

    /**
     * @param comparisons number of intervals that must hold together, at least 1
     * @param isHighBetter whether a group with a higher rate is better off
     */
    GroupShares(int comparisons, boolean isHighBetter) {
        this.quantile = StrictMath.sqrt(2) * Erf.erfInv(1 - 0.05 / comparisons);
        this.isHighBetter = isHighBetter;
    }

    void add(String group, long count, long total) {
        if (total > 0) {
            groups.add(group);
            shares.add((double) count / total);
            intervals.add(Interval.wilson((double) count / total, (double) total, quantile));
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Largest - smallest; 0 for a single group. */
    FairnessMetric difference(String name, String reasonIfNone) {
        if (isEmpty()) {
            return FairnessMetric.undefined(name, reasonIfNone);
        }
        int low = lowest();
        int high = highest();
        boolean isAlone = groups.size() == 1;
        double least = StrictMath.max(0, highestLower() - lowestUpper());
        double most = highestUpper() - lowestLower();
        return metric(
                name,
                shares.get(high) - shares.get(low),
                isAlone ? 0 : least,
                isAlone ? 0.0 : (Double) most);
    }

    /** Smallest ÷ largest; 1 for a single group, undefined where the largest is 0. */
    FairnessMetric ratio(String name, String reasonIfNone) {
        if (isEmpty()) {
            return FairnessMetric.undefined(name, reasonIfNone);
        }
        double highest = shares.get(highest());
        if (highest == 0) {
            return FairnessMetric.undefined(name, FairnessMetric.RATE_IS_ZERO);
        }
        boolean isAlone = groups.size() == 1;
        double least = lowestLower() / highestUpper();
        double sure = highestLower();
        double most = sure > 0 ? StrictMath.min(1, lowestUpper() / sure) : 1;
        return metric(
                name, shares.get(lowest()) / highest, isAlone ? 1 : least, isAlone ? 1.0 : most);
    }

    /** The lowest of all groups ÷ the given one's, which itself counts with 1. */
    FairnessMetric lowestAgainst(String name, String reference) {
        int place = groups.indexOf(reference);
        if (place < 0) {
            return FairnessMetric.undefined(name, FairnessMetric.NO_REFERENCE_GROUP);
        }
        double share = shares.get(place);
        if (share == 0) {
            return FairnessMetric.undefined(name, FairnessMetric.RATE_IS_ZERO);
        }
        double least = 1;
        double most = 1;
        for (int i = 0; i < groups.size(); i++) {
            if (i != place) {
                Interval of = intervals.get(place);
                least = StrictMath.min(least, intervals.get(i).lower() / of.upper());
                most =
                        of.lower() > 0
                                ? StrictMath.min(most, intervals.get(i).upper() / of.lower())
                                : most;
            }
        }
        return metric(name, shares.get(lowest()) / share, least, most);
    }

    private FairnessMetric metric(String name, double value, double lower, Double upper) {
        String low = groups.get(lowest());
        String high = groups.get(highest());
        return new FairnessMetric(
                name,
                value,
                StrictMath.min(lower, value),
                StrictMath.max(upper, value),
                null,
                isHighBetter ? low : high,
                isHighBetter ? high : low);
    }

    /** The first of equal ones, in the order in which they were added. */
    private int lowest() {
        int lowest = 0;
        for (int i = 1; i < shares.size(); i++) {
            lowest = shares.get(i) < shares.get(lowest) ? i : lowest;
        }
        return lowest;
    }

    /** The first of equal ones, in the order in which they were added. */
    private int highest() {
        int highest = 0;
        for (int i = 1; i < shares.size(); i++) {
            highest = shares.get(i) > shares.get(highest) ? i : highest;
        }
        return highest;
    }

    private double lowestLower() {
        return intervals.stream().mapToDouble(Interval::lower).min().orElseThrow();
    }

    private double lowestUpper() {
        return intervals.stream().mapToDouble(Interval::upper).min().orElseThrow();
    }

    private double highestLower() {
        return intervals.stream().mapToDouble(Interval::lower).max().orElseThrow();
    }

    private double highestUpper() {
        return intervals.stream().mapToDouble(Interval::upper).max().orElseThrow();
    }
}
