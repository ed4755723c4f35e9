/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CodePointOrder;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a reference says about the task. A declared task wins; else it is binary with at most two
 * distinct labels and no fraction among them, multiclass with labels that are not numbers or more
 * than two columns {@code probability_CLASS}, regression otherwise. Without labels the
 * probabilities and predictions tell, and where they do not, the task stays open (null).
 *
 * <p>Classes are in code-point order unless the spec lists them; the positive one is the second of
 * two.
 */
final class ReferenceTask {

    private final MonitorSpec spec;
    private final ReferenceTable table;

    /** Distinct labels; empty while the task may be a regression, which has too many of them. */
    private SortedSet<String> labels = new TreeSet<>();

    private ReferenceTask(MonitorSpec spec, ReferenceTable table) {
        this.spec = spec;
        this.table = table;
    }

    /** Returns the decision; null: open. */
    static TaskDecision decide(MonitorSpec spec, ReferenceTable table) throws InvalidReference {
        ReferenceTask reference = new ReferenceTask(spec, table);
        Task task = declared(spec);
        if (task == null) {
            task = reference.inferred();
        }
        if (task == null) {
            return null;
        }
        if (task.isClassification()) {
            reference.labels = categories(table.label());
        }
        reference.check(task);
        List<String> classes =
                switch (task) {
                    case REGRESSION -> List.of();
                    case BINARY -> reference.binaryClasses();
                    case MULTICLASS -> reference.classes();
                };
        String positive = task == Task.BINARY && classes.size() == 2 ? classes.get(1) : null;
        return new TaskDecision(task, classes, positive);
    }

    /** The decision for a spec whose reference (or null) may have been read for another one. */
    static TaskDecision settle(MonitorSpec spec, Reference reference) {
        Task declared = declared(spec);
        TaskDecision ofReference = reference == null ? null : reference.decision();
        boolean agrees =
                ofReference != null
                        && (declared == null || declared == ofReference.task())
                        && (spec.classes().isEmpty()
                                || spec.classes().equals(ofReference.classes()));
        if (agrees || declared == null) {
            return ofReference;
        }
        boolean isBinary = declared == Task.BINARY && spec.classes().size() == 2;
        return new TaskDecision(declared, spec.classes(), isBinary ? spec.classes().get(1) : null);
    }

    /** The task that a spec declares, by name or by the number of its classes; or null. */
    static Task declared(MonitorSpec spec) {
        if (spec.task() != null || spec.classes().isEmpty()) {
            return spec.task();
        }
        return spec.classes().size() == 2 ? Task.BINARY : Task.MULTICLASS;
    }

    private Task inferred() {
        int probabilities = table.probabilities().size();
        if (table.label() != null && table.label().hasMoreCategoriesThan(0)) {
            boolean isPair = !table.label().hasMoreCategoriesThan(2) && !hasFractions();
            if (isPair && probabilities <= 2) {
                return Task.BINARY;
            }
            boolean isMulticlass = table.label().hasTexts() || probabilities > 0;
            return isMulticlass ? Task.MULTICLASS : Task.REGRESSION;
        }
        if (probabilities > 0) {
            return probabilities <= 2 ? Task.BINARY : Task.MULTICLASS;
        }
        if (table.probability() != null && table.probability().present() > 0) {
            return Task.BINARY;
        }
        if (table.prediction() != null && table.prediction().hasTexts()) {
            return categories(table.prediction()).size() <= 2 ? Task.BINARY : Task.MULTICLASS;
        }
        return null;
    }

    /** A label like 0.5 names no class, however few there are. */
    private boolean hasFractions() {
        for (double label : table.label().finiteNumbers()) {
            if (label != StrictMath.rint(label)) {
                return true;
            }
        }
        return false;
    }

    private List<String> binaryClasses() {
        if (!spec.classes().isEmpty()) {
            return spec.classes();
        }
        SortedSet<String> known = new TreeSet<>(labels);
        if (known.size() < 2) {
            known.addAll(table.probabilities().keySet());
        }
        if (known.size() < 2) {
            known.addAll(categories(table.prediction()));
        }
        if (known.size() == 1) {
            // half of a customary pair names the other half
            Map<String, String> counterparts =
                    Map.of("0", "1", "1", "0", "false", "true", "true", "false");
            String counterpart = counterparts.get(known.first());
            if (counterpart != null) {
                known.add(counterpart);
            }
        }
        return known.size() == 2 ? List.copyOf(known) : List.copyOf(labels);
    }

    private List<String> classes() {
        if (!spec.classes().isEmpty()) {
            return spec.classes();
        }
        SortedSet<String> known = new TreeSet<>(labels);
        known.addAll(table.probabilities().keySet());
        if (labels.isEmpty()) {
            known.addAll(categories(table.prediction()));
        }
        return new ArrayList<>(known);
    }

    private void check(Task task) throws InvalidReference {
        if (task == Task.REGRESSION) {
            requireNumbers(table.label(), "a number, since the task is regression");
            requireNumbers(table.prediction(), "a number, since the task is regression");
            return;
        }
        requireProbabilities(table.probability());
        for (ReferenceColumn column : table.probabilities().values()) {
            requireProbabilities(column);
        }
        if (task == Task.BINARY && labels.size() > 2) {
            throw new InvalidReference(
                    table.file(),
                    ReferenceTable.LABEL,
                    0,
                    "the task is binary, but there are %d different labels, %s among them"
                            .formatted(labels.size(), Texts.quote(labels.last())));
        }
        boolean isNamed = spec.classes().isEmpty() || labels.isEmpty();
        for (String label : labels) {
            isNamed |= spec.classes().contains(label) || isCustomary(label);
        }
        if (!isNamed) {
            throw new InvalidReference(
                    table.file(),
                    ReferenceTable.LABEL,
                    0,
                    "no label is one of the spec's classes %s; found %s"
                            .formatted(spec.classes(), Texts.quote(labels.first())));
        }
    }

    /** 0 and 1 stand for false and true, and the other way round. */
    private boolean isCustomary(String label) {
        return switch (label) {
            case "0", "false" -> spec.classes().contains("0") || spec.classes().contains("false");
            case "1", "true" -> spec.classes().contains("1") || spec.classes().contains("true");
            default -> false;
        };
    }

    private void requireNumbers(ReferenceColumn column, String expected) throws InvalidReference {
        if (column == null || !column.hasTexts()) {
            return;
        }
        for (int row = 0; row < table.rows(); row++) {
            if (!column.isMissing(row) && !column.isNumber(row)) {
                throw fault(column, row, expected);
            }
        }
    }

    private void requireProbabilities(ReferenceColumn column) throws InvalidReference {
        for (int row = 0; column != null && row < table.rows(); row++) {
            boolean isGood =
                    column.isMissing(row)
                            || (column.isNumber(row)
                                    && column.number(row) >= 0
                                    && column.number(row) <= 1);
            if (!isGood) {
                throw fault(column, row, "a probability from 0 to 1");
            }
        }
    }

    private InvalidReference fault(ReferenceColumn column, int row, String expected) {
        return new InvalidReference(
                table.file(),
                column.name(),
                row + 2L,
                "expected " + expected + ", found " + Texts.quote(column.category(row)));
    }

    private static SortedSet<String> categories(ReferenceColumn column) {
        SortedSet<String> categories = new TreeSet<>(CodePointOrder.INSTANCE);
        if (column != null) {
            categories.addAll(column.categoryCounts().keySet());
        }
        return categories;
    }
}
