/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * The share of the window's events that are stranger than 99.9 % of the baseline's: whose
 * Mahalanobis distance from the baseline's mean is above the baseline's own 99.9 % quantile. Range
 * [0, 1]; {@code lower} and {@code upper} are Wilson's at 95 %.
 *
 * <p>The quantile is the j-th largest distance of the baseline's sample, j = m ÷ 1,000 rounded and
 * at least 1; each of these distances is measured as if its event had not been among those that the
 * covariance was taken from. The p-value is exact for every continuous law: the chance that of the
 * k + j - 1 farthest events of both samples at least k, the number found, are the window's
 * (hypergeometric). Drift also needs a share of at least 0.01. Without a sample of the baseline the
 * quantile is that of a normal law (chi-square), and there is no verdict.
 *
 * <p>Missing values count as the baseline's mean; constant features are left out. The covariance
 * may be singular: as a correlation matrix, no axis has a variance below 1e-6, so that events that
 * break an exact tie between features are far away and not infinitely so. What moved: each
 * feature's part in the squared distances of the outliers. Mahalanobis, 1936; deleted distances:
 * Sherman-Morrison.
 */
public final class MahalanobisOutliers {
    public static final String METHOD = "outlier_share";

    /** The smallest share that matters. */
    public static final double EFFECT_FLOOR = 0.01;

    private static final double BEYOND = 0.001;
    private static final double SMALLEST_VARIANCE = 1e-6;

    private final List<String> features;
    private final BaselineScale scale;
    private final PrincipalAxes axes;

    private MahalanobisOutliers(List<String> features, BaselineScale scale, PrincipalAxes axes) {
        this.features = features;
        this.scale = scale;
        this.axes = axes;
    }

    /**
     * Measures the window's events.
     *
     * @param moments of the baseline
     * @param sample of the baseline, out of those that the moments are of; null or empty without
     *     one
     * @param current a sample of the window's
     */
    public static MultivariateResult compute(
            Covariance moments,
            EventRows sample,
            EventRows current,
            MultivariateSettings settings) {
        int n = current.size();
        long count = moments.count();
        List<Integer> varying = varying(moments);
        String reason = reason(count, n, varying.size());
        if (reason != null) {
            return MultivariateResult.undefined(METHOD, reason, n, count);
        }
        MahalanobisOutliers measure = of(moments, varying);
        double[] distances = measure.squares(current);
        boolean hasSample = sample != null && sample.size() > 0;
        if (!hasSample) {
            double bound =
                    new ChiSquaredDistribution(varying.size())
                            .inverseCumulativeProbability(1 - BEYOND);
            return measured(distances, bound, count, null, MultivariateReason.NO_BASELINE_SAMPLE);
        }
        double[] own = deleted(measure.squares(sample), count);
        Arrays.sort(own);
        int m = own.length;
        int rank = StrictMath.max(1, (int) StrictMath.rint(m * BEYOND));
        double bound = own[m - rank];
        int found = (int) Arrays.stream(distances).filter(square -> square > bound).count();
        double pValue = found == 0 ? 1 : chance(m, n, found, rank);
        Verdict verdict =
                Verdict.of(
                        settings,
                        n,
                        m,
                        pValue <= settings.pThreshold(),
                        (double) found / n >= EFFECT_FLOOR);
        return verdict.result(
                METHOD,
                (double) found / n,
                wilson(found, n, -1),
                wilson(found, n, 1),
                pValue,
                pValue,
                settings.pThreshold(),
                EFFECT_FLOOR,
                verdict.isDrift() ? measure.moved(current, distances, bound) : List.of());
    }

    private static String reason(long count, int n, int width) {
        String reason = Verdict.reasonOfSizes(count, n);
        if (reason != null) {
            return reason;
        }
        if (width == 0) {
            return MultivariateReason.CONSTANT_BASELINE;
        }
        if (width > MultivariateSettings.MOST_FEATURES) {
            return MultivariateReason.TOO_MANY_FEATURES;
        }
        return count < width + 3 ? MultivariateReason.TOO_FEW_EVENTS : null;
    }

