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

    CalibrationSample(FeatureKind kind, double[] values) {
        this.kind = kind;
        this.values = values;
        layout =
                kind == FeatureKind.NUMERIC
                        ? FeatureLayout.numeric(NumericGrid.ofReference(values, RESOLUTION))
                        : FeatureLayout.categorical(names(values));
        profile = profile(values);
        itself = FeaturePair.of(profile, profile, kind);
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

    /** As {@link #beside}, of numbers, with no more than the counts: for statistics of order. */
    FeaturePair counted(double[] window) {
        NumericDistribution known = itself.baseline();
        NumericGrid grid = layout.grid();
        long[] points = new long[known.points().length];
        long[] gaps = new long[known.gaps().length];
        for (double value : window) {
            int cell = grid.find(value);
            ((cell & 1) == 0 ? gaps : points)[cell >> 1]++;
        }
        return itself.withNumbers(
                known,
                new NumericDistribution(
                        known.edges(), points, gaps, known.gapOffsets(), 0, 0, window.length));
    }

    FeaturePair beside(double[] window) {
        return FeaturePair.of(profile, profile(window), kind);
    }
}
