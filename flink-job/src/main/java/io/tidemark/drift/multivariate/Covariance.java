/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Means and covariances of a set of features, from exact cross-moments where there are some.
 *
 * @param features names, each once; the order of all that follows
 * @param count of events behind it
 * @param mean of each feature over the events that have it; NaN when none has
 * @param covariance ddof 1, over the events that have both features; NaN where fewer than two have
 * @param pairs for each pair the number of events that have both; on the diagonal those that have
 *     the feature
 */
public record Covariance(
        List<String> features, long count, double[] mean, double[][] covariance, long[][] pairs) {

    public Covariance {
        features = List.copyOf(features);
        Objects.requireNonNull(mean, "mean");
        requireSide(features.size(), mean.length);
        requireSide(features.size(), covariance.length);
        requireSide(features.size(), pairs.length);
        for (int i = 0; i < pairs.length; i++) {
            requireSide(features.size(), covariance[i].length);
            requireSide(features.size(), pairs[i].length);
        }
    }

    /** Of events that lack nothing. */
    public static Covariance ofComplete(
            List<String> features, long count, double[] mean, double[][] covariance) {
        long[][] pairs = new long[features.size()][features.size()];
        for (long[] row : pairs) {
            Arrays.fill(row, count);
        }
        return new Covariance(features, count, mean, covariance, pairs);
    }

    /** Of a sample; a pair of features is measured over the events that have both. */
    public static Covariance of(EventRows sample) {
        int d = sample.width();
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        long[][] pairs = new long[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= a; b++) {
                covariance[a][b] = pair(sample.rows(), a, b, mean, pairs);
                covariance[b][a] = covariance[a][b];
            }
        }
        return new Covariance(sample.features(), sample.size(), mean, covariance, pairs);
    }

    /** Pearson's correlation of two features, in [-1, 1]; NaN where either does not vary. */
    public double correlation(int a, int b) {
        double product = StrictMath.sqrt(covariance[a][a]) * StrictMath.sqrt(covariance[b][b]);
        return product > 0
                ? StrictMath.max(-1, StrictMath.min(1, covariance[a][b] / product))
                : Double.NaN;
    }

    /** The covariance of two columns; when they are the same one its mean is noted too. */
    private static double pair(double[][] rows, int a, int b, double[] mean, long[][] pairs) {
        long n = 0;
        double sumA = 0;
        double sumB = 0;
        for (double[] row : rows) {
            if (EventRows.isPresent(row[a]) && EventRows.isPresent(row[b])) {
                n++;
                sumA += row[a];
                sumB += row[b];
            }
        }
        pairs[a][b] = n;
        pairs[b][a] = n;
        double meanA = sumA / n;
        double meanB = sumB / n;
        if (a == b) {
            mean[a] = meanA;
        }
        if (n < 2) {
            return Double.NaN;
        }
        if (a == b && BaselineScale.deviation(rows, a, meanA) == 0) {
            return 0;
        }
        double sum = 0;
        for (double[] row : rows) {
            if (EventRows.isPresent(row[a]) && EventRows.isPresent(row[b])) {
                sum += (row[a] - meanA) * (row[b] - meanB);
            }
        }
        return sum / (n - 1);
    }

    private static void requireSide(int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(found + " values for " + expected + " features");
        }
    }
}
