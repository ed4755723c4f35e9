/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Splits the change of an overall figure into what moved between segments and what changed inside
 * them. The figure is a mean over pairs (accuracy, mean absolute error), so overall it is Σ share ×
 * figure over segments; with both sides averaged, {@code mix} is Σ (change of share) × (mean
 * figure) and {@code behaviour} Σ (mean share) × (change of figure). They add up to the change. A
 * segment that one side lacks goes to the mix.
 *
 * <p>E. M. Kitagawa, "Components of a difference between two rates", Journal of the American
 * Statistical Association 50 (1955).
 *
 * @param change overall figure after - before
 * @param mix part of it by segments' shares
 * @param behaviour part of it inside segments
 */
public record MixShift(double change, double mix, double behaviour) {
    /**
     * The figure of one segment.
     *
     * @param count pairs, above 0
     * @param figure mean over them
     */
    public record Segment(long count, double figure) {}

    /**
     * Splits a change.
     *
     * @param before segments that are disjoint and together are everything
     * @param after the same later
     * @throws IllegalArgumentException if either side has no pairs
     */
    public static MixShift of(Map<String, Segment> before, Map<String, Segment> after) {
        SortedSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(before.keySet());
        names.addAll(after.keySet());
        double totalBefore = total(before);
        double totalAfter = total(after);
        double change = 0;
        double mix = 0;
        double behaviour = 0;
        for (String name : names) {
            Segment old = before.get(name);
            Segment young = after.get(name);
            double oldShare = old == null ? 0 : old.count / totalBefore;
            double newShare = young == null ? 0 : young.count / totalAfter;
            double oldFigure = old == null ? young.figure : old.figure;
            double newFigure = young == null ? old.figure : young.figure;
            change += newShare * newFigure - oldShare * oldFigure;
            mix += (newShare - oldShare) * (oldFigure + newFigure) / 2;
            behaviour += (newFigure - oldFigure) * (oldShare + newShare) / 2;
        }
        return new MixShift(change, mix, behaviour);
    }

    private static double total(Map<String, Segment> segments) {
        long total = 0;
        for (Segment segment : segments.values()) {
            total += segment.count;
        }
        if (total <= 0) {
            throw new IllegalArgumentException("no pairs in any segment");
        }
        return total;
    }
}
