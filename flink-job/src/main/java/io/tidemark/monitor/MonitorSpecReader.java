/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.event.CleanText;
import io.tidemark.event.EventLimits;
import io.tidemark.event.ShortestForm;
import io.tidemark.performance.Task;
import io.tidemark.profile.FeatureKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a monitor spec from YAML or JSON. All faults are found in one reading: first those of the
 * shape (the published schema), then, for what has the right shape, those of the meaning ({@link
 * SpecChecks}).
 */
public final class MonitorSpecReader {

    private static final long LARGEST_TIME_MILLIS = 8_640_000_000_000_000L;

    private final SpecShape shape = new SpecShape();

    /**
     * Reads a spec.
     *
     * @param text YAML, or JSON
     * @throws InvalidSpec with every fault
     */
    public MonitorSpec read(String text) throws InvalidSpec {
        SpecDocument document = SpecDocument.parse(text);
        SpecFaults faults = document.faults();
        shape.check(document.root(), faults);
        MonitorSpec spec = new Binding(document.root(), faults).spec();
        SpecChecks.check(spec, faults);
        faults.throwIfAny();
        return spec;
    }

    /** One reading. What is faulty is left at its default, so that the rest can be checked. */
    private static final class Binding {
        private final JsonNode root;
        private final SpecFaults faults;
        private final int longestText = EventLimits.defaults().maxTextLength();

        Binding(JsonNode root, SpecFaults faults) {
            this.root = root;
            this.faults = faults;
        }

        MonitorSpec spec() {
            MonitorSpec none = MonitorSpec.ofDefaults("");
            JsonNode model = get("model_id");
            JsonNode task = get("task");
            return new MonitorSpec(
                    isPresent(model, "model_id") ? model.asText() : "",
                    isPresent(task, "task") ? Task.ofCode(task.asText()) : null,
                    scalars("classes"),
                    time("trained_at"),
                    whole(root, SpecPath.ROOT, "revision", none.revision()),
                    time("effective_from"),
                    windows("windows", none.windows()),
                    windows("performance_windows", null),
                    duration(root, SpecPath.ROOT, "allowed_lateness", none.allowedLatenessMillis()),
                    features(),
                    texts(root, SpecPath.ROOT, "feature_order", none.featureOrder()),
                    flag(root, SpecPath.ROOT, "only_listed", none.onlyListed()),
                    texts(root, SpecPath.ROOT, "watch", none.watch()),
                    texts(root, SpecPath.ROOT, "segments", none.segments()),
                    texts(root, SpecPath.ROOT, "sensitive", none.sensitive()),
                    fairness(),
                    labels(none.labels()),
                    texts(root, SpecPath.ROOT, "baselines", none.baselines()),
                    drift(none.drift()),
                    whole(root, SpecPath.ROOT, "min_samples", none.minSamples()),
                    whole(root, SpecPath.ROOT, "min_category_count", none.minCategoryCount()),
                    number(root, SpecPath.ROOT, "false_alerts_per_week", none.falseAlertsPerWeek()),
                    caps(none.caps()));
        }

        private MonitorSpec.Fairness fairness() {
            Map<String, String> groups = new LinkedHashMap<>();
            String path = SpecPath.key("fairness", "reference_group");
            JsonNode group = object("fairness").path("reference_group");
            if (isPresent(group, path)) {
                for (Map.Entry<String, JsonNode> entry : group.properties()) {
                    if (!faults.isFaulty(SpecPath.key(path, entry.getKey()))) {
                        groups.put(entry.getKey(), scalar(entry.getValue()));
                    }
                }
            }
            return new MonitorSpec.Fairness(groups);
        }

        private MonitorSpec.Labels labels(MonitorSpec.Labels none) {
            JsonNode node = object("labels");
            return new MonitorSpec.Labels(
                    duration(node, "labels", "horizon", none.horizonMillis()),
                    duration(node, "labels", "corrections_for", none.correctionsMillis()),
                    number(node, "labels", "sample", none.sample()));
        }

