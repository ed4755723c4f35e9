/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.List;

/**
 * How much worse (or better) the baseline's principal components rebuild the window's events than
 * its own: the mean of |x - x̂|₂ over the window less that over the baseline, in standard
 * deviations of the baseline's. x are the features scaled by the baseline, missing ones its mean;
 * x̂ is x projected on the components that explain 65 % of the variance (NannyML's choice), always
 * at least one fewer than there are features.
 *
 * <p>The baseline's events are rebuilt by components that have not seen them (5 folds), the
 * window's by each fold's, the mean of the five; both are strangers to the components, so that 0 is
 * what no drift gives. Two-sided z test with both samples' spreads; {@code lower} and {@code upper}
 * at 95 %. Drift from 0.1 on. What moved: each feature's part of the change of the squared error.
 *
 * <p>Constant features are left out. Fewer than two others, or fewer than 10 events in the baseline
 * or 2 in the window: undefined. A spread below 0.01 counts as that, as where features are copies
 * of each other. At most 1,000 events of either side.
 */
public final class PcaReconstruction {
    public static final String METHOD = "pca_reconstruction";

    /** The smallest change of the mean error that matters, in standard deviations. */
    public static final double EFFECT_FLOOR = 0.1;

    private static final double EXPLAINED = 0.65;
    private static final int FOLDS = 5;
    private static final int FEWEST = 2 * FOLDS;
    private static final int MOST = 1000;
    private static final double SMALLEST_SPREAD = 0.01;

    private final List<String> features;
    private final double[][] baseline;
    private final double[][] current;
    private final double[] baselineErrors;
    private final double[] errors;
    private final double[] change;

    private PcaReconstruction(List<String> features, double[][] baseline, double[][] current) {
        this.features = features;
        this.baseline = baseline;
        this.current = current;
        this.baselineErrors = new double[baseline.length];
        this.errors = new double[current.length];
        this.change = new double[features.size()];
    }

    /** Compares two samples over the features of the baseline. */
    public static MultivariateResult compute(
            EventRows baseline, EventRows current, MultivariateSettings settings) {
        EventRows first = baseline.thinnedTo(MOST);
        EventRows second = current.select(baseline.features()).thinnedTo(MOST);
        int m = first.size();
        int n = second.size();
        List<String> varying = varying(first);
        String reason = reason(m, n, varying.size());
        if (reason != null) {
            return MultivariateResult.undefined(METHOD, reason, n, m);
        }
        PcaReconstruction pca =
                new PcaReconstruction(
                        varying, first.select(varying).rows(), second.select(varying).rows());
        for (int held = 0; held < FOLDS; held++) {
            pca.rebuild(held);
        }
        return pca.result(settings);
    }

    private static String reason(int m, int n, int width) {
        String reason = Verdict.reasonOfSizes(m, n);
        if (reason != null) {
            return reason;
        }
        if (m < FEWEST || n < 2) {
            return MultivariateReason.TOO_FEW_EVENTS;
        }
        if (width < 2) {
            return MultivariateReason.FEWER_THAN_TWO_FEATURES;
        }
        return width > MultivariateSettings.MOST_FEATURES
                ? MultivariateReason.TOO_MANY_FEATURES
                : null;
    }

    private static List<String> varying(EventRows sample) {
        List<String> varying = new ArrayList<>();
        for (int j = 0; j < sample.width(); j++) {
            double mean = BaselineScale.mean(sample.rows(), j);
            if (BaselineScale.deviation(sample.rows(), j, mean) > 0) {
                varying.add(sample.features().get(j));
            }
        }
        return varying;
    }

    private void rebuild(int held) {
        List<double[]> training = new ArrayList<>();
        for (int i = 0; i < baseline.length; i++) {
            if (i % FOLDS != held) {
                training.add(baseline[i]);
            }
        }
        Covariance moments =
                Covariance.of(new EventRows(features, training.toArray(double[][]::new)));
        int width = features.size();
        double[] unit = new double[width];
        double[][] correlation = new double[width][width];
        for (int a = 0; a < width; a++) {
            unit[a] = StrictMath.sqrt(moments.covariance()[a][a]);
            for (int b = 0; b < width; b++) {
                correlation[a][b] = moments.correlation(a, b);
            }
        }
        PrincipalAxes axes = PrincipalAxes.of(correlation);
        int kept = StrictMath.min(width - 1, axes.explaining(EXPLAINED));
        BaselineScale scale = BaselineScale.of(moments.mean(), unit);
        double[][] own = scale.scale(baseline);
        for (int i = held; i < baseline.length; i += FOLDS) {
            baselineErrors[i] = error(axes, kept, own[i], -1.0 / baseline.length);
        }
        double[][] other = scale.scale(current);
        for (int i = 0; i < current.length; i++) {
            errors[i] += error(axes, kept, other[i], 1.0 / FOLDS / current.length) / FOLDS;
        }
    }

    /** |x - x̂|, whose squares by feature go into the change with a weight. */
    private double error(PrincipalAxes axes, int kept, double[] row, double weight) {
        double[] rest = row.clone();
        for (int k = 0; k < kept; k++) {
            double coordinate = axes.project(row, k);
            for (int j = 0; j < rest.length; j++) {
                rest[j] -= coordinate * axes.axis()[k][j];
            }
        }
        double sum = 0;
        for (int j = 0; j < rest.length; j++) {
            sum += rest[j] * rest[j];
            change[j] += weight * rest[j] * rest[j];
        }
        return StrictMath.sqrt(sum);
    }

    private MultivariateResult result(MultivariateSettings settings) {
        double spread = StrictMath.sqrt(variance(baselineErrors));
        double unit = StrictMath.max(SMALLEST_SPREAD, spread);
        double effect = (mean(errors) - mean(baselineErrors)) / unit;
        double error =
                StrictMath.sqrt(
                                variance(errors) / errors.length
                                        + variance(baselineErrors) / baselineErrors.length)
                        / unit;
        double pValue =
                error > 0
                        ? NormalLaw.beyond(effect / error)
                        : StrictMath.abs(effect) < SMALLEST_SPREAD ? 1 : 0;
        double margin = NormalLaw.quantile(1 - NormalLaw.TWO_SIDED_95) * error;
        Verdict verdict =
                Verdict.of(
                        settings,
                        errors.length,
                        baselineErrors.length,
                        pValue <= settings.pThreshold(),
                        StrictMath.abs(effect) >= EFFECT_FLOOR);
        return verdict.result(
                METHOD,
                effect,
                effect - margin,
                effect + margin,
                pValue,
                pValue,
                settings.pThreshold(),
                EFFECT_FLOOR,
                verdict.isDrift() ? moved(effect) : List.of());
    }

    private List<Contribution> moved(double effect) {
        double[] weights = new double[change.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = effect > 0 ? change[j] : -change[j];
        }
        return Contribution.largest(features, weights);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
