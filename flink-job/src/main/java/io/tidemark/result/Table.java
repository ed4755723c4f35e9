/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The result tables of schema {@code tidemark}: name, columns in canonical order, primary key, and
 * what keeps an older row from overwriting a newer one.
 *
 * <p>The SQL migrations define the same tables; a test compares the two, column by column.
 */
public enum Table {
    /** Service health and the number of drifted features of a window. */
    MODEL_WINDOW(
            "model_window",
            Columns.window(),
            Columns.of(
                    "predictions",
                    "errors",
                    "error_rate",
                    "throughput_per_second",
                    "latency_p50_ms",
                    "latency_p95_ms",
                    "latency_p99_ms",
                    "monitored_features",
                    "drifted_features",
                    "drifted_share",
                    "outlier_share"),
            Guard.VERSION),
    /** Profile of one feature in a window. */
    FEATURE_WINDOW(
            "feature_window",
            Columns.window("feature"),
            Columns.of(
                    "kind",
                    "count",
                    "missing",
                    "type_mismatches",
                    "not_a_number",
                    "infinite",
                    "out_of_range",
                    "new_values",
                    "outliers",
                    "distinct",
                    "mean",
                    "stddev",
                    "min",
                    "max",
                    "q05",
                    "q25",
                    "q50",
                    "q75",
                    "q95",
                    "age_p95_seconds"),
            Guard.VERSION),
    /** One method's comparison of one feature with one baseline. */
    FEATURE_DRIFT(
            "feature_drift",
            Columns.window("feature", "baseline", "method"),
            Columns.of(
                    "statistic",
                    "lower",
                    "upper",
                    "p_value",
                    "p_decision",
                    "p_threshold",
                    "effect_floor",
                    "role",
                    "drifted",
                    "reasons",
                    "sample_size",
                    "baseline_size"),
            Guard.VERSION),
    /** Both distributions of one feature, bin by bin. */
    FEATURE_DISTRIBUTION(
            "feature_distribution",
            Columns.window("feature", "baseline"),
            Columns.of("grid_id", "bins"),
            Guard.VERSION),
    /** One method's comparison of a model's input as a whole with one baseline. */
    MODEL_DRIFT(
            "model_drift",
            Columns.window("baseline", "method"),
            Columns.of(
                    "statistic",
                    "lower",
                    "upper",
                    "p_value",
                    "p_decision",
                    "p_threshold",
                    "effect_floor",
                    "role",
                    "drifted",
                    "reasons",
                    "moved",
                    "sample_size",
                    "baseline_size"),
            Guard.VERSION),
    /** How much one feature contributes to the predictions of a window. */
    ATTRIBUTION_WINDOW(
            "attribution_window",
            Columns.window("feature"),
            Columns.of("mean_absolute", "rank", "baseline_mean_absolute", "baseline_rank"),
            Guard.VERSION),
    /** One performance metric of the predictions made in a window. */
    PERFORMANCE_WINDOW(
            "performance_window",
            Columns.window("label_name", "basis", "metric"),
            Columns.of(
                    "value",
                    "lower",
                    "upper",
                    "reason",
                    "labelled",
                    "predictions",
                    "coverage",
                    "delay_p50_seconds",
                    "delay_p95_seconds"),
            Guard.VERSION),
    /** Confusion counts of the predictions made in a window. */
    CONFUSION("confusion", Columns.window("label_name"), Columns.of("cells"), Guard.VERSION),
    /** What became of the events of one hour. */
    EVENT_OUTCOME(
            "event_outcome",
            Columns.of("model_id", "hour", "outcome"),
            Columns.of("count"),
            Guard.COUNT),
    /** One episode of an alert. */
    ALERT(
            "alert",
            Columns.of("fingerprint", "started_at"),
            Columns.of(
                    "alert_id",
                    "status",
                    "kind",
                    "severity",
                    "model_id",
                    "model_version",
                    "rule",
                    "metric",
                    "feature",
                    "segment",
                    "window_name",
                    "window_end",
                    "value",
                    "threshold",
                    "summary",
                    "evidence",
                    "resolved_at",
                    "transition"),
            Guard.TRANSITION),
    /** The revisions of a monitor spec that the job has loaded. */
    MONITOR("monitor", Columns.of("model_id", "revision"), Columns.of("spec"), Guard.CHANGE);

    /** When a row may replace the one stored under its key. */
    public enum Guard {
        /** (generation, spec_revision, revision, stage) must not be lower than the stored one. */
        VERSION,
        /** The count must not be lower than the stored one. */
        COUNT,
        /** A transition of an episode does not replace a later one. */
        TRANSITION,
        /** Any row does, if it says something else. */
        CHANGE
    }

    private final String tableName;

    // both lists are copies that nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> keyColumns;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> columns;

    private final Guard guard;

    Table(String tableName, List<String> keyColumns, List<String> others, Guard guard) {
        this.tableName = tableName;
        this.keyColumns = keyColumns;
        this.guard = guard;
        List<String> all = new ArrayList<>(keyColumns);
        if (guard == Guard.VERSION) {
            all.add("window_end");
        }
        all.addAll(others);
        if (guard == Guard.VERSION) {
            all.addAll(Columns.VERSION);
        }
        this.columns = List.copyOf(all);
    }

    /** The table of that SQL name, without its schema. */
    public static Table named(String tableName) {
        for (Table table : values()) {
            if (table.tableName.equals(tableName)) {
                return table;
            }
        }
        throw new IllegalArgumentException("no result table is named " + tableName);
    }

    /** SQL name without the schema. */
    public String tableName() {
        return tableName;
    }

    /** Primary key, in order. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /**
     * Every column that the job fills, in canonical order; {@link #clockColumn} is not among them.
     */
    public List<String> columns() {
        return columns;
    }

    /** What an upsert compares before it overwrites. */
    public Guard guard() {
        return guard;
    }

    /** The column that the database fills with its own clock, null where there is none. */
    public String clockColumn() {
        return switch (guard) {
            case VERSION, TRANSITION -> "updated_at";
            case CHANGE -> "loaded_at";
            case COUNT -> null;
        };
    }

    /** Whether the table is partitioned by window_start. */
    public boolean isPartitioned() {
        return guard == Guard.VERSION;
    }

    private static final class Columns {
        static final List<String> VERSION =
                List.of("generation", "spec_revision", "revision", "stage");

        static List<String> of(String... names) {
            return List.of(names);
        }

        static List<String> window(String... more) {
            List<String> names =
                    new ArrayList<>(
                            List.of(
                                    "model_id",
                                    "model_version",
                                    "segment",
                                    "window_name",
                                    "window_start"));
            names.addAll(Arrays.asList(more));
            return List.copyOf(names);
        }
    }
}