    private static MultivariateResult measured(
            double[] distances, double bound, long count, Double pValue, String reason) {
        int n = distances.length;
        int found = (int) Arrays.stream(distances).filter(square -> square > bound).count();
        return new Verdict(n, count, null, List.of(reason))
                .result(
                        METHOD,
                        (double) found / n,
                        wilson(found, n, -1),
                        wilson(found, n, 1),
                        pValue,
                        pValue,
                        null,
                        EFFECT_FLOOR,
                        List.of());
    }

    private static List<Integer> varying(Covariance moments) {
        List<Integer> varying = new ArrayList<>();
        for (int j = 0; j < moments.features().size(); j++) {
            double variance = moments.covariance()[j][j];
            if (variance > 0 && variance < Double.POSITIVE_INFINITY) {
                varying.add(j);
            }
        }
        return varying;
    }

    private static MahalanobisOutliers of(Covariance moments, List<Integer> varying) {
        int width = varying.size();
        List<String> features = new ArrayList<>();
        double[] mean = new double[width];
        double[] unit = new double[width];
        double[][] correlation = new double[width][width];
        for (int a = 0; a < width; a++) {
            int from = varying.get(a);
            features.add(moments.features().get(from));
            mean[a] = moments.mean()[from];
            unit[a] = StrictMath.sqrt(moments.covariance()[from][from]);
            for (int b = 0; b < width; b++) {
                correlation[a][b] = moments.correlation(from, varying.get(b));
            }
        }
        return new MahalanobisOutliers(
                features, BaselineScale.of(mean, unit), PrincipalAxes.of(correlation));
    }

    /** The squared distances of some events. */
    private double[] squares(EventRows events) {
        double[][] rows = scale.scale(events.select(features).rows());
        double[] squares = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < features.size(); k++) {
                double coordinate = axes.project(rows[i], k);
                squares[i] += coordinate * coordinate / variance(k);
            }
        }
        return squares;
    }

    private double variance(int k) {
        return StrictMath.max(SMALLEST_VARIANCE, axes.variance()[k]);
    }

    /** What the distances would be if mean and covariance did not know the event. */
    private static double[] deleted(double[] squares, long count) {
        double n = count;
        double factor = n * n * (n - 2) / ((n - 1) * (n - 1) * (n - 1));
        double[] deleted = new double[squares.length];
        for (int i = 0; i < squares.length; i++) {
            double left = 1 - n * squares[i] / ((n - 1) * (n - 1));
            deleted[i] = left > 0 ? factor * squares[i] / left : Double.POSITIVE_INFINITY;
        }
        return deleted;
    }

    private static double chance(int m, int n, int found, int rank) {
        int farthest = StrictMath.min(m + n, found + rank - 1);
        double chance =
                new HypergeometricDistribution(null, m + n, n, farthest)
                        .upperCumulativeProbability(found);
        return StrictMath.max(0, StrictMath.min(1, chance));
    }

    /** Wilson's bound of a share: -1 the lower, 1 the upper. */
    private static double wilson(int found, int n, int side) {
        double z = NormalLaw.quantile(1 - NormalLaw.TWO_SIDED_95);
        double share = (double) found / n;
        double centre = share + z * z / (2 * n);
        double margin = z * StrictMath.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        double bound = (centre + side * margin) / (1 + z * z / n);
        return StrictMath.max(0, StrictMath.min(1, bound));
    }

    private List<Contribution> moved(EventRows current, double[] distances, double bound) {
        double[][] rows = scale.scale(current.select(features).rows());
        double[] parts = new double[features.size()];
        for (int i = 0; i < rows.length; i++) {
            if (distances[i] > bound) {
                for (int j = 0; j < parts.length; j++) {
                    double pull = 0;
                    for (int k = 0; k < parts.length; k++) {
                        pull += axes.project(rows[i], k) * axes.axis()[k][j] / variance(k);
                    }
                    parts[j] += StrictMath.abs(rows[i][j] * pull) / distances[i];
                }
            }
        }
        return Contribution.largest(features, parts);
    }
}