        private MonitorSpec.Drift drift(MonitorSpec.Drift none) {
            JsonNode node = object("drift");
            return new MonitorSpec.Drift(
                    texts(node, "drift", "numeric", none.numeric()),
                    texts(node, "drift", "categorical", none.categorical()),
                    byMethod(node, "effect_floors", (at, path, key) -> number(at, path, key, 0)),
                    byMethod(node, "min_samples", (at, path, key) -> whole(at, path, key, 0)));
        }

        /** One key of an object, read. */
        private interface KeyReader<T> {
            T read(JsonNode node, String path, String key);
        }

        private <T> Map<String, T> byMethod(JsonNode drift, String key, KeyReader<T> reader) {
            Map<String, T> values = new LinkedHashMap<>();
            String path = SpecPath.key("drift", key);
            JsonNode node = drift.path(key);
            if (isPresent(node, path)) {
                for (Map.Entry<String, JsonNode> entry : node.properties()) {
                    String method = entry.getKey();
                    if (isPresent(entry.getValue(), SpecPath.key(path, method))) {
                        values.put(method, reader.read(node, path, method));
                    }
                }
            }
            return values;
        }

        private MonitorSpec.Caps caps(MonitorSpec.Caps none) {
            JsonNode node = object("caps");
            return new MonitorSpec.Caps(
                    (int) whole(node, "caps", "features", none.features()),
                    (int) whole(node, "caps", "segments", none.segments()),
                    (int) whole(node, "caps", "categories", none.categories()),
                    (int) whole(node, "caps", "versions", none.versions()));
        }

        private Map<String, MonitorSpec.Feature> features() {
            Map<String, MonitorSpec.Feature> features = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : object("features").properties()) {
                String path = SpecPath.key("features", field.getKey());
                MonitorSpec.Feature feature =
                        isPresent(field.getValue(), path)
                                ? feature(field.getValue(), path)
                                : MonitorSpec.Feature.ofDefaults();
                features.put(field.getKey(), feature);
            }
            return features;
        }

        private MonitorSpec.Feature feature(JsonNode node, String path) {
            MonitorSpec.Feature none = MonitorSpec.Feature.ofDefaults();
            boolean hasValues = node.has("values");
            FeatureKind kind = FeatureKind.UNDECLARED;
            if (isPresent(node.path("type"), SpecPath.key(path, "type"))) {
                kind = FeatureKind.valueOf(node.path("type").asText().toUpperCase(Locale.ROOT));
            } else if (hasValues) {
                kind = FeatureKind.CATEGORICAL;
            } else if (node.has("min") || node.has("max") || node.has("resolution")) {
                kind = FeatureKind.NUMERIC;
            }
            for (String key : List.of("min", "max", "resolution")) {
                if (kind == FeatureKind.CATEGORICAL && node.has(key)) {
                    faults.add(SpecPath.key(path, key), "is for numeric features only");
                }
            }
            if (kind == FeatureKind.NUMERIC && hasValues) {
                faults.add(SpecPath.key(path, "values"), "is for categorical features only");
            }
            return new MonitorSpec.Feature(
                    kind,
                    number(node, path, "min", none.minimum()),
                    number(node, path, "max", none.maximum()),
                    hasValues ? scalars(node.path("values"), SpecPath.key(path, "values")) : null,
                    flag(node, path, "nullable", none.nullable()),
                    isPresent(node.path("max_age"), SpecPath.key(path, "max_age"))
                            ? (Long) duration(node, path, "max_age", 0)
                            : null,
                    isPresent(node.path("effect_floor"), SpecPath.key(path, "effect_floor"))
                            ? (Double) number(node, path, "effect_floor", 0)
                            : null,
                    isPresent(node.path("min_samples"), SpecPath.key(path, "min_samples"))
                            ? (Long) whole(node, path, "min_samples", 0)
                            : null,
                    (int) whole(node, path, "resolution", none.resolution()));
        }

