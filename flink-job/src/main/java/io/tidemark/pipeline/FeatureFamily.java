/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.FalseAlertBudget;
import io.tidemark.alert.FamilyJudge;
import io.tidemark.alert.FeatureJudgement;
import io.tidemark.alert.Hypothesis;
import io.tidemark.alert.Verdict;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of one (model, version, window), all segments, judged together. A model's inputs are
 * one family, its scored pairs ({@code @label}, {@code @residual}) another.
 */
final class FeatureFamily {
    /** Inputs and scored pairs. */
    private static final int FAMILIES = 2;

    private final Monitor monitor;
    private final List<JudgedFeature> unjudged = new ArrayList<>();

    FeatureFamily(Monitor monitor) {
        this.monitor = monitor;
    }

    /**
     * @param missing null or absent values of the window
     * @param baselineMissing the same of the baseline; of no matter where there is none
     */
    void add(WindowedFeature feature, long missing, long baselineMissing) {
        BaselineComparison beside = feature.comparison();
        unjudged.add(
                new JudgedFeature(
                        feature.window(),
                        feature.feature(),
                        feature.reading(),
                        missing,
                        beside == null ? null : beside.baseline(),
                        beside == null ? null : beside.gridId(),
                        beside == null
                                ? null
                                : beside.features()
                                        .withMissing(
                                                baselineMissing,
                                                beside.present() + baselineMissing,
                                                missing,
                                                feature.reading().present() + missing),
                        List.of()));
    }

    /**
     * @param window whose level it is, one of a plan's
     * @param windowNames how many windows share the budget
     */
    List<JudgedFeature> judge(WindowSpec window, int windowNames) {
        MonitorSpec spec = monitor.spec();
        List<Hypothesis> hypotheses = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (JudgedFeature feature : unjudged) {
            int before = hypotheses.size();
            if (feature.comparison() != null) {
                hypotheses.addAll(
                        FeatureJudgement.hypotheses(
                                feature.feature(),
                                feature.window().segment(),
                                feature.comparison(),
                                spec));
            }
            counts.add(hypotheses.size() - before);
        }
        double level =
                FalseAlertBudget.level(
                        spec.falseAlertsPerWeek(), window.slideMillis(), windowNames, FAMILIES);
        List<Verdict> verdicts = new FamilyJudge(spec.minSamples(), level).judge(hypotheses);
        List<JudgedFeature> judged = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < unjudged.size(); i++) {
            JudgedFeature one = unjudged.get(i);
            List<Verdict> own = verdicts.subList(next, next + counts.get(i));
            next += counts.get(i);
            judged.add(
                    new JudgedFeature(
                            one.window(),
                            one.feature(),
                            one.reading(),
                            one.missing(),
                            one.baseline(),
                            one.gridId(),
                            one.comparison(),
                            List.copyOf(own)));
        }
        return judged;
    }
}
