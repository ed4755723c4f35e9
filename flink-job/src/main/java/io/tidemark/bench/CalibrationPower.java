/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.alert.Question;
import io.tidemark.drift.DriftMethods;
import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.JensenShannon;
import io.tidemark.drift.NullDistributions;
import io.tidemark.drift.SeededDraws;
import io.tidemark.drift.Wasserstein;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.Hash64;
import java.util.ArrayList;
import java.util.List;

/**
 * How often windows with a known drift are flagged, beside fixed thresholds on the same windows.
 */
final class CalibrationPower {
    /** What one of a hundred features is held against when a twentieth is to be false. */
    static final double LEVEL = 0.05 / 100;

    private static final int[] SIZES = {100, 500, 1000, 5000};
    private static final int REFERENCE = 10_000;
    private static final int WINDOWS = 10;

    /** What has happened. */
    enum Drift {
        SHIFT_0_1,
        SHIFT_0_2,
        SHIFT_0_5,
        SCALE_1_2,
        TAIL_2_PERCENT,
        CATEGORY_SHARE;

        CalibrationShape shape() {
            return this == CATEGORY_SHARE ? CalibrationShape.CATEGORIES_5 : CalibrationShape.NORMAL;
        }

        double draw(SeededDraws draws) {
            double value = shape().draw(draws);
            return switch (this) {
                case SHIFT_0_1 -> value + 0.1;
                case SHIFT_0_2 -> value + 0.2;
                case SHIFT_0_5 -> value + 0.5;
                case SCALE_1_2 -> value * 1.2;
                case TAIL_2_PERCENT -> draws.uniform() < 0.02 ? 8 : value;
                // the most frequent category gives a quarter of its values to the rarest
                case CATEGORY_SHARE -> value == 0 && draws.uniform() < 0.25 ? 4 : value;
            };
        }
    }

    /**
     * One row.
     *
     * @param significant share of windows whose p_decision is at most {@link #LEVEL}
     * @param drifted share of windows for which, besides, the effect reaches the floor
     */
    record Power(
            Drift drift,
            int windowSize,
            double significant,
            double drifted,
            double psi,
            double evidently,
            double nannyMl) {}

    private CalibrationPower() {}

    static List<Power> run(Drift drift, int rounds, long seed) {
        Hash64 digest = new Hash64();
        digest.add(seed);
        digest.add(drift.name());
        SeededDraws draws = new SeededDraws(digest.value());
        NullDistributions nulls = new NullDistributions();
        FeatureKind kind = drift.shape().kind();
        var deciding = DriftMethods.find(kind, FixedThresholds.deciding(kind));
        var effect =
                DriftMethods.find(
                        kind,
                        kind == FeatureKind.NUMERIC ? Wasserstein.METHOD : JensenShannon.METHOD);
        List<Power> rows = new ArrayList<>();
        int trials = 5 * rounds;
        for (int size : SIZES) {
            double[] hits = new double[5];
            for (int trial = 0; trial < trials; trial++) {
                CalibrationSample reference =
                        new CalibrationSample(
                                kind, CalibrationSample.draw(drift.shape(), draws, REFERENCE));
                FixedThresholds fixed = new FixedThresholds(kind, reference.values());
                for (int i = 0; i < WINDOWS; i++) {
                    double[] window = new double[size];
                    for (int j = 0; j < size; j++) {
                        window[j] = drift.draw(draws);
                    }
                    FeaturePair pair = reference.beside(window);
                    boolean isSignificant = nulls.pDecision(pair, deciding) <= LEVEL;
                    boolean isLarge = effect.statistic(pair) >= Question.SHAPE.effectFloor();
                    hits[0] += isSignificant ? 1 : 0;
                    hits[1] += isSignificant && isLarge ? 1 : 0;
                    hits[2] += FixedThresholds.psi(pair) ? 1 : 0;
                    hits[3] += FixedThresholds.evidently(pair) ? 1 : 0;
                    hits[4] += fixed.nannyMl(pair, window) ? 1 : 0;
                }
            }
            double all = (double) trials * WINDOWS;
            rows.add(
                    new Power(
                            drift,
                            size,
                            hits[0] / all,
                            hits[1] / all,
                            hits[2] / all,
                            hits[3] / all,
                            hits[4] / all));
        }
        return rows;
    }
}
