/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.alert.PerformanceFinding;
import io.tidemark.alert.PerformanceRule;
import io.tidemark.drift.NullDistributions;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.performance.ConfusionCounts;
import io.tidemark.performance.Metric;
import io.tidemark.performance.PerformanceMetrics;
import io.tidemark.performance.Tally;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.FeatureKind;
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
 * tallies, and of the inferred task where neither spec nor reference tells it.
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
    private final NullDistributions nulls;
    private final InferredTask.Settled inferred;

    /**
     * @param inferred of no matter where spec or reference tells the task; null: not known
     */
    PerformanceJudgement(
            Monitor monitor,
            WindowKey overall,
            PerformanceWindow tallies,
            InferredTask.Settled inferred,
            PerformanceReferences references,
            NullDistributions nulls) {
        this.monitor = monitor;
        this.nulls = nulls;
        this.inferred = inferred;
        this.references = references;
        this.spec = monitor.performanceWindows().window(overall.windowName());
        SortedMap<String, SortedMap<String, Tally>> segments = tallies.complete();
        TaskDecision decision = decision();
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

    private TaskDecision decision() {
        TaskDecision told = monitor.tallyLayout().decision();
        if (told != null || inferred == null) {
            return told;
        }
        // a row's key names a metric, and so its class: never one that data invent
        return inferred.decision().task() == Task.MULTICLASS
                ? new TaskDecision(Task.MULTICLASS, monitor.tallyLayout().classes(), null)
                : inferred.decision();
    }

    private void add(
            FeatureFamily family, WindowKey window, String feature, FeatureProfile profile) {
        if (profile.present() > 0) {
            FeatureKey key =
                    new FeatureKey(
                            window.modelId(), window.modelVersion(), window.segment(), feature);
            FeatureKind kind =
                    inferred != null && feature.equals(Monitor.LABEL)
                            ? inferred.labelKind()
                            : profile.resolveKind();
            family.add(WindowComparison.ofPairs(monitor, key, window, profile, kind, nulls), 0, 0);
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
