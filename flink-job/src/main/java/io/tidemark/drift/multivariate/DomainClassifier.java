/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Adversarial validation: how well a forest can tell the window's events from the baseline's. The
 * statistic is the ROC AUC of out-of-fold scores: stratified 5-fold cross-validation, the mean
 * score of two shuffles. 0.5: they look alike; 1: every event gives itself away. Range [0, 1].
 *
 * <p>{@code lower} and {@code upper} are confidence bounds (DeLong) at 95 %, or at {@code 1 - 2
 * pThreshold} where that is wider; drift is a lower bound above 0.5 + 0.05. The p-value is the
 * normal tail of the rank-sum law for a classifier that knows nothing. Both take a standard error
 * 1.3 times the textbook's, because scores of one fold come from one forest. What moved: the loss
 * of AUC when a feature's values are permuted among the held-out events, as shares of all the
 * losses.
 *
 * <p>Values enter as bins of the pooled sample, missing ones as a bin of their own, so that units,
 * outliers and constant columns do no harm; of either side at most 1,000 events are looked at.
 * Fewer than 10 events on a side: undefined. Nothing that varies: 0.5.
 */
public final class DomainClassifier {
    public static final String METHOD = "domain_classifier";

    /** By how much the lower bound must exceed 0.5. */
    public static final double EFFECT_FLOOR = 0.05;

    private static final int FOLDS = 5;
    private static final int SHUFFLES = 2;
    private static final int FEWEST = 2 * FOLDS;
    private static final int MOST = 1000;
    private static final double CHANCE = 0.5;

    /** The folds' forests share rows, which spreads the AUC wider than independent scores would. */
    private static final double FOLD_SPREAD = 1.3;

    private final List<String> features;
    private final double[][] rows;
    private final int baselineSize;
    private final SplittableRandom draws;
    private final double[] scores;
    private final double[][] permutedScores;

    private DomainClassifier(
            List<String> features, double[][] rows, int baselineSize, SplittableRandom draws) {
        this.features = features;
        this.rows = rows;
        this.baselineSize = baselineSize;
        this.draws = draws;
        this.scores = new double[rows.length];
        this.permutedScores = new double[features.size()][rows.length];
    }

    /** Compares two samples over the features of the baseline. */
    public static MultivariateResult compute(
            EventRows baseline, EventRows current, MultivariateSettings settings) {
        EventRows first = baseline.thinnedTo(MOST);
        EventRows second = current.select(baseline.features()).thinnedTo(MOST);
        int m = first.size();
        int n = second.size();
        String reason = reason(first, second);
        if (reason != null) {
            return MultivariateResult.undefined(METHOD, reason, n, m);
        }
        DomainClassifier classifier = of(first, second, new SplittableRandom(settings.seed()));
        classifier.scoreOutOfFold();
        RocCurve curve = classifier.curve(classifier.scores);
        double level = StrictMath.min(NormalLaw.TWO_SIDED_95, settings.pThreshold());
        double margin = NormalLaw.quantile(1 - level) * FOLD_SPREAD * curve.standardError();
        double lower = StrictMath.max(0, curve.area() - margin);
        double upper = StrictMath.min(1, curve.area() + margin);
        double chance = StrictMath.sqrt((m + n + 1.0) / (12.0 * m * n));
        double pValue = NormalLaw.above((curve.area() - CHANCE) / (FOLD_SPREAD * chance));
        double floor = CHANCE + EFFECT_FLOOR;
        Verdict verdict = Verdict.of(settings, n, m, lower > CHANCE, lower > floor);
        return verdict.result(
                METHOD,
                curve.area(),
                lower,
                upper,
                pValue,
                pValue,
                settings.pThreshold(),
                floor,
                verdict.isDrift() ? classifier.moved(curve.area()) : List.of());
    }

    private static String reason(EventRows first, EventRows second) {
        String reason = Verdict.reasonOfSizes(first.size(), second.size());
        if (reason != null) {
            return reason;
        }
        if (StrictMath.min(first.size(), second.size()) < FEWEST) {
            return MultivariateReason.TOO_FEW_EVENTS;
        }
        if (first.width() == 0) {
            return MultivariateReason.NO_FEATURES;
        }
        return first.width() > MultivariateSettings.MOST_FEATURES
                ? MultivariateReason.TOO_MANY_FEATURES
                : null;
    }

    /** Over the columns that vary. */
    private static DomainClassifier of(EventRows first, EventRows second, SplittableRandom draws) {
        double[][] binned = PooledBins.of(first, second);
        List<String> varying = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int j = 0; j < first.width(); j++) {
            int column = j;
            double any = binned[0][j];
            if (Arrays.stream(binned).anyMatch(row -> row[column] != any)) {
                varying.add(first.features().get(j));
                columns.add(j);
            }
        }
        double[][] rows = new double[binned.length][columns.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < columns.size(); k++) {
                rows[i][k] = binned[i][columns.get(k)];
            }
        }
        return new DomainClassifier(varying, rows, first.size(), draws);
    }

    private void scoreOutOfFold() {
        if (features.isEmpty()) {
            return;
        }
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            int[] fold = folds();
            for (int held = 0; held < FOLDS; held++) {
                scoreFold(fold, held);
            }
        }
    }

    private void scoreFold(int[] fold, int held) {
        List<double[]> training = new ArrayList<>();
        List<Boolean> isCurrent = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (fold[i] == held) {
                out.add(i);
            } else {
                training.add(rows[i]);
                isCurrent.add(i >= baselineSize);
            }
        }
        DomainForest forest = DomainForest.train(training, isCurrent, draws);
        int[] order = shuffled(out.size());
        for (int k = 0; k < out.size(); k++) {
            int i = out.get(k);
            double[] other = rows[out.get(order[k])];
            scores[i] += forest.score(rows[i]);
            for (int j = 0; j < features.size(); j++) {
                double[] permuted = rows[i].clone();
                permuted[j] = other[j];
                permutedScores[j][i] += forest.score(permuted);
            }
        }
    }

    /** A fold for each row, equally many of either sample in each. */
    private int[] folds() {
        int[] fold = new int[rows.length];
        int[] ofBaseline = shuffled(baselineSize);
        for (int k = 0; k < ofBaseline.length; k++) {
            fold[ofBaseline[k]] = k % FOLDS;
        }
        int[] ofCurrent = shuffled(rows.length - baselineSize);
        for (int k = 0; k < ofCurrent.length; k++) {
            fold[baselineSize + ofCurrent[k]] = k % FOLDS;
        }
        return fold;
    }

    private int[] shuffled(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int place = draws.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }

    private RocCurve curve(double[] of) {
        return RocCurve.of(
                Arrays.copyOf(of, baselineSize), Arrays.copyOfRange(of, baselineSize, of.length));
    }

    private List<Contribution> moved(double area) {
        double[] losses = new double[features.size()];
        for (int j = 0; j < losses.length; j++) {
            losses[j] = area - curve(permutedScores[j]).area();
        }
        return Contribution.largest(features, losses);
    }
}
