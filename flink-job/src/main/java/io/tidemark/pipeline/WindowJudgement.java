/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;
import io.tidemark.alert.ErrorRateRule;
import io.tidemark.alert.LatencyRule;
import io.tidemark.alert.ServiceFinding;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.result.ModelWindowRow;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One window of a (model, version), all segments and features: a function of what was gathered and
 * of nothing else. A feature that should be there and did not come at all is there with no values.
 */
final class WindowJudgement {
    private final SortedMap<String, WindowKey> windows = new TreeMap<>();
    private final SortedMap<String, ServiceReading> services = new TreeMap<>();
    private final Map<String, Double> outlierShares = new TreeMap<>();
    private final List<JudgedFeature> features;
    private final WindowSpec spec;
    private final long minSamples;

    /**
     * @param gathered by segment and feature; every segment has its {@link PanePartial#SERVICE}
     * @param facts first-window baselines by segment and feature
     */
    WindowJudgement(
            Monitor monitor,
            Map<String, Map<String, WindowedFeature>> gathered,
            Map<String, Map<String, BaselineFacts>> facts) {
        FeatureFamily family = new FeatureFamily(monitor);
        WindowSpec known = null;
        for (Map.Entry<String, Map<String, WindowedFeature>> one : gathered.entrySet()) {
            WindowedFeature service = one.getValue().get(PanePartial.SERVICE);
            if (service != null) {
                known = monitor.windows().window(service.window().windowName());
                windows.put(one.getKey(), service.window());
                services.put(one.getKey(), service.service());
                WindowedFeature events = one.getValue().get(PanePartial.EVENTS);
                if (events != null) {
                    outlierShares.put(one.getKey(), events.outlierShare());
                }
                addFeatures(
                        family,
                        monitor,
                        service,
                        one.getValue(),
                        facts.getOrDefault(one.getKey(), Map.of()));
            }
        }
        spec = known;
        minSamples = monitor.spec().minSamples();
        features = family.judge(spec, monitor.windows().publishedWindows().size());
    }

    private static void addFeatures(
            FeatureFamily family,
            Monitor monitor,
            WindowedFeature service,
            Map<String, WindowedFeature> gathered,
            Map<String, BaselineFacts> facts) {
        TreeSet<String> names = new TreeSet<>(gathered.keySet());
        names.remove(PanePartial.SERVICE);
        names.remove(PanePartial.EVENTS);
        names.addAll(monitor.expectedFeatures());
        facts.forEach(
                (feature, fact) -> {
                    if (fact.effectiveFrom() <= service.window().windowStartMillis()) {
                        names.add(feature);
                    }
                });
        names.remove(Monitor.ERROR);
        WindowedFeature error = gathered.get(Monitor.ERROR);
        if (error != null) {
            // codes of the requests that failed: none is missing
            family.add(error, 0, 0);
        }
        for (String name : names) {
            BaselineFacts fact = facts.get(name);
            WindowedFeature feature = gathered.get(name);
            if (feature == null) {
                feature = vanished(monitor, service.window(), name, fact);
            }
            long expected = service.service().expected(name);
            long absent = Math.max(0, expected - feature.reading().present());
            long missing = feature.isCut() ? 0 : absent;
            family.add(feature, missing, baselineMissing(feature, fact));
        }
    }

    private static WindowedFeature vanished(
            Monitor monitor, WindowKey window, String feature, BaselineFacts fact) {
        FeatureProfile none = new FeatureProfile(monitor.layout(feature));
        FirstWindow first = null;
        if (fact != null) {
            FeatureKind kind = fact.kind();
            first = new FirstWindow(kind, fact.windowStart(), fact.effectiveFrom(), none.toBytes());
        }
        FeatureKey key =
                new FeatureKey(window.modelId(), window.modelVersion(), window.segment(), feature);
        // without values there is nothing to simulate
        WindowedFeature empty =
                WindowComparison.compare(monitor, key, window, none, first, RowVersion.OPEN);
        if (first == null || empty.comparison() == null) {
            return empty;
        }
        // DECIDE knows how much the baseline held, though not what
        BaselineComparison comparison =
                new BaselineComparison(
                        empty.comparison().baseline(),
                        fact.present(),
                        null,
                        empty.comparison().features());
        return WindowedFeature.ofFeature(
                window, feature, RowVersion.OPEN, empty.reading(), comparison);
    }

