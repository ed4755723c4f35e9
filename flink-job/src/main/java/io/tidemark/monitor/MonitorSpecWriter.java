/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.profile.FeatureKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a spec as JSON with every key, defaults too: what {@link MonitorSpecReader} reads. */
public final class MonitorSpecWriter {

    private MonitorSpecWriter() {}

    /** Returns one line; equal specs give equal texts. */
    public static String toJson(MonitorSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model_id", spec.modelId());
        json.put("task", spec.task() == null ? null : spec.task().code());
        list(json.putArray("classes"), spec.classes());
        json.put("trained_at", time(spec.trainedAtMillis()));
        json.put("revision", spec.revision());
        json.put("effective_from", time(spec.effectiveFromMillis()));
        windows(json.putArray("windows"), spec.windows());
        if (spec.performanceWindows() == null) {
            json.putNull("performance_windows");
        } else {
            windows(json.putArray("performance_windows"), spec.performanceWindows());
        }
        json.put("allowed_lateness", Durations.format(spec.allowedLatenessMillis()));
        ObjectNode features = json.putObject("features");
        for (Map.Entry<String, MonitorSpec.Feature> entry : spec.features().entrySet()) {
            feature(features.putObject(entry.getKey()), entry.getValue());
        }
        list(json.putArray("feature_order"), spec.featureOrder());
        json.put("only_listed", spec.onlyListed());
        list(json.putArray("watch"), spec.watch());
        list(json.putArray("segments"), spec.segments());
        list(json.putArray("sensitive"), spec.sensitive());
        ObjectNode groups = json.putObject("fairness").putObject("reference_group");
        spec.fairness().referenceGroup().forEach(groups::put);
        json.putObject("labels")
                .put("horizon", Durations.format(spec.labels().horizonMillis()))
                .put("corrections_for", Durations.format(spec.labels().correctionsMillis()))
                .put("sample", spec.labels().sample());
        list(json.putArray("baselines"), spec.baselines());
        ObjectNode drift = json.putObject("drift");
        list(drift.putArray("numeric"), spec.drift().numeric());
        list(drift.putArray("categorical"), spec.drift().categorical());
        drift.putArray("multivariate");
        ObjectNode floors = drift.putObject("effect_floors");
        spec.drift().effectFloors().forEach(floors::put);
        ObjectNode samples = drift.putObject("min_samples");
        spec.drift().minSamples().forEach(samples::put);
        json.put("min_samples", spec.minSamples());
        json.put("min_category_count", spec.minCategoryCount());
        json.put("false_alerts_per_week", spec.falseAlertsPerWeek());
        json.put("rules", "default");
        json.putObject("caps")
                .put("features", spec.caps().features())
                .put("segments", spec.caps().segments())
                .put("categories", spec.caps().categories())
                .put("versions", spec.caps().versions());
        return json.toString();
    }

    private static void feature(ObjectNode json, MonitorSpec.Feature feature) {
        if (feature.kind() != FeatureKind.UNDECLARED) {
            json.put("type", feature.kind().name().toLowerCase(Locale.ROOT));
        }
        if (Double.isFinite(feature.minimum())) {
            json.put("min", feature.minimum());
        }
        if (Double.isFinite(feature.maximum())) {
            json.put("max", feature.maximum());
        }
        if (feature.values() != null) {
            list(json.putArray("values"), feature.values());
        }
        json.put("nullable", feature.nullable());
        json.put(
                "max_age",
                feature.maxAgeMillis() == null ? null : Durations.format(feature.maxAgeMillis()));
        json.put("effect_floor", feature.effectFloor());
        json.put("min_samples", feature.minSamples());
        if (feature.kind() == FeatureKind.NUMERIC) {
            json.put("resolution", feature.resolution());
        }
    }

    private static String time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    private static void windows(ArrayNode array, List<WindowSpec> windows) {
        windows.forEach(window -> array.add(window.name()));
    }

    private static void list(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
