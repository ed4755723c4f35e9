/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.drift.BinnedCounts;
import io.tidemark.drift.DriftMethod;
import io.tidemark.drift.DriftMethods;
import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.NewValues;
import io.tidemark.drift.NullDistributions;
import io.tidemark.drift.PopulationStabilityIndex;
import io.tidemark.drift.SeededDraws;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.Hash64;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often windows without drift are flagged, for one shape and size of the reference: by each
 * method's p_decision at three levels, and by fixed thresholds on the same windows.
 *
 * <p>A trial draws a reference and twenty or forty windows of every size. Windows of one trial
 * share their reference, so standard errors are between trials.
 */
final class CalibrationRates {
    static final int[] SIZES = {30, 50, 100, 200, 500, 1000, 5000};
    static final double[] LEVELS = {0.05, 0.01, 0.001};

    private final CalibrationShape shape;
    private final int referenceSize;
    private final int trials;
    private final int windows;
    private final NullDistributions nulls = new NullDistributions();
    private final Map<String, Share> shares = new LinkedHashMap<>();

    /** A mean over trials. */
    private static final class Share {
        private double sum;
        private double squares;

        void add(double value) {
            sum += value;
            squares += value * value;
        }
    }

    /**
     * One cell of the table.
     *
     * @param rule a method, or the name of a fixed threshold
     * @param level of p_decision; 0 for a fixed threshold
     * @param share of windows flagged
     * @param error its standard error
     */
    record Rate(
            CalibrationShape shape,
            int referenceSize,
            int windowSize,
            String rule,
            double level,
            double share,
            double error) {}

    CalibrationRates(CalibrationShape shape, int referenceSize, int rounds) {
        this.shape = shape;
        this.referenceSize = referenceSize;
        trials = rounds * shape.family().references();
        windows = shape.family().windows();
    }

    List<Rate> run(long seed) {
        for (int trial = 0; trial < trials; trial++) {
            Hash64 digest = new Hash64();
            digest.add(seed);
            digest.add(shape.name());
            digest.add(referenceSize);
            digest.add(trial);
            trial(new SeededDraws(digest.value()));
        }
        List<Rate> rates = new ArrayList<>();
        for (Map.Entry<String, Share> entry : shares.entrySet()) {
            String[] name = entry.getKey().split(" ", -1);
            double mean = entry.getValue().sum / trials;
            double variance = entry.getValue().squares / trials - mean * mean;
            rates.add(
                    new Rate(
                            shape,
                            referenceSize,
                            Integer.parseInt(name[0]),
                            name[1],
                            Double.parseDouble(name[2]),
                            mean,
                            StrictMath.sqrt(StrictMath.max(0, variance) / trials)));
        }
        return rates;
    }

    private void trial(SeededDraws draws) {
        FeatureKind kind = shape.kind();
        CalibrationSample reference =
                new CalibrationSample(kind, CalibrationSample.draw(shape, draws, referenceSize));
        DriftMethod deciding = DriftMethods.find(kind, FixedThresholds.deciding(kind));
        FixedThresholds fixed = new FixedThresholds(kind, reference.values());
        DriftMethod psi = DriftMethods.find(kind, PopulationStabilityIndex.METHOD);
        for (int size : SIZES) {
            Map<String, Integer> flagged = new LinkedHashMap<>();
            for (int i = 0; i < windows; i++) {
                double[] window = CalibrationSample.draw(shape, draws, size);
                FeaturePair pair =
                        kind == FeatureKind.NUMERIC
                                ? reference.counted(window)
                                : reference.beside(window);
                count(flagged, deciding.name(), nulls.pDecision(pair, deciding));
                if (shape.family() == CalibrationShape.Family.CONTINUOUS) {
                    count(flagged, psi.name(), nulls.pDecision(pair, psi));
                }
                if (kind == FeatureKind.CATEGORICAL) {
                    BinnedCounts bins = pair.bins();
                    long fresh = reference.profile(window).newValues();
                    DriftResult result = NewValues.compute(bins, 0, fresh);
                    count(flagged, NewValues.METHOD, result.pDecision());
                }
                count(flagged, "psi>=0.1", FixedThresholds.psi(pair));
                count(flagged, "evidently", FixedThresholds.evidently(pair));
                count(flagged, "nannyml", fixed.nannyMl(pair, window));
            }
            flagged.forEach(
                    (name, hits) ->
                            shares.computeIfAbsent(size + " " + name, key -> new Share())
                                    .add((double) hits / windows));
        }
    }

    private static void count(Map<String, Integer> flagged, String method, Double p) {
        if (p != null) {
            for (double level : LEVELS) {
                flagged.merge(method + " " + level, p <= level ? 1 : 0, Integer::sum);
            }
        }
    }

    private static void count(Map<String, Integer> flagged, String rule, boolean isFlagged) {
        flagged.merge(rule + " 0", isFlagged ? 1 : 0, Integer::sum);
    }
}
