/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.alert.PerformanceFinding;
import io.tidemark.alert.PerformanceRule;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.performance.ConfusionCounts;
import io.tidemark.performance.Metric;
import io.tidemark.performance.PerformanceMetrics;
import io.tidemark.performance.Tally;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.performance.TaskInference;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.result.ConfusionCell;
import io.tidemark.result.ConfusionRow;
import io.tidemark.result.PerformanceWindowRow;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One performance window of a (model, version), all segments and label names: a function of its
 * tallies and of nothing else. Where neither spec nor reference tells the task, the window's own
 * labels do.
 */
final class PerformanceJudgement {
    static final String OBSERVED = "observed";

    /** One segment and label name with its metrics. */
    private record Scored(WindowKey window, String labelName, Tally tally, List<Metric> metrics) {}

    private final Monitor monitor;
    private final WindowSpec spec;
    private final List<Scored> scored = new ArrayList<>();
    private final List<JudgedFeature> features;
    private final boolean hasClasses;
    private final PerformanceReferences references;

    PerformanceJudgement(
            Monitor monitor,
            WindowKey overall,
            PerformanceWindow tallies,
            PerformanceReferences references) {
        this.monitor = monitor;
        this.references = references;
        this.spec = monitor.performanceWindows().window(overall.windowName());
        SortedMap<String, SortedMap<String, Tally>> segments = tallies.complete();
        TaskDecision decision = decision(segments);
        this.hasClasses = decision != null && decision.task().isClassification();
        FeatureFamily family = new FeatureFamily(monitor);
        for (Map.Entry<String, SortedMap<String, Tally>> segment : segments.entrySet()) {
            WindowKey window =
                    new WindowKey(
                            overall.modelId(),
                            overall.modelVersion(),
                            segment.getKey(),
                            overall.windowName(),
                            overall.windowStartMillis(),
                            overall.windowEndMillis());
            for (Map.Entry<String, Tally> label : segment.getValue().entrySet()) {
                Tally tally = label.getValue();
                List<Metric> metrics =
                        decision == null ? List.of() : PerformanceMetrics.of(tally, decision);
                scored.add(new Scored(window, label.getKey(), tally, metrics));
                if (label.getKey().equals(PerformanceWindow.DEFAULT_LABEL)) {
                    add(family, window, Monitor.LABEL, tally.label());
                    add(family, window, Monitor.RESIDUAL, tally.residual());
                }
            }
        }
        int windowNames = monitor.windows().publishedWindows().size();
        this.features = family.judge(spec, windowNames);
    }

    private static TaskDecision decision(SortedMap<String, SortedMap<String, Tally>> segments) {
        SortedMap<String, Tally> overall = segments.get(Monitor.OVERALL);
        if (overall == null) {
            return null;
        }
        Tally tally = overall.get(PerformanceWindow.DEFAULT_LABEL);
        TaskDecision settled = tally.layout().decision();
        TaskDecision decision = settled != null ? settled : TaskInference.of(tally);
        // a row's key names a metric, and so its class: never one that data invent
        return decision != null && decision.task() == Task.MULTICLASS
                ? new TaskDecision(Task.MULTICLASS, tally.layout().classes(), null)
                : decision;
    }

    private void add(
            FeatureFamily family, WindowKey window, String feature, FeatureProfile profile) {
        if (profile.present() > 0) {
            FeatureKey key =
                    new FeatureKey(
                            window.modelId(), window.modelVersion(), window.segment(), feature);
            family.add(WindowComparison.compare(monitor, key, window, profile, null, 1), 0, 0);
        }
    }

    List<ResultRow> rows(RowVersion version) {
        List<ResultRow> rows = new ArrayList<>();
        for (Scored one : scored) {
            Tally tally = one.tally();
            for (Metric metric : one.metrics()) {
                rows.add(
                        new PerformanceWindowRow(
                                one.window(),
                                one.labelName(),
                                OBSERVED,
                                metric.name(),
                                metric.value(),
                                metric.lower(),
                                metric.upper(),
                                metric.reason(),
                                tally.labelled(),
                                tally.predictions(),
                                tally.coverage(),
                                tally.delaySeconds(0.5),
                                tally.delaySeconds(0.95),
                                version));
            }
            List<ConfusionCell> cells = new ArrayList<>();
            for (ConfusionCounts.Cell cell : tally.confusion()) {
                cells.add(new ConfusionCell(cell.actual(), cell.predicted(), cell.count()));
            }
            if (hasClasses && !cells.isEmpty()) {
                rows.add(new ConfusionRow(one.window(), one.labelName(), cells, version));
            }
        }
        for (JudgedFeature feature : features) {
            rows.addAll(feature.rows(version));
        }
        return rows;
    }

    /** The default label against the reference, segment by segment; and the scored pairs. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        PerformanceRule rule = new PerformanceRule(monitor.spec().minSamples());
        for (Scored one : scored) {
            List<PerformanceFinding.Measured> measured =
                    measured(one, references.of(monitor, one.window().segment()));
            if (one.labelName().equals(PerformanceWindow.DEFAULT_LABEL) && !measured.isEmpty()) {
                conditions.add(
                        rule.judge(
                                new PerformanceFinding(
                                        one.window(),
                                        spec.slideMillis(),
                                        one.tally().labelled(),
                                        one.tally().predictions(),
                                        BaselineComparison.REFERENCE,
                                        measured)));
            }
        }
        for (JudgedFeature feature : features) {
            conditions.addAll(feature.conditions(spec.slideMillis()));
        }
        return conditions;
    }

    private static List<PerformanceFinding.Measured> measured(
            Scored scored, List<Metric> reference) {
        List<PerformanceFinding.Measured> measured = new ArrayList<>();
        for (Metric metric : scored.metrics()) {
            for (Metric known : reference) {
                if (known.name().equals(metric.name()) && known.value() != null) {
                    measured.add(
                            new PerformanceFinding.Measured(
                                    metric.name(),
                                    metric.value(),
                                    metric.lower(),
                                    metric.upper(),
                                    known.value()));
                }
            }
        }
        return measured;
    }
}
