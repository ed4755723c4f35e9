/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.SeededDraws;
import io.tidemark.event.ShortestForm;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;
import io.tidemark.profile.NumericGrid;
import java.util.Arrays;
import java.util.List;

/** A drawn reference with its profile, from which windows are profiled alike. */
final class CalibrationSample {
    private static final int RESOLUTION = 200;

    private final FeatureKind kind;
    private final double[] values;
    private final FeatureLayout layout;
    private final FeatureProfile profile;
    private final FeaturePair itself;
    private final double[] deciles;

    CalibrationSample(FeatureKind kind, double[] values) {
        this.kind = kind;
        this.values = values;
        layout =
                kind == FeatureKind.NUMERIC
                        ? FeatureLayout.numeric(NumericGrid.ofReference(values, RESOLUTION))
                        : FeatureLayout.categorical(names(values));
        profile = profile(values);
        itself = FeaturePair.of(profile, profile, kind);
        deciles = kind == FeatureKind.NUMERIC ? layout.grid().deciles() : new double[0];
    }

    private static List<String> names(double[] values) {
        return Arrays.stream(values).distinct().sorted().mapToObj(ShortestForm::of).toList();
    }

    static double[] draw(CalibrationShape shape, SeededDraws draws, int size) {
        double[] drawn = new double[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = shape.draw(draws);
        }
        return drawn;
    }

    double[] values() {
        return values;
    }

    FeatureProfile profile() {
        return profile;
    }

    FeatureProfile profile(double[] window) {
        FeatureProfile counted = new FeatureProfile(layout);
        for (double value : window) {
            counted.addNumber(value);
        }
        return counted;
    }

    /** As {@link #beside}, of numbers, without the exact sums and the quality of a profile. */
    FeaturePair counted(double[] window) {
        NumericDistribution known = itself.baseline();
        NumericGrid grid = layout.grid();
        double[] edges = known.edges();
        long[] points = new long[edges.length];
        long[] gaps = new long[edges.length + 1];
        double[] offsets = new double[edges.length + 1];
        double lowest = window[0];
        double highest = window[0];
        for (double value : window) {
            int cell = grid.find(value);
            int place = cell / 2;
            if (cell % 2 == 1) {
                points[place]++;
            } else {
                gaps[place]++;
                offsets[place] += place > 0 ? value - edges[place - 1] : edges[0] - value;
            }
            lowest = StrictMath.min(lowest, value);
            highest = StrictMath.max(highest, value);
        }
        return FeaturePair.ofNumbers(
                known,
                new NumericDistribution(
                        edges, points, gaps, offsets, lowest, highest, window.length),
                deciles,
                itself.baselineMoments(),
                null);
    }

    FeaturePair beside(double[] window) {
        return FeaturePair.of(profile, profile(window), kind);
    }
}
