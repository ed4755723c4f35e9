/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The metrics of a classification with several classes: {@code accuracy}; {@code precision}, {@code
 * recall} and {@code f1} as {@code _macro}, {@code _micro} and {@code _weighted} over every class
 * known or seen, and of each known class, the others together as {@code [(other)]}; {@code
 * log_loss} and {@code brier} (summed over classes) of the probabilities as listed. Inside means an
 * undefined figure counts 0, as in scikit-learn.
 */
final class MulticlassMetrics {
    private final ConfusionCounts confusion;
    private final Map<String, Long> correct = new HashMap<>();
    private final Map<String, Long> predicted = new HashMap<>();
    private final Map<String, Long> actual = new HashMap<>();
    private final SortedSet<String> classes = new TreeSet<>(CodePointOrder.INSTANCE);

    private MulticlassMetrics(ConfusionCounts confusion, List<String> known) {
        this.confusion = confusion;
        classes.addAll(known);
        for (ConfusionCounts.Cell cell : confusion.cells()) {
            classes.add(cell.actual());
            classes.add(cell.predicted());
            actual.merge(cell.actual(), cell.count(), Long::sum);
            predicted.merge(cell.predicted(), cell.count(), Long::sum);
            // what a cap has put together may disagree, so it counts as wrong
            boolean isCorrect = cell.actual().equals(cell.predicted());
            if (isCorrect && !cell.actual().equals(ClassNames.OTHER)) {
                correct.merge(cell.actual(), cell.count(), Long::sum);
            }
        }
    }

    static List<Metric> of(Tally tally, TaskDecision decision) {
        MulticlassMetrics counts =
                new MulticlassMetrics(tally.classes().confusion(), decision.classes());
        List<Metric> metrics = new ArrayList<>();
        long total = counts.confusion.total();
        metrics.add(share("accuracy", counts.confusion.correct(), total));
        metrics.addAll(counts.means(total));
        for (String name : decision.classes()) {
            metrics.addAll(counts.ofClasses('[' + name + ']', List.of(name)));
        }
        List<String> others = new ArrayList<>(counts.classes);
        others.removeAll(decision.classes());
        metrics.addAll(counts.ofClasses('[' + ClassNames.OTHER + ']', others));
        metrics.add(BinaryMetrics.mean("log_loss", tally.classes().classLosses().logLoss));
        metrics.add(BinaryMetrics.mean("brier", tally.classes().classLosses().brier));
        return metrics;
    }

    private static Metric share(String name, long count, long total) {
        return BinaryMetrics.share(name, count, total, Metric.NO_PAIRS);
    }

    private List<Metric> means(long total) {
        double[] macro = new double[3];
        double[] weighted = new double[3];
        for (String name : classes) {
            long right = correct.getOrDefault(name, 0L);
            long support = actual.getOrDefault(name, 0L);
            long answers = predicted.getOrDefault(name, 0L);
            double[] figures = {
                ratio(right, answers), ratio(right, support), ratio(2 * right, support + answers)
            };
            for (int i = 0; i < figures.length; i++) {
                macro[i] += figures[i];
                weighted[i] += figures[i] * support;
            }
        }
        List<Metric> metrics = new ArrayList<>();
        String[] names = {"precision", "recall", "f1"};
        for (int i = 0; i < names.length; i++) {
            metrics.add(mean(names[i] + "_macro", macro[i], classes.size(), total));
            metrics.add(share(names[i] + "_micro", confusion.correct(), total));
            metrics.add(mean(names[i] + "_weighted", weighted[i], total, total));
        }
        return metrics;
    }

    private static double ratio(long count, long total) {
        return total <= 0 ? 0 : (double) count / total;
    }

    private static Metric mean(String name, double sum, long divisor, long total) {
        return total <= 0
                ? Metric.undefined(name, Metric.NO_PAIRS)
                : Metric.of(name, sum / divisor, null);
    }

    /** The figures of one class, or of several that are taken together. */
    private List<Metric> ofClasses(String suffix, List<String> names) {
        long right = 0;
        long support = 0;
        long answers = 0;
        for (String name : names) {
            right += correct.getOrDefault(name, 0L);
            support += actual.getOrDefault(name, 0L);
            answers += predicted.getOrDefault(name, 0L);
        }
        return List.of(
                BinaryMetrics.share("precision" + suffix, right, answers, Metric.NOT_PREDICTED),
                BinaryMetrics.share("recall" + suffix, right, support, Metric.NOT_IN_LABELS),
                BinaryMetrics.f1("f1" + suffix, right, support + answers - 2 * right));
    }
}
