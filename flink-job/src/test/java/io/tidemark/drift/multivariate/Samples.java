/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded samples of events. */
final class Samples {
    private Samples() {}

    static List<String> names(int width) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            names.add("x" + j);
        }
        return names;
    }

    static EventRows normal(Random random, int size, int width) {
        double[][] rows = new double[size][width];
        for (double[] row : rows) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return new EventRows(names(width), rows);
    }

    /** Normal, all pairs of features correlated alike. */
    static EventRows correlated(Random random, int size, int width, double correlation) {
        double[][] rows = new double[size][width];
        for (double[] row : rows) {
            double shared = random.nextGaussian();
            for (int j = 0; j < width; j++) {
                row[j] =
                        Math.sqrt(correlation) * shared
                                + Math.sqrt(1 - correlation) * random.nextGaussian();
            }
        }
        return new EventRows(names(width), rows);
    }

    static EventRows of(double[]... rows) {
        return new EventRows(names(rows.length == 0 ? 2 : rows[0].length), rows);
    }

    /** Each row's values mapped: a copy. */
    static EventRows map(EventRows events, Change change) {
        double[][] rows = new double[events.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = events.rows()[i].clone();
            change.apply(rows[i], i);
        }
        return new EventRows(events.features(), rows);
    }

    /** What is done to a row. */
    interface Change {
        void apply(double[] row, int index);
    }
}
