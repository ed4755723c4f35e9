/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CodePointOrder;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.ExactSum;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cuts the grids from a reference file's columns and summarises its rows on them. */
final class ReferenceBuilder {

    private final MonitorSpec spec;
    private final ReferenceTable table;

    ReferenceBuilder(MonitorSpec spec, ReferenceTable table) {
        this.spec = spec;
        this.table = table;
    }

    Reference build() throws InvalidReference {
        TaskDecision decision = ReferenceTask.decide(spec, table);
        SegmentValues segments = SegmentValues.ofReference(spec, table);
        List<ReferenceColumn> columns = new ArrayList<>();
        List<String> cut = new ArrayList<>();
        for (ReferenceColumn column : table.features().values()) {
            if (column.present() == 0) {
                continue;
            }
            if (columns.size() < spec.caps().features()) {
                columns.add(column);
            } else {
                cut.add(column.name());
            }
        }
        for (String watched : spec.watch()) {
            ReferenceColumn column = table.column(watched);
            if (column != null && column.present() > 0) {
                columns.add(column);
            }
        }
        Map<String, FeatureLayout> layouts = new LinkedHashMap<>();
        for (ReferenceColumn column : columns) {
            layouts.put(column.name(), layout(column));
        }
        Map<String, ReferenceColumn> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.name(), column));
        if (table.prediction() != null && table.prediction().present() > 0) {
            named.put(Monitor.PREDICTION, table.prediction());
            layouts.put(Monitor.PREDICTION, predictionLayout(decision));
        }
        ReferenceScores scores = new ReferenceScores(spec, table, decision);
        ReferenceColumn probability = scores.probabilityColumn();
        if (probability.present() > 0) {
            named.put(Monitor.PROBABILITY, probability);
            layouts.put(Monitor.PROBABILITY, probabilityLayout(probability));
        }

        Map<String, Map<String, byte[]>> profiles = new HashMap<>();
        Map<String, byte[]> tallies = new HashMap<>();
        summarise(new int[table.rows()], List.of(SegmentValues.OVERALL), named, layouts, profiles);
        scores.tally(new int[table.rows()], List.of(SegmentValues.OVERALL), tallies);
        for (String name : segments.columns()) {
            List<String> values = segments.all(name);
            List<String> names =
                    values.stream().map(value -> SegmentValues.segment(name, value)).toList();
            int[] valueOfRow = valueOfRow(table.column(name), values);
            summarise(valueOfRow, names, named, layouts, profiles);
            scores.tally(valueOfRow, names, tallies);
        }
        return new Reference(
                table.rows(),
                layouts,
                segments,
                profiles,
                decision,
                scores.tallyLayout(),
                tallies,
                cut,
                events(columns, layouts));
    }

    /** The rows as whole events; null where nobody asks for them. */
    private byte[] events(List<ReferenceColumn> columns, Map<String, FeatureLayout> layouts) {
        if (spec.drift().multivariate().isEmpty()) {
            return null;
        }
        SortedMap<String, ReferenceColumn> features = new TreeMap<>(CodePointOrder.INSTANCE);
        for (ReferenceColumn column : columns) {
            if (table.features().containsKey(column.name())) {
                features.put(column.name(), column);
            }
        }
        return new ReferenceEvents(features, layouts).profile(table.rows()).toBytes();
    }

    private void summarise(
            int[] segmentOfRow,
            List<String> segments,
            Map<String, ReferenceColumn> columns,
            Map<String, FeatureLayout> layouts,
            Map<String, Map<String, byte[]>> profiles) {
        columns.forEach(
                (name, column) -> {
                    FeatureProfile[] ofSegments = new FeatureProfile[segments.size()];
                    for (int i = 0; i < ofSegments.length; i++) {
                        ofSegments[i] = new FeatureProfile(layouts.get(name));
                    }
                    for (int row = 0; row < table.rows(); row++) {
                        column.addTo(ofSegments[segmentOfRow[row]], row);
                    }
                    for (int i = 0; i < ofSegments.length; i++) {
                        profiles.computeIfAbsent(segments.get(i), segment -> new HashMap<>())
                                .put(name, ofSegments[i].toBytes());
                    }
                });
    }

    /** The index of each row's value among all values, of which the last two are other, missing. */
    private int[] valueOfRow(ReferenceColumn column, List<String> values) {
        Map<String, Integer> indexOf = new HashMap<>();
        for (int i = 0; i < values.size() - 2; i++) {
            indexOf.put(values.get(i), i);
        }
        int[] valueOfRow = new int[table.rows()];
        for (int row = 0; row < valueOfRow.length; row++) {
            String value = column.category(row);
            valueOfRow[row] =
                    value == null
                            ? values.size() - 1
                            : indexOf.getOrDefault(value, values.size() - 2);
        }
        return valueOfRow;
    }

    FeatureLayout layout(ReferenceColumn column) {
        return layout(column, column.inferredKind());
    }

    /** The layout of a column that is of this kind unless the spec declares another. */
    FeatureLayout layout(ReferenceColumn column, FeatureKind inferred) {
        MonitorSpec.Feature declared = spec.feature(column.name());
        FeatureKind kind = declared.kind() == FeatureKind.UNDECLARED ? inferred : declared.kind();
        return kind == FeatureKind.NUMERIC
                ? numeric(column, declared.resolution(), declared.minimum(), declared.maximum())
                : categorical(column, declared.values());
    }

    /** Classes where the predictions name classes; a score in their place stays a number. */
    FeatureLayout predictionLayout(TaskDecision decision) {
        ReferenceColumn column = table.prediction();
        boolean isClass = column.inferredKind() == FeatureKind.CATEGORICAL;
        if (!isClass && decision != null && decision.task().isClassification()) {
            long named = 0;
            for (int row = 0; row < table.rows(); row++) {
                if (column.isNumber(row)) {
                    double number = column.number(row);
                    boolean isDigit = number == 0 || number == 1;
                    named += isDigit || decision.classes().contains(column.category(row)) ? 1 : 0;
                }
            }
            isClass = 2 * named >= column.present();
        }
        boolean isRegression = decision != null && decision.task() == Task.REGRESSION;
        return isClass && !isRegression
                ? categorical(column, decision == null ? null : decision.classes())
                : numeric(
                        column,
                        MonitorSpec.Feature.RESOLUTION,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY);
    }

    static FeatureLayout probabilityLayout(ReferenceColumn probability) {
        return numeric(probability, MonitorSpec.Feature.RESOLUTION, 0, 1);
    }

    private static FeatureLayout numeric(
            ReferenceColumn column, int resolution, double minimum, double maximum) {
        return new FeatureLayout(
                FeatureKind.NUMERIC,
                grid(column.finiteNumbers(), resolution),
                null,
                MonitorLayouts.bound(minimum),
                MonitorLayouts.bound(maximum),
                FeatureLayout.DEFAULT_CATEGORY_CAP,
                false);
    }

    /** A grid of the values; null where none can be summed. */
    static NumericGrid grid(double[] values, int resolution) {
        return canBeSummed(values) ? NumericGrid.ofReference(values, resolution) : null;
    }

    /** Whether any of the values enters moments. */
    static boolean canBeSummed(double[] values) {
        for (double value : values) {
            if (StrictMath.abs(value) <= ExactSum.LARGEST) {
                return true;
            }
        }
        return false;
    }

    /**
     * Known are the declared categories and those of the column, up to the cap the frequent ones.
     */
    private FeatureLayout categorical(ReferenceColumn column, List<String> declared) {
        List<String> known = new ArrayList<>(declared == null ? List.of() : declared);
        SortedMap<String, Long> counts = column.categoryCounts();
        counts.keySet().removeAll(known);
        List<Map.Entry<String, Long>> others = new ArrayList<>(counts.entrySet());
        others.sort(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(CodePointOrder.INSTANCE)));
        for (Map.Entry<String, Long> other : others) {
            if (known.size() < spec.caps().categories()) {
                known.add(other.getKey());
            }
        }
        return new FeatureLayout(
                FeatureKind.CATEGORICAL,
                null,
                known,
                Double.NaN,
                Double.NaN,
                spec.caps().categories(),
                false);
    }
}