    private static long baselineMissing(WindowedFeature feature, BaselineFacts fact) {
        if (feature.comparison() == null) {
            return 0;
        }
        if (feature.comparison().baseline().equals(BaselineComparison.REFERENCE)) {
            return feature.comparison().features().baselineMissing();
        }
        return fact == null ? 0 : Math.max(0, fact.expected() - fact.present());
    }

    List<ResultRow> rows(RowVersion version) {
        List<ResultRow> rows = new ArrayList<>();
        for (Map.Entry<String, ServiceReading> service : services.entrySet()) {
            rows.add(modelRow(windows.get(service.getKey()), service.getValue(), version));
        }
        for (JudgedFeature feature : features) {
            rows.addAll(feature.rows(version));
        }
        return rows;
    }

    private ModelWindowRow modelRow(WindowKey window, ServiceReading service, RowVersion version) {
        long monitored = 0;
        long drifted = 0;
        for (JudgedFeature feature : features) {
            if (feature.window().equals(window)) {
                monitored += feature.isMonitored() ? 1 : 0;
                drifted += feature.isDrifted() ? 1 : 0;
            }
        }
        Double driftedShare = monitored == 0 ? null : (Double) ((double) drifted / monitored);
        Double outlierShare = outlierShares.get(window.segment());
        return modelRow(window, service, monitored, drifted, driftedShare, outlierShare, version);
    }

    /** A row of the requests alone where nothing has been judged: the last four are null then. */
    static ModelWindowRow modelRow(
            WindowKey window,
            ServiceReading service,
            Long monitored,
            Long drifted,
            Double driftedShare,
            Double outlierShare,
            RowVersion version) {
        double seconds = (window.windowEndMillis() - window.windowStartMillis()) / 1000.0;
        long predictions = service.predictions();
        return new ModelWindowRow(
                window,
                predictions,
                service.errors(),
                predictions == 0 ? null : (Double) service.errorRate(),
                predictions / seconds,
                service.latencyP50Millis(),
                service.latencyP95Millis(),
                service.latencyP99Millis(),
                monitored,
                drifted,
                driftedShare,
                outlierShare,
                version);
    }

    /**
     * What the alert rules hear of this window.
     *
     * @param baselines the requests of each segment's first full window
     */
    List<Condition> conditions(Map<String, ServiceBaseline> baselines) {
        List<Condition> conditions = new ArrayList<>();
        for (JudgedFeature feature : features) {
            conditions.addAll(feature.conditions(spec.slideMillis()));
        }
        LatencyRule latency = new LatencyRule(minSamples);
        ErrorRateRule errorRate = new ErrorRateRule(minSamples);
        for (Map.Entry<String, ServiceReading> service : services.entrySet()) {
            WindowKey window = windows.get(service.getKey());
            ServiceFinding finding =
                    finding(window, service.getValue(), baselines.get(service.getKey()));
            conditions.add(latency.judge(finding));
            conditions.add(errorRate.judge(finding));
        }
        return conditions;
    }

    private ServiceFinding finding(
            WindowKey window, ServiceReading service, ServiceBaseline baseline) {
        boolean isKnown =
                baseline != null && baseline.effectiveFrom() <= window.windowStartMillis();
        ServiceReading before = isKnown ? baseline.reading() : null;
        return new ServiceFinding(
                window,
                spec.slideMillis(),
                service.deliveries(),
                StrictMath.round(service.deliveries() * service.errorRate()),
                service.latencyP95Millis(),
                service.latencyP95LowerMillis(),
                isKnown ? BaselineComparison.FIRST_WINDOW : null,
                isKnown ? before.errorRate() : null,
                isKnown ? before.latencyP95Millis() : null);
    }

    /**
     * What is known of a window that is not over, unjudged; missing values are those seen as null.
     */
    static ResultRow provisional(WindowedFeature feature, RowVersion version) {
        return feature.service() != null
                ? modelRow(feature.window(), feature.service(), null, null, null, null, version)
                : JudgedFeature.windowRow(
                        feature.window(), feature.feature(), feature.reading(), 0, false, version);
    }
}
