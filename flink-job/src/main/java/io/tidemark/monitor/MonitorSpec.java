/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user asks to be watched, with every default filled in. {@link MonitorSpecReader} makes one
 * from YAML or JSON and has checked it; the schema is {@code schema/monitor.schema.json}.
 *
 * @param modelId the model that is meant
 * @param task null: inferred
 * @param classes order of probability arrays; binary: negative, positive; empty: inferred
 * @param trainedAtMillis null: not said
 * @param revision the highest wins, whatever the order of arrival
 * @param effectiveFromMillis event time from which the revision holds; null: any time
 * @param performanceWindows null: chosen, see {@link WindowPlan#ofPerformance}
 * @param features declared features in the order of the spec; names that begin with {@code
 *     metadata.} declare the values of a segment or the kind of a watched number
 * @param featureOrder names of the elements of array-shaped features
 * @param onlyListed whether features that are not listed are left out
 * @param watch {@code metadata.x} numbers that are watched like features
 * @param segments features or {@code metadata.x} by whose values everything is cut
 * @param sensitive the same; fairness speaks of these
 * @param baselines names of the baselines; {@code reference} is the one there is
 * @param falseAlertsPerWeek how many false alerts a week the user can live with
 */
public record MonitorSpec(
        String modelId,
        Task task,
        List<String> classes,
        Long trainedAtMillis,
        long revision,
        Long effectiveFromMillis,
        List<WindowSpec> windows,
        List<WindowSpec> performanceWindows,
        long allowedLatenessMillis,
        Map<String, Feature> features,
        List<String> featureOrder,
        boolean onlyListed,
        List<String> watch,
        List<String> segments,
        List<String> sensitive,
        Fairness fairness,
        Labels labels,
        List<String> baselines,
        Drift drift,
        long minSamples,
        long minCategoryCount,
        double falseAlertsPerWeek,
        Caps caps)
        implements Serializable {

    public MonitorSpec {
        classes = List.copyOf(classes);
        windows = List.copyOf(windows);
        performanceWindows = performanceWindows == null ? null : List.copyOf(performanceWindows);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        featureOrder = List.copyOf(featureOrder);
        watch = List.copyOf(watch);
        segments = List.copyOf(segments);
        sensitive = List.copyOf(sensitive);
        baselines = List.copyOf(baselines);
    }

    /** The spec that says nothing but the model's name. */
    public static MonitorSpec ofDefaults(String modelId) {
        return new MonitorSpec(
                modelId,
                null,
                List.of(),
                null,
                1,
                null,
                List.of(WindowSpec.parse("1h"), WindowSpec.parse("1d"), WindowSpec.parse("7d/1d")),
                null,
                Durations.HOUR_MILLIS,
                Map.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                new Fairness(Map.of()),
                Labels.ofDefaults(),
                List.of("reference"),
                Drift.ofDefaults(),
                30,
                5,
                1,
                Caps.ofDefaults());
    }

    /**
     * One declared feature.
     *
     * @param kind {@code UNDECLARED} where the spec does not say and nothing else tells
     * @param minimum smallest value in range; {@code -Infinity}: no bound
     * @param maximum largest value in range; {@code Infinity}: no bound
     * @param values known categories; null: from the reference
     * @param maxAgeMillis how old the feature store's value may be; null: not judged
     * @param effectFloor a change of shape below it is no drift; null: the method's
     * @param minSamples values it takes to be judged; null: the method's
     * @param resolution number of quantiles that the numeric grid is cut at
     */
    public record Feature(
            FeatureKind kind,
            double minimum,
            double maximum,
            List<String> values,
            boolean nullable,
            Long maxAgeMillis,
            Double effectFloor,
            Long minSamples,
            int resolution)
            implements Serializable {

        public static final int RESOLUTION = 200;

        public Feature {
            values = values == null ? null : List.copyOf(values);
        }

        public static Feature ofDefaults() {
            return new Feature(
                    FeatureKind.UNDECLARED,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    null,
                    true,
                    null,
                    null,
                    null,
                    RESOLUTION);
        }
    }

    /** Group that the others are compared with, by sensitive attribute; absent: the largest. */
    public record Fairness(Map<String, String> referenceGroup) implements Serializable {
        public Fairness {
            referenceGroup = Collections.unmodifiableMap(new LinkedHashMap<>(referenceGroup));
        }
    }

    /**
     * How labels are joined.
     *
     * @param horizonMillis a label further than this from its prediction does not count
     * @param correctionsMillis how long after the first label a later one may replace it
     * @param sample share of prediction ids that are joined, in (0, 1]
     */
    public record Labels(long horizonMillis, long correctionsMillis, double sample)
            implements Serializable {
        public static Labels ofDefaults() {
            return new Labels(30 * Durations.DAY_MILLIS, Durations.DAY_MILLIS, 1.0);
        }
    }

    /**
     * How drift is looked for.
     *
     * @param numeric methods of numeric features; the deciding ones are always computed
     * @param categorical the same of categorical ones
     * @param effectFloors the smallest effect that matters by the method that measures it, where it
     *     is not the default
     * @param minSamples values it takes to be judged by the method that decides, where it is not
     *     the monitor's
     */
    public record Drift(
            List<String> numeric,
            List<String> categorical,
            Map<String, Double> effectFloors,
            Map<String, Long> minSamples)
            implements Serializable {
        public Drift {
            numeric = List.copyOf(numeric);
            categorical = List.copyOf(categorical);
            effectFloors = Collections.unmodifiableMap(new LinkedHashMap<>(effectFloors));
            minSamples = Collections.unmodifiableMap(new LinkedHashMap<>(minSamples));
        }

        public static Drift ofDefaults() {
            return new Drift(
                    List.of("ks", "wasserstein", "psi"),
                    List.of("chi_square", "jensen_shannon", "psi"),
                    Map.of(),
                    Map.of());
        }
    }

    /** How many features, segment values, categories a feature and versions are kept apart. */
    public record Caps(int features, int segments, int categories, int versions)
            implements Serializable {
        public static Caps ofDefaults() {
            return new Caps(2_000, 50, 1_000, 20);
        }
    }

    /** The declaration of a feature, or the defaults. */
    public Feature feature(String name) {
        Feature feature = features.get(name);
        return feature == null ? Feature.ofDefaults() : feature;
    }
}
