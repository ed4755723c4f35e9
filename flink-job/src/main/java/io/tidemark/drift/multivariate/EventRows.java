/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whole events as rows of numbers: a sample of a window's or of a baseline's input.
 *
 * <p>A missing value is NaN; so is whatever is infinite or above 1e100, which enters no moment
 * elsewhere either. A categorical feature enters as its code (see {@link CategoryCodes}), a boolean
 * as 0 or 1. The order of the rows is part of the input: give them in a canonical one.
 *
 * @param features names of the columns, each once
 * @param rows one array per event, as long as there are features
 */
public record EventRows(List<String> features, double[][] rows) {
    private static final double LARGEST = 1e100;

    public EventRows {
        features = List.copyOf(features);
        Objects.requireNonNull(rows, "rows");
        for (double[] row : rows) {
            if (row.length != features.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.length + " values for " + features.size() + " features");
            }
        }
    }

    /** The number of events. */
    public int size() {
        return rows.length;
    }

    /** The number of features. */
    public int width() {
        return features.size();
    }

    /** The same events with these features only, in this order; one that it lacks is missing. */
    public EventRows select(List<String> wanted) {
        if (wanted.equals(features)) {
            return this;
        }
        Map<String, Integer> places = new HashMap<>();
        for (int j = 0; j < features.size(); j++) {
            places.put(features.get(j), j);
        }
        double[][] selected = new double[rows.length][wanted.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < wanted.size(); j++) {
                Integer place = places.get(wanted.get(j));
                selected[i][j] = place == null ? Double.NaN : rows[i][place];
            }
        }
        return new EventRows(wanted, selected);
    }

    /** At most {@code most} of the events, evenly spread over their order. */
    EventRows thinnedTo(int most) {
        if (rows.length <= most) {
            return this;
        }
        double[][] kept = new double[most][];
        for (int i = 0; i < most; i++) {
            kept[i] = rows[(int) ((long) i * rows.length / most)];
        }
        return new EventRows(features, kept);
    }

    /** Whether a value can be used. */
    static boolean isPresent(double value) {
        return StrictMath.abs(value) <= LARGEST;
    }
}
