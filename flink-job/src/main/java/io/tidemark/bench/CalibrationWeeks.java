/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.alert.FalseAlertBudget;
import io.tidemark.alert.FamilyJudge;
import io.tidemark.alert.Hypothesis;
import io.tidemark.alert.Question;
import io.tidemark.alert.Verdict;
import io.tidemark.drift.ChiSquare;
import io.tidemark.drift.DriftMethods;
import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeaturePair;
import io.tidemark.drift.JensenShannon;
import io.tidemark.drift.KolmogorovSmirnov;
import io.tidemark.drift.NewValues;
import io.tidemark.drift.NullDistributions;
import io.tidemark.drift.SeededDraws;
import io.tidemark.drift.Wasserstein;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.Hash64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model of 200 features that is judged every hour: thirteen weeks without drift, whose alerts are
 * all false, and a few hours in which five features have moved.
 *
 * <p>The hours without drift have 100 predictions, so that chance alone carries effects across the
 * floor and false-discovery control has all the work. Half of the features are uniform, a quarter
 * each counts and categories.
 */
final class CalibrationWeeks {
    static final int WEEKS = 13;
    static final int DRIFTED = 5;
    static final int HOURS_TO_FIND = 3;
    private static final int FEATURES = 200;
    private static final int HOURS = WEEKS * 7 * 24;
    private static final int REFERENCE = 5_000;
    private static final int QUIET_SIZE = 100;
    private static final int DRIFT_SIZE = 1_000;
    private static final double SHIFT = 0.3;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int FAMILIES = 2;

    private static final KolmogorovSmirnov KOLMOGOROV = new KolmogorovSmirnov();
    private static final ChiSquare CHI_SQUARE = new ChiSquare();

    private final MonitorSpec spec = MonitorSpec.ofDefaults("calibration");
    private final double level =
            FalseAlertBudget.level(spec.falseAlertsPerWeek(), HOUR_MILLIS, 1, FAMILIES);
    private final NullDistributions nulls = new NullDistributions();
    private final SeededDraws draws;
    private final List<CalibrationShape> shapes = new ArrayList<>();
    private final List<CalibrationSample> references = new ArrayList<>();
    private final List<Map<Point, Double>> known = new ArrayList<>();

    private record Point(double statistic, long size) {}

    CalibrationWeeks(long seed, int number) {
        Hash64 digest = new Hash64();
        digest.add(seed);
        digest.add(number);
        draws = new SeededDraws(digest.value());
        for (int i = 0; i < FEATURES; i++) {
            CalibrationShape shape =
                    switch (i % 4) {
                        case 0 -> CalibrationShape.POISSON;
                        case 1 -> CalibrationShape.CATEGORIES_5;
                        default -> CalibrationShape.UNIFORM;
                    };
            shapes.add(shape);
            known.add(new HashMap<>());
            references.add(
                    new CalibrationSample(
                            shape.kind(), CalibrationSample.draw(shape, draws, REFERENCE)));
        }
    }

    /** Returns how many alerts begin in the weeks without drift. */
    int falseAlerts() {
        Set<String> firing = new HashSet<>();
        int alerts = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            List<Hypothesis> family = new ArrayList<>();
            for (int i = 0; i < FEATURES; i++) {
                double[] window = CalibrationSample.draw(shapes.get(i), draws, QUIET_SIZE);
                family.addAll(hypotheses(i, window));
            }
            Set<String> now = drifted(family);
            for (String feature : now) {
                alerts += firing.contains(feature) ? 0 : 1;
            }
            firing = now;
        }
        return alerts;
    }

    /** Returns how many of the drifted features are found within three hours. */
    int found() {
        Set<String> found = new HashSet<>();
        for (int hour = 0; hour < HOURS_TO_FIND; hour++) {
            List<Hypothesis> family = new ArrayList<>();
            for (int i = 0; i < FEATURES; i++) {
                double[] window = CalibrationSample.draw(shapes.get(i), draws, DRIFT_SIZE);
                if (hasMoved(i)) {
                    // the uniform law's standard deviation is √(1 / 12)
                    for (int j = 0; j < window.length; j++) {
                        window[j] += SHIFT * StrictMath.sqrt(1.0 / 12);
                    }
                }
                family.addAll(hypotheses(i, window));
            }
            for (String feature : drifted(family)) {
                if (hasMoved(Integer.parseInt(feature))) {
                    found.add(feature);
                }
            }
        }
        return found.size();
    }

    private static boolean hasMoved(int feature) {
        return feature % 40 == 2;
    }

    /** As {@code FeatureJudgement} asks them; an effect is measured where it can matter. */
    private List<Hypothesis> hypotheses(int feature, double[] window) {
        CalibrationSample reference = references.get(feature);
        FeatureKind kind = shapes.get(feature).kind();
        boolean isNumber = kind == FeatureKind.NUMERIC;
        FeaturePair pair = isNumber ? reference.counted(window) : reference.beside(window);
        double p = isNumber ? ofNumbers(feature, pair) : nulls.pDecision(pair, CHI_SQUARE);
        String effect = isNumber ? Wasserstein.METHOD : JensenShannon.METHOD;
        Double size =
                p <= level
                        ? DriftMethods.find(kind, effect).statistic(reference.beside(window))
                        : 0;
        List<Hypothesis> family = new ArrayList<>();
        family.add(hypothesis(feature, Question.SHAPE, p, size, window.length));
        family.add(hypothesis(feature, Question.MISSING, 1.0, 0.0, window.length));
        if (!isNumber) {
            long fresh = window.length - inBaseline(pair);
            DriftResult result = NewValues.compute(pair.bins(), 0, fresh);
            family.add(
                    hypothesis(
                            feature,
                            Question.NEW_VALUES,
                            result.pDecision(),
                            result.statistic(),
                            window.length));
        }
        return family;
    }

    /** For one reference and size of window p is a function of the statistic. */
    private double ofNumbers(int feature, FeaturePair pair) {
        return known.get(feature)
                .computeIfAbsent(
                        new Point(KOLMOGOROV.statistic(pair), pair.currentSize()),
                        point -> nulls.pDecision(pair, KOLMOGOROV));
    }

    private static long inBaseline(FeaturePair pair) {
        long known = 0;
        for (int i = 0; i < pair.bins().labels().size(); i++) {
            known += pair.bins().baseline()[i] > 0 ? pair.bins().current()[i] : 0;
        }
        return known;
    }

    private static Hypothesis hypothesis(
            int feature, Question question, Double p, Double effect, long size) {
        return new Hypothesis(
                Integer.toString(feature),
                "overall",
                question,
                p,
                effect,
                question.effectFloor(),
                size);
    }

    private Set<String> drifted(List<Hypothesis> family) {
        Set<String> drifted = new HashSet<>();
        for (Verdict verdict : new FamilyJudge(spec.minSamples(), level).judge(family)) {
            if (verdict.isDrifted()) {
                drifted.add(verdict.hypothesis().feature());
            }
        }
        return drifted;
    }
}
