/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.job.Environments;
import io.tidemark.result.Upsert;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * That the two jobs compared do the same work: both over the same ten minutes of sparse traffic,
 * every window's counts equal, its means and extremes too.
 */
final class WindowAgreement {
    private static final int EVENTS_PER_SECOND = 100;
    private static final long EVENTS_PER_LANE = 30_000;
    private static final int LANES = 2;
    private static final double TOLERANCE = 1e-9;

    private final BenchmarkMonitors monitors;

    WindowAgreement(BenchmarkMonitors monitors) {
        this.monitors = monitors;
    }

    private record Key(String modelId, String feature, long windowStart) {}

    private record Figures(long count, long missing, Double mean, Double least, Double largest) {}

    /**
     * Runs both.
     *
     * @return how many windows of a feature were compared
     * @throws IllegalStateException if any differs
     */
    long check() throws Exception {
        Map<Key, Figures> ours = ofJob();
        Map<Key, Figures> plain = ofPlainJob();
        if (plain.isEmpty() || !ours.keySet().equals(plain.keySet())) {
            throw new IllegalStateException(
                    "the jobs disagree: %d windows and %d".formatted(ours.size(), plain.size()));
        }
        plain.forEach(
                (key, figures) -> {
                    if (!agree(ours.get(key), figures)) {
                        throw new IllegalStateException(
                                "the jobs disagree on %s: %s and %s"
                                        .formatted(key, ours.get(key), figures));
                    }
                });
        return plain.size();
    }

    private Map<Key, Figures> ofJob() throws Exception {
        StreamExecutionEnvironment env = Environments.local(LANES, new Configuration());
        Map<Key, Figures> all = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        try (CloseableIterator<Upsert> rows =
                Variant.pipeline(env, traffic(), null, monitors, true)
                        .rows()
                        .executeAndCollect("agreement: job")) {
            rows.forEachRemaining(row -> add(row, json, all));
        }
        return all;
    }

    private static void add(Upsert row, ObjectMapper json, Map<Key, Figures> all) {
        if (!row.table().equals("feature_window")) {
            return;
        }
        try {
            JsonNode cells = json.readTree(row.json());
            String feature = cells.get("feature").textValue();
            if (!feature.startsWith("@")
                    && cells.get("window_name").textValue().equals(BenchmarkMonitors.WINDOW)) {
                all.put(
                        new Key(
                                cells.get("model_id").textValue(),
                                feature,
                                Instant.parse(cells.get("window_start").textValue())
                                        .toEpochMilli()),
                        new Figures(
                                cells.get("count").longValue(),
                                cells.get("missing").longValue(),
                                number(cells.get("mean")),
                                number(cells.get("min")),
                                number(cells.get("max"))));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a row: " + row, e);
        }
    }

    private static Double number(JsonNode cell) {
        return cell == null || cell.isNull() ? null : (Double) cell.doubleValue();
    }

    private Map<Key, Figures> ofPlainJob() throws Exception {
        StreamExecutionEnvironment env = Environments.local(LANES, new Configuration());
        Map<Key, Figures> all = new HashMap<>();
        try (CloseableIterator<FeatureStatistics> results =
                PlainJob.build(Variant.arrivals(env, traffic(), null), monitors.histogramEdges())
                        .executeAndCollect("agreement: plain job")) {
            for (Iterator<FeatureStatistics> each = results; each.hasNext(); ) {
                FeatureStatistics window = each.next();
                boolean isNumeric = window.minimum <= window.maximum;
                all.put(
                        new Key(window.modelId, window.feature, window.windowStart),
                        new Figures(
                                window.count,
                                window.missing,
                                isNumeric ? window.mean : null,
                                isNumeric ? window.minimum : null,
                                isNumeric ? window.maximum : null));
            }
        }
        return all;
    }

    private static Traffic traffic() {
        return Traffic.checked(EVENTS_PER_SECOND, EVENTS_PER_LANE);
    }

    private static boolean agree(Figures one, Figures other) {
        return one.count == other.count
                && one.missing == other.missing
                && agree(one.mean, other.mean)
                && agree(one.least, other.least)
                && agree(one.largest, other.largest);
    }

    private static boolean agree(Double one, Double other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Math.abs(one - other) <= TOLERANCE * Math.max(1.0, Math.abs(other));
    }
}
