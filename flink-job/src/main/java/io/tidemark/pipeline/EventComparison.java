/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.FalseAlertBudget;
import io.tidemark.drift.multivariate.AttributionDrift;
import io.tidemark.drift.multivariate.MultivariateComparison;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.drift.multivariate.MultivariateSettings;
import io.tidemark.drift.multivariate.SampleColumns;
import io.tidemark.event.CodePointOrder;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.WindowSpec;
import io.tidemark.profile.EventProfile;
import io.tidemark.profile.Hash64;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * COMPARE for whole events: a window beside the reference's rows, or the first window where there
 * are none; attributions beside the first window always, because a reference has none. A function
 * of monitor, window and profiles; what is drawn at random is seeded by the row's key.
 */
final class EventComparison {
    private final Monitor monitor;
    private final WindowKey window;
    private final WindowSpec spec;

    EventComparison(Monitor monitor, WindowKey window, WindowSpec spec) {
        this.monitor = monitor;
        this.window = window;
        this.spec = spec;
    }

    /**
     * @param reference null: it has no rows
     * @param first null: not fixed, or too late for this window
     */
    EventReading of(EventProfile current, EventProfile reference, EventProfile first) {
        boolean hasReference = reference != null;
        EventProfile baseline = hasReference ? reference : first;
        List<MultivariateResult> input = List.of();
        Set<String> methods = inputMethods();
        if (baseline != null && !methods.isEmpty()) {
            SampleColumns columns =
                    SampleColumns.of(baseline.sample(), name -> monitor.layout(name).kind());
            input =
                    MultivariateComparison.of(
                            methods,
                            columns.rows(baseline.sample()),
                            columns.rows(current.sample()),
                            columns.moments(baseline.moments()),
                            columns.moments(current.moments()),
                            settings(methods.size()));
        }
        List<MultivariateResult> attribution = new ArrayList<>();
        List<AttributionReading> attributions = new ArrayList<>();
        if (current.attributions().events() > 0) {
            attributions(current, first, attribution, attributions);
        }
        boolean usesFirst = first != null && (!hasReference || current.attributions().events() > 0);
        return new EventReading(
                current.events() + (usesFirst ? first.events() : 0),
                baseline == null
                        ? null
                        : hasReference
                                ? BaselineComparison.REFERENCE
                                : BaselineComparison.FIRST_WINDOW,
                input,
                attribution,
                attributions);
    }

    private Set<String> inputMethods() {
        Set<String> methods = new LinkedHashSet<>(MultivariateComparison.METHODS);
        methods.retainAll(monitor.spec().drift().multivariate());
        return methods;
    }

    /** The family's level is shared out evenly: any of the methods may cry. */
    private MultivariateSettings settings(int methods) {
        MonitorSpec asked = monitor.spec();
        double level =
                FalseAlertBudget.level(
                        asked.falseAlertsPerWeek(),
                        spec.slideMillis(),
                        monitor.windows().publishedWindows().size(),
                        FeatureFamily.families(asked));
        Hash64 seed = new Hash64();
        seed.add(window.modelId());
        seed.add(window.modelVersion());
        seed.add(window.segment());
        seed.add(window.windowName());
        seed.add(window.windowStartMillis());
        return new MultivariateSettings(minSamples(), level / methods, seed.value());
    }

    private int minSamples() {
        return (int) Math.min(Integer.MAX_VALUE, monitor.spec().minSamples());
    }

    private void attributions(
            EventProfile current,
            EventProfile first,
            List<MultivariateResult> results,
            List<AttributionReading> readings) {
        EventProfile before = first == null ? new EventProfile() : first;
        SortedMap<String, Double> now = current.attributions().meanAbsolute();
        SortedMap<String, Double> then = before.attributions().meanAbsolute();
        TreeSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(now.keySet());
        names.addAll(then.keySet());
        List<String> features = List.copyOf(names);
        AttributionDrift drift =
                AttributionDrift.of(
                        features,
                        values(features, now),
                        current.attributions().events(),
                        values(features, then),
                        before.attributions().events(),
                        minSamples());
        if (first != null && monitor.spec().drift().multivariate().contains("attribution")) {
            results.addAll(drift.results());
        }
        for (int i = 0; i < features.size(); i++) {
            String feature = features.get(i);
            Double mean = now.get(feature);
            Double baselineMean = then.get(feature);
            readings.add(
                    new AttributionReading(
                            feature,
                            mean,
                            mean == null ? null : (Long) (long) drift.rank()[i],
                            baselineMean,
                            baselineMean == null ? null : (Long) (long) drift.baselineRank()[i]));
        }
    }

    private static double[] values(List<String> features, SortedMap<String, Double> means) {
        double[] values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = means.getOrDefault(features.get(i), Double.NaN);
        }
        return values;
    }
}