        /** Bad windows are left out; where the list itself is bad, the default stands. */
        private List<WindowSpec> windows(String key, List<WindowSpec> defaults) {
            JsonNode node = get(key);
            if (!isPresent(node, key)) {
                return defaults;
            }
            List<WindowSpec> windows = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                String path = SpecPath.index(key, i);
                if (faults.isFaulty(path)) {
                    continue;
                }
                try {
                    WindowSpec window = WindowSpec.parse(node.get(i).asText());
                    for (WindowSpec earlier : windows) {
                        if (earlier.sizeMillis() == window.sizeMillis()
                                && earlier.slideMillis() == window.slideMillis()) {
                            throw new IllegalArgumentException(
                                    "is the same window as " + earlier.name());
                        }
                    }
                    windows.add(window);
                } catch (IllegalArgumentException bad) {
                    faults.add(path, bad.getMessage());
                }
            }
            return windows;
        }

        private Long time(String key) {
            JsonNode node = get(key);
            if (!isPresent(node, key)) {
                return null;
            }
            if (node.isTextual()) {
                try {
                    return SpecTime.parseMillis(node.asText());
                } catch (IllegalArgumentException bad) {
                    faults.add(key, bad.getMessage());
                    return null;
                }
            }
            double millis = node.doubleValue();
            if (StrictMath.abs(millis) > LARGEST_TIME_MILLIS) {
                faults.add(key, "is more than 270,000 years from 1970");
                return null;
            }
            return (long) millis;
        }

        private long duration(JsonNode parent, String parentPath, String key, long defaultMillis) {
            String path = SpecPath.key(parentPath, key);
            JsonNode node = parent.path(key);
            if (isPresent(node, path)) {
                try {
                    return Durations.parseMillis(node.asText());
                } catch (IllegalArgumentException bad) {
                    faults.add(path, bad.getMessage());
                }
            }
            return defaultMillis;
        }

        private long whole(JsonNode parent, String parentPath, String key, long defaultValue) {
            JsonNode node = parent.path(key);
            return isPresent(node, SpecPath.key(parentPath, key))
                    ? (long) node.doubleValue()
                    : defaultValue;
        }

        private double number(JsonNode parent, String parentPath, String key, double fallback) {
            JsonNode node = parent.path(key);
            return isPresent(node, SpecPath.key(parentPath, key)) ? node.doubleValue() : fallback;
        }

        private boolean flag(JsonNode parent, String parentPath, String key, boolean fallback) {
            JsonNode node = parent.path(key);
            return isPresent(node, SpecPath.key(parentPath, key)) ? node.asBoolean() : fallback;
        }

        private List<String> texts(
                JsonNode parent, String parentPath, String key, List<String> defaults) {
            String path = SpecPath.key(parentPath, key);
            JsonNode node = parent.path(key);
            if (!isPresent(node, path)) {
                return defaults;
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode element : node) {
                texts.add(element.asText());
            }
            return texts;
        }

        private List<String> scalars(String key) {
            return scalars(get(key), key);
        }

        private List<String> scalars(JsonNode node, String path) {
            List<String> scalars = new ArrayList<>();
            if (isPresent(node, path)) {
                for (JsonNode element : node) {
                    scalars.add(scalar(element));
                }
            }
            return scalars;
        }

        /** A category or class as the events' values become one. */
        private String scalar(JsonNode node) {
            return node.isNumber()
                    ? ShortestForm.of(node.doubleValue())
                    : CleanText.of(node.asText(), longestText);
        }

        private JsonNode get(String key) {
            return root.path(key);
        }

        private JsonNode object(String key) {
            JsonNode node = root.path(key);
            return isPresent(node, key) ? node : MissingNode.getInstance();
        }

        private boolean isPresent(JsonNode node, String path) {
            return !node.isMissingNode() && !node.isNull() && !faults.isFaulty(path);
        }
    }
}
