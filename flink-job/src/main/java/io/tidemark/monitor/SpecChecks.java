/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CleanText;
import io.tidemark.performance.Task;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a schema cannot say about a spec: sums, names that must be known, keys that contradict. */
final class SpecChecks {

    static final String METADATA_PREFIX = "metadata.";
    private static final int LONGEST_NAME = 200;

    private final MonitorSpec spec;
    private final SpecFaults faults;

    private SpecChecks(MonitorSpec spec, SpecFaults faults) {
        this.spec = spec;
        this.faults = faults;
    }

    static void check(MonitorSpec spec, SpecFaults faults) {
        SpecChecks checks = new SpecChecks(spec, faults);
        checks.windows();
        checks.classes();
        checks.features();
        checks.featureOrder();
        checks.cuts("segments", spec.segments());
        checks.cuts("sensitive", spec.sensitive());
        checks.referenceGroups();
        checks.duplicates("watch", spec.watch());
        checks.duplicates("drift.numeric", spec.drift().numeric());
        checks.duplicates("drift.categorical", spec.drift().categorical());
        checks.multivariate();
    }

    private void windows() {
        if (!spec.windows().isEmpty()) {
            try {
                WindowPlan.of(spec.windows(), true);
            } catch (IllegalArgumentException bad) {
                faults.add("windows", bad.getMessage());
            }
        }
        if (spec.performanceWindows() != null && !spec.performanceWindows().isEmpty()) {
            try {
                WindowPlan.of(spec.performanceWindows(), true);
            } catch (IllegalArgumentException bad) {
                faults.add("performance_windows", bad.getMessage());
            }
        }
    }

    private void multivariate() {
        duplicates("drift.multivariate", spec.drift().multivariate());
        boolean hasWindow = spec.windows().stream().anyMatch(WindowSpec::isForWholeEvents);
        if (!spec.drift().multivariate().isEmpty()
                && !hasWindow
                && !spec.windows().isEmpty()
                && !faults.isFaulty("windows")) {
            faults.add(
                    "drift.multivariate",
                    "needs a tumbling window of 1h or more; windows has none");
        }
    }

    private void classes() {
        duplicates("classes", spec.classes());
        int size = spec.classes().size();
        if (size == 0) {
            return;
        }
        if (spec.task() == Task.REGRESSION) {
            faults.add("classes", "is for classification only, and task is regression");
        } else if (spec.task() == Task.BINARY && size != 2) {
            faults.add(
                    "classes",
                    "a binary task has two classes, [negative, positive]; found " + size);
        } else if (size < 2) {
            faults.add("classes", "expected at least two classes, found " + size);
        }
    }

    private void features() {
        int watched = 0;
        for (Map.Entry<String, MonitorSpec.Feature> entry : spec.features().entrySet()) {
            String name = entry.getKey();
            String path = SpecPath.key("features", name);
            watched += name.startsWith(METADATA_PREFIX) ? 0 : 1;
            featureName(name, path);
            MonitorSpec.Feature feature = entry.getValue();
            if (feature.minimum() > feature.maximum()) {
                faults.add(SpecPath.key(path, "min"), "is larger than max");
            }
            if (feature.values() != null) {
                String values = SpecPath.key(path, "values");
                duplicates(values, feature.values());
                if (feature.values().size() > spec.caps().categories()) {
                    faults.add(
                            values,
                            "lists %d categories, more than caps.categories, %d"
                                    .formatted(feature.values().size(), spec.caps().categories()));
                }
            }
            if (feature.maxAgeMillis() != null && feature.maxAgeMillis() == 0) {
                faults.add(SpecPath.key(path, "max_age"), "expected a duration above 0");
            }
        }
        if (watched > spec.caps().features()) {
            faults.add(
                    "features",
                    "lists %d features, more than caps.features, %d"
                            .formatted(watched, spec.caps().features()));
        }
        if (spec.onlyListed() && watched == 0 && !faults.isFaulty("features")) {
            faults.add("only_listed", "is true, but features lists none");
        }
    }

