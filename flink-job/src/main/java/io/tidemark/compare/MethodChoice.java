/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.MissingRate;
import io.tidemark.drift.NewValues;
import io.tidemark.drift.multivariate.MultivariateComparison;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.profile.FeatureKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which methods are computed. Those that decide, their effects and {@code psi} always are.
 *
 * @param numeric for numeric features
 * @param categorical for categorical ones
 * @param multivariate for whole rows; empty: none
 */
public record MethodChoice(
        List<String> numeric, List<String> categorical, Set<String> multivariate) {
    /** Every method that there is. */
    public static final String ALL = "all";

    public MethodChoice {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
        multivariate = Set.copyOf(multivariate);
    }

    /** What the monitor lists, attributions apart: tables hold none. */
    public static MethodChoice of(MonitorSpec spec) {
        Set<String> rows = new TreeSet<>(spec.drift().multivariate());
        rows.retainAll(MultivariateComparison.METHODS);
        return new MethodChoice(spec.drift().numeric(), spec.drift().categorical(), rows);
    }

    /**
     * What a person lists: names of methods, or {@link #ALL}.
     *
     * @throws IllegalArgumentException if a name is not known; the message is a sentence
     */
    public static MethodChoice of(List<String> names) {
        Set<String> known = new LinkedHashSet<>(names());
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : names) {
            String method = name.strip();
            if (method.equals(ALL)) {
                wanted.addAll(known);
            } else if (known.contains(method)) {
                wanted.add(method);
            } else {
                throw new IllegalArgumentException(
                        "there is no method '"
                                + method
                                + "'; known are all, "
                                + String.join(", ", known));
            }
        }
        Set<String> rows = new TreeSet<>(wanted);
        rows.retainAll(MultivariateComparison.METHODS);
        return new MethodChoice(List.copyOf(wanted), List.copyOf(wanted), rows);
    }

    /** Every name that {@link #of} takes besides {@link #ALL}. */
    public static List<String> names() {
        Set<String> names = new LinkedHashSet<>(FeatureComparison.NUMERIC_METHODS);
        names.addAll(FeatureComparison.CATEGORICAL_METHODS);
        names.add(MissingRate.METHOD);
        names.add(NewValues.METHOD);
        names.addAll(MultivariateComparison.METHODS);
        return List.copyOf(names);
    }

    /**
     * Those for features of a kind; ones that are not for it are skipped where they are computed.
     */
    List<String> of(FeatureKind kind) {
        return kind == FeatureKind.NUMERIC ? numeric : categorical;
    }
}
