/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two files of past predictions beside each other. Each column is laid out as a job lays it out
 * from the first of them, and both sides are summarised on that, so that the second file gives what
 * a window of the same events gives.
 *
 * <p>Immutable once made; columns may be summarised by several threads at a time.
 */
public final class TablePair {

    /**
     * One column, summarised.
     *
     * @param kind numeric or categorical
     * @param reference the first file's values
     * @param current the second file's, on the same layout
     */
    public record Profiles(FeatureKind kind, FeatureProfile reference, FeatureProfile current) {}

    private record Sides(ReferenceColumn reference, ReferenceColumn current) {}

    private final MonitorSpec spec;
    private final ReferenceTable reference;
    private final ReferenceTable current;
    private final TaskDecision decision;
    private final ReferenceBuilder builder;
    private final Map<String, Sides> columns = new LinkedHashMap<>();

    /**
     * Matches the columns of two files by name.
     *
     * @throws InvalidReference where the reference contradicts the spec, or nothing is shared
     */
    public TablePair(MonitorSpec spec, ReferenceTable reference, ReferenceTable current)
            throws InvalidReference {
        this.spec = spec;
        this.reference = reference;
        this.current = current;
        this.decision = ReferenceTask.decide(spec, reference);
        this.builder = new ReferenceBuilder(spec, reference);
        for (String name : reference.features().keySet()) {
            put(name, reference.column(name), current.features().get(name));
        }
        for (String name : spec.watch()) {
            put(name, reference.column(name), current.column(name));
        }
        put(Monitor.PREDICTION, reference.prediction(), current.prediction());
        put(
                Monitor.PROBABILITY,
                probability(spec, reference, decision),
                probability(spec, current, decision));
        if (columns.isEmpty()) {
            throw new InvalidReference(
                    current.file(),
                    null,
                    1,
                    "shares no column with "
                            + reference.file()
                            + ", which has "
                            + Texts.quote(String.join(", ", names(reference))));
        }
    }

    /** The columns of both files in the reference's order, prediction and probability last. */
    public List<String> features() {
        return List.copyOf(columns.keySet());
    }

    /** Rows of the reference. */
    public int referenceRows() {
        return reference.rows();
    }

    /** Rows of the current file. */
    public int currentRows() {
        return current.rows();
    }

    /** Columns that only the reference has. */
    public List<String> onlyInReference() {
        return missing(reference, current);
    }

    /** Whether a column is a feature of any of the files. */
    public boolean isInEither(String column) {
        return columns.containsKey(column)
                || names(reference).contains(column)
                || names(current).contains(column);
    }

    /** Columns that only the current file has. */
    public List<String> onlyInCurrent() {
        return missing(current, reference);
    }

    /**
     * Summarises one column on the grid that a job would cut, or on all distinct values of both
     * sides, which makes every statistic exact.
     */
    public Profiles profiles(String feature, boolean isExact) {
        Sides sides = columns.get(feature);
        FeatureLayout layout = layout(feature, sides);
        if (isExact && layout.kind() == FeatureKind.NUMERIC) {
            layout =
                    new FeatureLayout(
                            FeatureKind.NUMERIC,
                            points(sides),
                            null,
                            layout.minimum(),
                            layout.maximum(),
                            layout.categoryCap(),
                            false);
        }
        return new Profiles(
                layout.kind(),
                profile(layout, sides.reference(), reference.rows()),
                profile(layout, sides.current(), current.rows()));
    }

    /** What a feature's values are taken for. */
    FeatureKind kind(String feature) {
        return kind(columns.get(feature), feature);
    }

    /** A feature's column in the reference and in the current file. */
    ReferenceColumn[] columns(String feature) {
        Sides sides = columns.get(feature);
        return new ReferenceColumn[] {sides.reference(), sides.current()};
    }

    private FeatureKind kind(Sides sides, String feature) {
        FeatureKind declared = spec.feature(feature).kind();
        if (declared != FeatureKind.UNDECLARED) {
            return declared;
        }
        boolean hasReference = sides.reference().present() > 0;
        FeatureKind inferred = (hasReference ? sides.reference() : sides.current()).inferredKind();
        return inferred == FeatureKind.UNDECLARED ? FeatureKind.CATEGORICAL : inferred;
    }

    private FeatureLayout layout(String feature, Sides sides) {
        if (feature.equals(Monitor.PROBABILITY)) {
            return ReferenceBuilder.probabilityLayout(sides.reference());
        }
        if (feature.equals(Monitor.PREDICTION) && sides.reference().present() > 0) {
            return builder.predictionLayout(decision);
        }
        return builder.layout(sides.reference(), kind(sides, feature));
    }

    private static FeatureProfile profile(FeatureLayout layout, ReferenceColumn column, int rows) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (int row = 0; row < rows; row++) {
            column.addTo(profile, row);
        }
        return profile;
    }

    /** Null where no value can be summed. */
    private static NumericGrid points(Sides sides) {
        double[] reference = sides.reference().finiteNumbers();
        double[] current = sides.current().finiteNumbers();
        boolean hasReference = ReferenceBuilder.canBeSummed(reference);
        if (!hasReference && !ReferenceBuilder.canBeSummed(current)) {
            return null;
        }
        return NumericGrid.ofAllValues(hasReference ? reference : current, current);
    }

    private void put(String name, ReferenceColumn ofReference, ReferenceColumn ofCurrent) {
        if (ofReference != null && ofCurrent != null) {
            columns.put(name, new Sides(ofReference, ofCurrent));
        }
    }

    /** Null where the file gives no probabilities. */
    private static ReferenceColumn probability(
            MonitorSpec spec, ReferenceTable table, TaskDecision decision) {
        if (table.probability() == null && table.probabilities().isEmpty()) {
            return null;
        }
        return new ReferenceScores(spec, table, decision).probabilityColumn();
    }

    private static List<String> missing(ReferenceTable table, ReferenceTable other) {
        List<String> missing = names(table);
        missing.removeAll(names(other));
        return missing;
    }

    private static List<String> names(ReferenceTable table) {
        List<String> names = new ArrayList<>(table.features().keySet());
        if (table.prediction() != null) {
            names.add(ReferenceTable.PREDICTION);
        }
        if (table.probability() != null || !table.probabilities().isEmpty()) {
            names.add(ReferenceTable.PROBABILITY);
        }
        return names;
    }
}
