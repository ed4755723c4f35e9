/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import io.tidemark.drift.multivariate.MultivariateResult;
import java.util.List;

/**
 * All that {@code compare} found.
 *
 * @param reference file, as it was named
 * @param referenceRows its rows
 * @param current file, as it was named
 * @param currentRows its rows
 * @param level false discovery rate of the verdicts
 * @param minSamples values that a feature must have to be judged
 * @param isExact whether every distinct value was an edge
 * @param features those of both files, in the reference's order
 * @param model methods that look at whole rows; empty: none were asked for
 * @param notes what was left out, one sentence each
 */
public record CompareReport(
        String reference,
        long referenceRows,
        String current,
        long currentRows,
        double level,
        long minSamples,
        boolean isExact,
        List<ComparedFeature> features,
        List<MultivariateResult> model,
        List<String> notes) {

    public CompareReport {
        features = List.copyOf(features);
        model = List.copyOf(model);
        notes = List.copyOf(notes);
    }

    /** How many features could be judged. */
    public long judgedFeatures() {
        return features.stream().filter(ComparedFeature::isJudged).count();
    }

    /** How many of them drifted. */
    public long driftedFeatures() {
        return features.stream().filter(ComparedFeature::isDrifted).count();
    }

    /** Drifted features ÷ judged features; null where none could be judged. */
    public Double driftedShare() {
        long judged = judgedFeatures();
        return judged == 0 ? null : (Double) ((double) driftedFeatures() / judged);
    }

    /** Whether a feature or the input as a whole drifted. */
    public boolean isDrifted() {
        return driftedFeatures() > 0
                || model.stream().anyMatch(result -> Boolean.TRUE.equals(result.isDrifted()));
    }
}
