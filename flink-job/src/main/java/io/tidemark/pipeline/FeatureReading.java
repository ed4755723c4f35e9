/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.Moments;
import io.tidemark.profile.NumericDistribution;

/** One feature's numbers in one window; missing values are known only beside the requests. */
public record FeatureReading(
        FeatureKind kind,
        long present,
        long sampleSize,
        long typeMismatches,
        long notANumber,
        long infinite,
        long outOfRange,
        long newValues,
        long outliers,
        Long distinct,
        Double mean,
        Double stddev,
        Double min,
        Double max,
        Double q05,
        Double q25,
        Double q50,
        Double q75,
        Double q95,
        Double ageP95Seconds) {

    static FeatureReading of(FeatureProfile profile, FeatureKind kind) {
        boolean isNumeric = kind == FeatureKind.NUMERIC;
        Moments moments = isNumeric ? profile.moments() : new Moments();
        NumericDistribution numbers = isNumeric ? profile.numeric() : null;
        return new FeatureReading(
                kind,
                profile.present(),
                profile.sampleSize(kind),
                profile.typeMismatches(kind),
                profile.notANumber(),
                profile.infinite(),
                profile.outOfRange(),
                profile.newValues(),
                profile.outliers(),
                profile.distinct(),
                moments.mean(),
                moments.stddev(),
                isNumeric ? profile.minimum() : null,
                isNumeric ? profile.maximum() : null,
                quantile(numbers, 0.05),
                quantile(numbers, 0.25),
                quantile(numbers, 0.5),
                quantile(numbers, 0.75),
                quantile(numbers, 0.95),
                profile.agePercentileSeconds(0.95));
    }

    private static Double quantile(NumericDistribution numbers, double q) {
        return numbers == null ? null : numbers.quantile(q);
    }
}
