/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.performance.TallyLayout;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.NumericGrid;
import java.util.List;
import java.util.Objects;

/** How a monitor's features and tallies are laid out, from its reference or without one. */
final class MonitorLayouts {

    private final MonitorSpec spec;
    private final Reference reference;
    private final TaskDecision decision;

    /** Takes the reference and the task's decision; either may be null. */
    MonitorLayouts(MonitorSpec spec, Reference reference, TaskDecision decision) {
        this.spec = spec;
        this.reference = reference;
        this.decision = decision;
    }

    /** The layout of what nobody declared. */
    FeatureLayout unlisted() {
        return layout(FeatureKind.UNDECLARED, null, Double.NaN, Double.NaN);
    }

    /** The layout of tallies: the reference's where it has found the same task and classes. */
    TallyLayout tallyLayout() {
        boolean isReferences = reference != null && Objects.equals(reference.decision(), decision);
        return isReferences ? reference.tallyLayout() : openTallyLayout(spec, decision);
    }

    /** The layout of a feature: the reference's where its kind is the declared one. */
    FeatureLayout layout(String feature) {
        MonitorSpec.Feature declared = spec.feature(feature);
        FeatureLayout ofReference = reference == null ? null : reference.layout(feature);
        boolean agrees =
                ofReference != null
                        && (declared.kind() == FeatureKind.UNDECLARED
                                || declared.kind() == ofReference.kind());
        if (agrees) {
            return feature.startsWith("@") ? ofReference : inRange(ofReference, declared);
        }
        return switch (feature) {
            case Monitor.PREDICTION -> predictionLayout();
            case Monitor.PROBABILITY -> layout(FeatureKind.NUMERIC, null, 0, 1);
            case Monitor.ERROR -> layout(FeatureKind.CATEGORICAL, null, Double.NaN, Double.NaN);
            default ->
                    layout(
                            declared.kind(),
                            declared.values(),
                            bound(declared.minimum()),
                            bound(declared.maximum()));
        };
    }

    /**
     * The range of this spec, which may be younger than the one that the reference was read for.
     */
    private static FeatureLayout inRange(FeatureLayout layout, MonitorSpec.Feature declared) {
        return new FeatureLayout(
                layout.kind(),
                layout.grid(),
                layout.categories(),
                bound(declared.minimum()),
                bound(declared.maximum()),
                layout.categoryCap(),
                false);
    }

    private FeatureLayout predictionLayout() {
        if (decision == null) {
            return unlisted();
        }
        boolean isNumber = decision.task() == Task.REGRESSION;
        return layout(
                isNumber ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL,
                isNumber || decision.classes().isEmpty() ? null : decision.classes(),
                Double.NaN,
                Double.NaN);
    }

    private FeatureLayout layout(FeatureKind kind, List<String> known, double low, double high) {
        return new FeatureLayout(kind, null, known, low, high, spec.caps().categories(), false);
    }

    /** A declared bound as layouts have it: NaN for none. */
    static double bound(double declared) {
        return Double.isInfinite(declared) ? Double.NaN : declared;
    }

    static FeatureLayout retractable(
            MonitorSpec spec, FeatureKind kind, NumericGrid grid, List<String> known) {
        return new FeatureLayout(
                kind, grid, known, Double.NaN, Double.NaN, spec.caps().categories(), true);
    }

    /**
     * The layout of tallies without a reference: log grids, and the classes that the spec names.
     */
    static TallyLayout openTallyLayout(MonitorSpec spec, TaskDecision decision) {
        FeatureLayout residual = retractable(spec, FeatureKind.NUMERIC, null, null);
        if (decision == null) {
            FeatureLayout label = retractable(spec, FeatureKind.UNDECLARED, null, null);
            return new TallyLayout(null, List.of(), null, label, residual);
        }
        boolean isNumber = decision.task() == Task.REGRESSION;
        FeatureLayout label =
                retractable(
                        spec,
                        isNumber ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL,
                        null,
                        isNumber || decision.classes().isEmpty() ? null : decision.classes());
        return new TallyLayout(
                decision.task(), decision.classes(), decision.positiveClass(), label, residual);
    }
}
