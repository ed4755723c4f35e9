/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The performance of a window whose labels have come in part, with every pair weighted by 1 ÷ (the
 * share of its actual class's labels known at its age): early labels stand for those of their class
 * that are still to come. Fed with the confusion counts of each pane and the pane's age; panes in
 * any order give the same figures as long as ages repeat in whole milliseconds.
 *
 * <p>{@code accuracy}, {@code balanced_accuracy}, and of two classes {@code precision}, {@code
 * recall}, {@code f1} and {@code specificity}. NULL while some class's share is below {@value
 * #SMALLEST_SHARE}, or where a class has no curve. Intervals: Wilson's with the number of pairs
 * that gives a share the variance of the weighted figure; what the curves themselves leave unsure
 * is not in them.
 */
public final class MaturityWeighting {
    static final double SMALLEST_SHARE = 0.05;

    /** Some class has too few of its labels at this age. */
    public static final String TOO_YOUNG = "too_young";

    /** Too few labels of some class have matured to know how fast they come. */
    public static final String NO_MATURED_LABELS = "no_matured_labels";

    private record ClassPair(String actual, String predicted) {}

    private final MaturityCurves curves;
    private final TaskDecision decision;

    /** Counts per age, in order of age, so that sums run in one order. */
    private final TreeMap<Long, Map<ClassPair, Long>> counts = new TreeMap<>();

    /**
     * @param curves what matured windows have taught
     * @param decision a classification
     */
    public MaturityWeighting(MaturityCurves curves, TaskDecision decision) {
        this.curves = curves;
        this.decision = decision;
    }

    /**
     * Adds the known pairs of one pane.
     *
     * @param ageMillis age of its predictions; {@link Long#MAX_VALUE}: no label can come any more
     */
    public void add(long ageMillis, ConfusionCounts confusion) {
        Map<ClassPair, Long> of = counts.computeIfAbsent(ageMillis, age -> new HashMap<>());
        for (ConfusionCounts.Cell cell : confusion.cells()) {
            of.merge(new ClassPair(cell.actual(), cell.predicted()), cell.count(), Long::sum);
        }
    }

    /** Returns the weighted metrics, in a fixed order. */
    public List<Metric> metrics() {
        String reason = reason();
        List<Metric> metrics = new ArrayList<>();
        metrics.add(ratio("accuracy", reason, null, null, Metric.NO_PAIRS));
        metrics.add(balanced(reason));
        if (decision.task() == Task.BINARY) {
            String positive = decision.positiveClass();
            metrics.add(ratio("precision", reason, null, positive, Metric.NOT_PREDICTED));
            metrics.add(ratio("recall", reason, positive, null, Metric.NOT_IN_LABELS));
            metrics.add(f1(reason, positive));
            String negative = null;
            for (String name : decision.classes()) {
                negative = name.equals(positive) ? negative : name;
            }
            metrics.add(ratio("specificity", reason, negative, null, Metric.NOT_IN_LABELS));
        }
        return metrics;
    }

    private String reason() {
        for (long age : counts.keySet()) {
            for (String name : decision.classes()) {
                Double share = share(name, age);
                if (share == null) {
                    return NO_MATURED_LABELS;
                }
                if (share < SMALLEST_SHARE) {
                    return TOO_YOUNG;
                }
            }
        }
        return null;
    }

    private Double share(String actual, long age) {
        return age == Long.MAX_VALUE ? (Double) 1.0 : curves.known(actual, (double) age);
    }

    /** Sums of weights and of squared weights; those of the pairs that count as hits. */
    private static final class Sums {
        private long pairs;
        private double weights;
        private double squares;
        private double hits;
        private double squaresOfHits;

        void add(long count, double weight, boolean isHit) {
            pairs += count;
            weights += count * weight;
            squares += count * weight * weight;
            hits += isHit ? count * weight : 0;
            squaresOfHits += isHit ? count * weight * weight : 0;
        }

        double value() {
            return StrictMath.min(1, hits / weights);
        }

        /**
         * Wilson's interval; where all pairs agree, with the effective sample size of the weights.
         */
        Interval interval() {
            double value = value();
            double spread =
                    squaresOfHits * (1 - value) * (1 - value)
                            + (squares - squaresOfHits) * value * value;
            double observations =
                    spread > 0
                            ? value * (1 - value) * weights * weights / spread
                            : weights * weights / squares;
            return Interval.wilson(
                    value, StrictMath.max(1, StrictMath.min((double) pairs, observations)));
        }
    }

    private interface Choice {
        /** Returns whether the pair is a hit; null: it does not count. */
        Boolean of(String actual, String predicted);
    }

    private Sums sums(Choice choice) {
        Sums sums = new Sums();
        counts.forEach(
                (age, of) -> {
                    for (String actual : decision.classes()) {
                        for (String predicted : decision.classes()) {
                            long count = of.getOrDefault(new ClassPair(actual, predicted), 0L);
                            Boolean isHit = choice.of(actual, predicted);
                            if (count != 0 && isHit != null) {
                                sums.add(count, 1 / share(actual, age), isHit);
                            }
                        }
                    }
                });
        return sums;
    }

    /**
     * The weighted share of agreements among pairs of an actual or a predicted class; null: any.
     */
    private Metric ratio(
            String name, String reason, String ofActual, String ofPredicted, String reasonIfNone) {
        if (reason != null) {
            return Metric.undefined(name, reason);
        }
        Sums sums =
                sums(
                        (actual, predicted) ->
                                (isOrAny(ofActual, actual) && isOrAny(ofPredicted, predicted))
                                        ? (Boolean) actual.equals(predicted)
                                        : null);
        return sums.pairs <= 0
                ? Metric.undefined(name, reasonIfNone)
                : Metric.of(name, sums.value(), sums.interval());
    }

    private static boolean isOrAny(String wanted, String name) {
        return wanted == null || wanted.equals(name);
    }

    private Metric balanced(String reason) {
        List<Metric> recalls = new ArrayList<>();
        for (String name : decision.classes()) {
            Metric recall = ratio("balanced_accuracy", reason, name, null, Metric.NOT_IN_LABELS);
            if (recall.value() != null) {
                recalls.add(recall);
            }
        }
        if (recalls.isEmpty()) {
            return Metric.undefined("balanced_accuracy", reason == null ? Metric.NO_PAIRS : reason);
        }
        double[] weights = new double[recalls.size()];
        double[] values = new double[recalls.size()];
        Interval[] intervals = new Interval[recalls.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1.0 / weights.length;
            values[i] = recalls.get(i).value();
            intervals[i] = new Interval(recalls.get(i).lower(), recalls.get(i).upper());
            sum += values[i];
        }
        return Metric.of(
                "balanced_accuracy",
                sum / weights.length,
                Interval.ofSum(weights, values, intervals).within(0, 1));
    }

    /** By way of tp / (tp + fp + fn), as without weights. */
    private Metric f1(String reason, String positive) {
        if (reason != null) {
            return Metric.undefined("f1", reason);
        }
        Sums sums =
                sums(
                        (actual, predicted) ->
                                (actual.equals(positive) || predicted.equals(positive))
                                        ? (Boolean) actual.equals(predicted)
                                        : null);
        if (sums.pairs <= 0) {
            return Metric.undefined("f1", Metric.CLASS_ABSENT);
        }
        Interval jaccard = sums.interval();
        return Metric.of(
                "f1",
                2 * sums.value() / (1 + sums.value()),
                new Interval(
                        2 * jaccard.lower() / (1 + jaccard.lower()),
                        2 * jaccard.upper() / (1 + jaccard.upper())));
    }
}
