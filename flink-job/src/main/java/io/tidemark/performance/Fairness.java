/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How differently a classifier treats the groups of one sensitive attribute, on labelled
 * predictions.
 *
 * <ul>
 *   <li>{@code demographic_parity_difference}, {@code _ratio}: of the selection rates, largest -
 *       smallest and smallest ÷ largest
 *   <li>{@code equal_opportunity_difference}: of the true positive rates
 *   <li>{@code equalized_odds_difference}, {@code _ratio}: the worse of the true positive and the
 *       false positive rates
 *   <li>{@code disparate_impact}: the lowest selection rate ÷ the reference group's (the
 *       four-fifths rule: below 0.8 is adverse impact)
 *   <li>{@code accuracy_ratio}: of the accuracies
 * </ul>
 *
 * <p>Groups with fewer labelled predictions than asked for are named and not judged. A group whose
 * rate is undefined (no positives, say) is left out of that rate; a single group differs from
 * nobody (0, or 1 as a ratio). Worst and best group are the ends of the rate that decides the
 * figure, where being selected counts as the better lot, but not if it is by mistake. See Hardt,
 * Price and Srebro, "Equality of opportunity in supervised learning" (2016).
 */
public final class Fairness {
    private final List<GroupCounts> judged = new ArrayList<>();
    private final List<String> tooSmall = new ArrayList<>();
    private final String referenceGroup;
    private final List<FairnessMetric> metrics;

    private Fairness(Collection<GroupCounts> groups, String reference, long minSamples) {
        List<GroupCounts> sorted = new ArrayList<>(groups);
        sorted.sort(Comparator.comparing(GroupCounts::group, CodePointOrder.INSTANCE));
        for (GroupCounts group : sorted) {
            if (group.count() > 0 && group.count() >= minSamples) {
                judged.add(group);
            } else {
                tooSmall.add(group.group());
            }
        }
        this.referenceGroup = reference == null ? largest() : reference;
        this.metrics = judged.isEmpty() ? undefined() : judge();
    }

    /**
     * Judges the groups of one attribute.
     *
     * @param referenceGroup null: the largest that is judged, the first in code-point order of
     *     equals
     * @param minSamples labelled predictions that a group needs
     */
    public static Fairness of(
            Collection<GroupCounts> groups, String referenceGroup, long minSamples) {
        return new Fairness(groups, referenceGroup, minSamples);
    }

    private String largest() {
        GroupCounts largest = null;
        for (GroupCounts group : judged) {
            largest = largest == null || group.count() > largest.count() ? group : largest;
        }
        return largest == null ? null : largest.group();
    }

    private List<FairnessMetric> judge() {
        int size = judged.size();
        GroupShares selection = new GroupShares(size, true);
        GroupShares accuracy = new GroupShares(size, true);
        GroupShares opportunity = new GroupShares(size, true);
        // both rates of the equalized odds must hold together
        GroupShares hits = new GroupShares(2 * size, true);
        GroupShares mistakes = new GroupShares(2 * size, false);
        for (GroupCounts of : judged) {
            long positives = of.truePositives() + of.falseNegatives();
            long negatives = of.falsePositives() + of.trueNegatives();
            selection.add(of.group(), of.truePositives() + of.falsePositives(), of.count());
            accuracy.add(of.group(), of.truePositives() + of.trueNegatives(), of.count());
            opportunity.add(of.group(), of.truePositives(), positives);
            hits.add(of.group(), of.truePositives(), positives);
            mistakes.add(of.group(), of.falsePositives(), negatives);
        }
        String odds = "equalized_odds_difference";
        String ratio = "equalized_odds_ratio";
        return List.of(
                selection.difference("demographic_parity_difference", Metric.NO_PAIRS),
                selection.ratio("demographic_parity_ratio", Metric.NO_PAIRS),
                opportunity.difference("equal_opportunity_difference", Metric.NOT_IN_LABELS),
                larger(
                        hits.difference(odds, Metric.NOT_IN_LABELS),
                        mistakes.difference(odds, Metric.NOT_IN_LABELS)),
                smaller(
                        hits.ratio(ratio, Metric.NOT_IN_LABELS),
                        mistakes.ratio(ratio, Metric.NOT_IN_LABELS)),
                selection.lowestAgainst("disparate_impact", referenceGroup),
                accuracy.ratio("accuracy_ratio", Metric.NO_PAIRS));
    }

    private static FairnessMetric larger(FairnessMetric one, FairnessMetric other) {
        if (one.value() == null || other.value() == null) {
            return one.value() == null ? other : one;
        }
        FairnessMetric decides = one.value() >= other.value() ? one : other;
        return new FairnessMetric(
                decides.name(),
                decides.value(),
                StrictMath.max(one.lower(), other.lower()),
                StrictMath.max(one.upper(), other.upper()),
                null,
                decides.worstGroup(),
                decides.bestGroup());
    }

    private static FairnessMetric smaller(FairnessMetric one, FairnessMetric other) {
        if (one.value() == null || other.value() == null) {
            return one.value() == null ? other : one;
        }
        FairnessMetric decides = one.value() <= other.value() ? one : other;
        return new FairnessMetric(
                decides.name(),
                decides.value(),
                StrictMath.min(one.lower(), other.lower()),
                StrictMath.min(one.upper(), other.upper()),
                null,
                decides.worstGroup(),
                decides.bestGroup());
    }

    private static List<FairnessMetric> undefined() {
        List<FairnessMetric> none = new ArrayList<>();
        for (String name :
                List.of(
                        "demographic_parity_difference",
                        "demographic_parity_ratio",
                        "equal_opportunity_difference",
                        "equalized_odds_difference",
                        "equalized_odds_ratio",
                        "disparate_impact",
                        "accuracy_ratio")) {
            none.add(FairnessMetric.undefined(name, FairnessMetric.GROUPS_TOO_SMALL));
        }
        return none;
    }

    /** Returns the metrics, in a fixed order. */
    public List<FairnessMetric> metrics() {
        return metrics;
    }

    /** Returns the groups with enough labelled predictions, in code-point order. */
    public List<GroupCounts> judged() {
        return List.copyOf(judged);
    }

    /** Returns the names of the groups that are too small to be judged, in code-point order. */
    public List<String> tooSmall() {
        return List.copyOf(tooSmall);
    }

    /** Returns the group that the disparate impact is relative to; null if no group is judged. */
    public String referenceGroup() {
        return referenceGroup;
    }
}