    private void featureName(String name, String path) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !CleanText.isClean(name)) {
            faults.add(
                    path,
                    "expected a name of 1 to %d characters without control characters"
                            .formatted(LONGEST_NAME));
        } else if (name.startsWith("@")) {
            faults.add(path, "names that begin with @ are Tidemark's own");
        } else if (name.startsWith(METADATA_PREFIX)
                && !spec.watch().contains(name)
                && !spec.segments().contains(name)
                && !spec.sensitive().contains(name)) {
            faults.add(path, "is in none of watch, segments and sensitive, so it has no use");
        }
    }

    private void featureOrder() {
        duplicates("feature_order", spec.featureOrder());
        if (spec.featureOrder().size() > spec.caps().features()) {
            faults.add(
                    "feature_order",
                    "lists %d features, more than caps.features, %d"
                            .formatted(spec.featureOrder().size(), spec.caps().features()));
        }
        if (spec.featureOrder().isEmpty()) {
            return;
        }
        // an array may hold more than what is listed, but a near miss of a listed feature that is
        // itself absent is a slip
        Set<String> absent = new LinkedHashSet<>(spec.features().keySet());
        spec.featureOrder().forEach(absent::remove);
        for (int i = 0; i < spec.featureOrder().size(); i++) {
            String name = spec.featureOrder().get(i);
            String path = SpecPath.index("feature_order", i);
            if (name.startsWith("@") || name.startsWith(METADATA_PREFIX)) {
                faults.add(path, Texts.quote(name) + " is not a name of a feature");
            } else if (!spec.features().containsKey(name)) {
                String meant = Texts.nearest(name, absent);
                // f10 is no slip for f11
                if (meant != null && !withoutDigits(meant).equals(withoutDigits(name))) {
                    faults.add(path, unknown(name, absent));
                }
            }
        }
    }

    private static String withoutDigits(String name) {
        return name.replaceAll("[0-9]", "");
    }

    private void cuts(String key, List<String> names) {
        duplicates(key, names);
        Set<String> known = new LinkedHashSet<>(spec.features().keySet());
        known.addAll(spec.featureOrder());
        known.removeIf(name -> name.startsWith(METADATA_PREFIX));
        boolean isComplete = spec.onlyListed() || !spec.featureOrder().isEmpty();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String path = SpecPath.index(key, i);
            if (name.startsWith(METADATA_PREFIX)) {
                if (name.length() == METADATA_PREFIX.length()) {
                    faults.add(path, "expected a name after metadata.");
                }
            } else if (!known.contains(name)
                    && (isComplete || name.startsWith("@") || isNearMetadata(name))) {
                faults.add(path, unknown(name, known));
            }
        }
    }

    private static boolean isNearMetadata(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && Texts.nearest(name.substring(0, dot), List.of("metadata")) != null;
    }

    private void referenceGroups() {
        for (String attribute : spec.fairness().referenceGroup().keySet()) {
            if (!spec.sensitive().contains(attribute)) {
                faults.add(
                        SpecPath.key("fairness.reference_group", attribute),
                        "is not listed in sensitive"
                                + Texts.suggestion(attribute, spec.sensitive()));
            }
        }
    }

    private void duplicates(String path, List<String> texts) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!seen.add(texts.get(i))) {
                faults.add(SpecPath.index(path, i), Texts.quote(texts.get(i)) + " is listed twice");
            }
        }
    }

    private static String unknown(String name, Set<String> known) {
        Set<String> candidates = new LinkedHashSet<>(known);
        if (isNearMetadata(name)) {
            candidates.add(METADATA_PREFIX + name.substring(name.indexOf('.') + 1));
        }
        return Texts.quote(name)
                + " is neither a feature nor metadata.x"
                + Texts.suggestion(name, candidates);
    }
}
