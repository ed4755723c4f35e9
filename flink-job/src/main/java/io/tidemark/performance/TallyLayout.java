/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.PredictionEvent;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.Hash64;
import java.io.Serializable;
import java.util.List;

/**
 * What the tallies of one model are laid out for. Tallies merge only on equal layouts; {@link
 * #hash()} tells them apart and travels with every tally.
 */
public final class TallyLayout implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Task task;
    private final List<String> classes;
    private final String positiveClass;
    private final FeatureLayout label;
    private final FeatureLayout residual;
    private final byte[] emptyLabel;
    private final byte[] emptyResidual;
    private final long hash;

    /**
     * A layout.
     *
     * @param task null while unknown: what every task needs is kept
     * @param classes classes of the spec or reference in the order of probability arrays (binary:
     *     negative, positive); empty: none known
     * @param positiveClass binary only: null for the second of {@code classes}
     * @param label of {@code @label}, retractable
     * @param residual of {@code @residual}, numeric and retractable
     * @throws IllegalArgumentException if a feature layout cannot take values back, or the positive
     *     class is none of the classes
     */
    public TallyLayout(
            Task task,
            List<String> classes,
            String positiveClass,
            FeatureLayout label,
            FeatureLayout residual) {
        if (!label.retractable() || !residual.retractable()) {
            throw new IllegalArgumentException("a corrected label takes its old value back");
        }
        this.task = task;
        this.classes = List.copyOf(classes);
        this.positiveClass = positiveOf(task, this.classes, positiveClass);
        this.label = label;
        this.residual = residual;
        this.emptyLabel = new FeatureProfile(label).toBytes();
        this.emptyResidual = new FeatureProfile(residual).toBytes();
        Hash64 digest = new Hash64();
        digest.add(task == null ? "" : task.code());
        digest.add(this.classes.size());
        this.classes.forEach(digest::add);
        digest.add(this.positiveClass == null ? "" : this.positiveClass);
        digest.add(label.hash());
        digest.add(residual.hash());
        this.hash = digest.value();
    }

    private static String positiveOf(Task task, List<String> classes, String asked) {
        if (task != Task.BINARY || classes.size() != 2) {
            return null;
        }
        if (asked != null && !classes.contains(asked)) {
            throw new IllegalArgumentException("positive class " + asked + " of " + classes);
        }
        return asked == null ? classes.get(1) : asked;
    }

    /**
     * Returns a prediction's slot without the probabilities that tallies of this layout have no use
     * for, so that the join keeps less.
     */
    public PredictionSlot compact(PredictionSlot prediction) {
        if (task == Task.REGRESSION) {
            prediction.probabilityForm = PredictionEvent.NO_PROBABILITY;
            prediction.probabilityClasses = null;
            prediction.probabilities = null;
        } else if (knowsRoles() && prediction.probabilities != null) {
            prediction.probabilities = new double[] {positiveProbability(prediction)};
            prediction.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
            prediction.probabilityClasses = null;
        }
        return prediction;
    }

    /** Returns a layout on log grids and open category lists, for a model without a reference. */
    public static TallyLayout of(Task task, List<String> classes, String positiveClass) {
        FeatureKind kind =
                task == null
                        ? FeatureKind.UNDECLARED
                        : task.isClassification() ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC;
        return new TallyLayout(
                task, classes, positiveClass, openLayout(kind), openLayout(FeatureKind.NUMERIC));
    }

    private static FeatureLayout openLayout(FeatureKind kind) {
        return new FeatureLayout(
                kind, null, null, Double.NaN, Double.NaN, FeatureLayout.DEFAULT_CATEGORY_CAP, true);
    }

    /** Returns the task; null while unknown. */
    public Task task() {
        return task;
    }

    /** Returns the known classes; empty: none known. */
    public List<String> classes() {
        return classes;
    }

    /** Returns the positive class of a binary task; null if it is not known. */
    public String positiveClass() {
        return positiveClass;
    }

    /** Returns the layout of {@code @label}. */
    public FeatureLayout label() {
        return label;
    }

    /** Returns the layout of {@code @residual}. */
    public FeatureLayout residual() {
        return residual;
    }

    /** Returns a hash of everything that decides how a tally is laid out. */
    public long hash() {
        return hash;
    }

    /** Returns the decision that the layout already makes; null if it leaves one to be made. */
    public TaskDecision decision() {
        boolean isOpen =
                task == null
                        || (task == Task.BINARY && positiveClass == null)
                        || (task == Task.MULTICLASS && classes.isEmpty());
        return isOpen ? null : new TaskDecision(task, classes, positiveClass);
    }

    /** Returns whether the layout knows which of two classes is the positive one. */
    boolean knowsRoles() {
        return task == Task.BINARY && positiveClass != null;
    }

    /** Returns whether a class is none of the known ones; false while fewer than two are known. */
    boolean isUnknownClass(String name) {
        return classes.size() > 1 && !classes.contains(name);
    }

    /**
     * Returns the probability of the positive class, NaN where the prediction gives none. While the
     * positive class is unknown it is the last of two: of an array, or in code-point order.
     */
    double positiveProbability(PredictionSlot prediction) {
        double[] given = prediction.probabilities;
        if (given == null) {
            return Double.NaN;
        }
        int index =
                switch (prediction.probabilityForm) {
                    case PredictionEvent.PROBABILITY_NUMBER -> 0;
                    case PredictionEvent.PROBABILITY_ARRAY -> arrayIndex(given.length);
                    case PredictionEvent.PROBABILITY_OBJECT ->
                            objectIndex(prediction.probabilityClasses);
                    default -> -1;
                };
        return index < 0 ? Double.NaN : given[index];
    }

    private int arrayIndex(int length) {
        if (!knowsRoles()) {
            return length == 2 ? 1 : -1;
        }
        return length == classes.size() ? classes.indexOf(positiveClass) : -1;
    }

    private int objectIndex(String[] names) {
        return knowsRoles() ? List.of(names).indexOf(positiveClass) : names.length == 2 ? 1 : -1;
    }

    byte[] emptyLabel() {
        return emptyLabel;
    }

    byte[] emptyResidual() {
        return emptyResidual;
    }
}
