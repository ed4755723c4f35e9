/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out what a model predicts from the labels of a tally. Labels are numeric iff at least half
 * of them are numbers. At most two distinct labels, none of them a fraction, make a binary task;
 * else numeric ones make a regression, others several classes. The positive class is the later of
 * two in code-point order (1 of 0 and 1, true of false and true).
 */
public final class TaskInference {
    private static final double LARGEST_WHOLE_CLASS = 1e15;

    private TaskInference() {}

    /** Returns the decision, keeping to what the layout settles; null without labels. */
    public static TaskDecision of(Tally tally) {
        TallyLayout layout = tally.layout();
        if (layout.decision() != null || tally.labelled() <= 0) {
            return layout.decision();
        }
        SortedSet<String> actual = new TreeSet<>(CodePointOrder.INSTANCE);
        actual.addAll(layout.classes());
        actual.addAll(tally.classes().confusion().actualClasses());
        SortedSet<String> predicted = tally.classes().confusion().predictedClasses();
        predicted.remove(ClassNames.OTHER);
        Task task = layout.task() == null ? infer(tally, actual.size()) : layout.task();
        return switch (task) {
            case REGRESSION -> new TaskDecision(task, List.of(), null);
            case MULTICLASS -> {
                actual.addAll(predicted);
                yield new TaskDecision(task, List.copyOf(actual), null);
            }
            case BINARY -> binary(actual, predicted);
        };
    }

    private static Task infer(Tally tally, int classes) {
        long texts = tally.classes().textLabels();
        boolean isNumeric = tally.labelled() - texts >= texts;
        if (classes <= 2 && tally.classes().fractionalLabels() <= 0) {
            return Task.BINARY;
        }
        return isNumeric ? Task.REGRESSION : Task.MULTICLASS;
    }

    private static TaskDecision binary(SortedSet<String> actual, SortedSet<String> predicted) {
        SortedSet<String> two = new TreeSet<>(CodePointOrder.INSTANCE);
        actual.forEach(name -> addUpToTwo(two, name));
        predicted.forEach(name -> addUpToTwo(two, name));
        if (two.size() == 1) {
            two.add(counterpart(two.first()));
        }
        return new TaskDecision(Task.BINARY, List.copyOf(two), two.isEmpty() ? null : two.last());
    }

    private static void addUpToTwo(SortedSet<String> names, String name) {
        if (names.size() < 2) {
            names.add(name);
        }
    }

    /** Half of a customary pair names the other half; any other class is its own. */
    private static String counterpart(String name) {
        return switch (name) {
            case "0" -> "1";
            case "1" -> "0";
            case "false" -> "true";
            case "true" -> "false";
            default -> name;
        };
    }

    /** Returns whether a value is a number that names no class: not whole, or beyond 1e15. */
    static boolean isFraction(byte kind, double number) {
        boolean isWhole =
                number == StrictMath.rint(number) && StrictMath.abs(number) <= LARGEST_WHOLE_CLASS;
        return kind == NamedValues.NUMBER && !isWhole;
    }
}
