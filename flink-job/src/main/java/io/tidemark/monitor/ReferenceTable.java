/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.EventLimits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of past predictions in memory, by the roles of its columns: those that nobody asks for are
 * left out.
 *
 * @param file as the user named it
 * @param features watched features, in the order of the file
 * @param others {@code metadata.x} and unwatched features that a segment or {@code watch} needs
 * @param label null: the file has none; so for the others
 * @param probabilities by class, in the order of the file; empty: none
 */
public record ReferenceTable(
        String file,
        int rows,
        Map<String, ReferenceColumn> features,
        Map<String, ReferenceColumn> others,
        ReferenceColumn label,
        ReferenceColumn prediction,
        ReferenceColumn probability,
        Map<String, ReferenceColumn> probabilities) {

    static final String LABEL = "label";
    static final String PREDICTION = "prediction";
    static final String PROBABILITY = "probability";
    static final String PROBABILITY_PREFIX = "probability_";
    static final String TIMESTAMP = "timestamp";

    /** The column of a feature or of {@code metadata.x}; null: the file has none. */
    public ReferenceColumn column(String name) {
        ReferenceColumn feature = features.get(name);
        return feature != null ? feature : others.get(name);
    }

    /** Gives each column of a header its role. */
    public static final class Layout {
        private final Map<String, ReferenceColumn> features = new LinkedHashMap<>();
        private final Map<String, ReferenceColumn> others = new LinkedHashMap<>();
        private final Map<String, ReferenceColumn> probabilities = new LinkedHashMap<>();
        private final MonitorSpec spec;
        private final int longestText;
        private ReferenceColumn label;
        private ReferenceColumn prediction;
        private ReferenceColumn probability;

        /** Columns as this spec names them. */
        public Layout(MonitorSpec spec) {
            this(spec, EventLimits.defaults().maxTextLength());
        }

        Layout(MonitorSpec spec, int longestText) {
            this.spec = spec;
            this.longestText = longestText;
        }

        /** The column to be filled; null: nobody asks for it. */
        public ReferenceColumn place(String name) {
            ReferenceColumn column = new ReferenceColumn(name, longestText);
            boolean isDeclared = spec.features().containsKey(name);
            if (name.startsWith(SpecChecks.METADATA_PREFIX)) {
                boolean isUsed =
                        isDeclared
                                || spec.watch().contains(name)
                                || spec.segments().contains(name)
                                || spec.sensitive().contains(name);
                return isUsed ? put(others, column) : null;
            }
            switch (name) {
                case LABEL -> label = column;
                case PREDICTION -> prediction = column;
                case PROBABILITY -> probability = column;
                case TIMESTAMP -> {
                    return null;
                }
                default -> {
                    if (isProbabilityOfClass(name, isDeclared)) {
                        String className = name.substring(PROBABILITY_PREFIX.length());
                        probabilities.put(className, column);
                        return column;
                    }
                    if (!spec.onlyListed() || isDeclared) {
                        return put(features, column);
                    }
                    boolean isSegment =
                            spec.segments().contains(name) || spec.sensitive().contains(name);
                    return isSegment ? put(others, column) : null;
                }
            }
            return column;
        }

        /** A feature may be called probability_of_rain: the spec tells. */
        private boolean isProbabilityOfClass(String name, boolean isDeclared) {
            return name.length() > PROBABILITY_PREFIX.length()
                    && name.startsWith(PROBABILITY_PREFIX)
                    && !isDeclared
                    && (spec.classes().isEmpty()
                            || spec.classes()
                                    .contains(name.substring(PROBABILITY_PREFIX.length())));
        }

        /** The table, once every column has got as many cells as there are rows. */
        public ReferenceTable table(String file, int rows) {
            return new ReferenceTable(
                    file, rows, features, others, label, prediction, probability, probabilities);
        }

        private static ReferenceColumn put(
                Map<String, ReferenceColumn> columns, ReferenceColumn column) {
            columns.put(column.name(), column);
            return column;
        }
    }
}
