/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static io.tidemark.pipeline.Watched.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.alert.Condition;
import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitors;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class EventWindowOperatorHarnessTest {
    private static final long SEED = 20_260_301;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL =
            "[domain_classifier, mmd, correlation, pca_reconstruction, attribution, outlier_share]";
    private static final String[] METHODS = {
        "correlation", "domain_classifier", "mmd", "outlier_share", "pca_reconstruction"
    };

    /** Without the forest, which takes its time. */
    private static final String QUICK =
            "[mmd, correlation, pca_reconstruction, attribution, outlier_share]";

    private final Monitors monitors = monitors(QUICK, reference());

    private static Monitors monitors(String multivariate, String reference) {
        return Watched.by(
                """
                windows: [30m, 1h, 2h]
                allowed_lateness: 1h
                drift: {multivariate: %s}
                """
                        .formatted(multivariate),
                reference);
    }

    /** Two features that go together, and one that does not. */
    private static String reference() {
        StringBuilder csv = new StringBuilder("x,y,colour,prediction\n");
        Random random = new Random(SEED);
        for (int row = 0; row < 300; row++) {
            double x = random.nextGaussian();
            double y = x + 0.3 * random.nextGaussian();
            csv.append(x).append(',').append(y).append(row % 3 == 0 ? ",red" : ",blue");
            csv.append(",7\n");
        }
        return csv.toString();
    }

    /**
     * Events of one hour.
     *
     * @param sign -1 turns the correlation round and leaves each feature as it is
     */
    private static List<PredictionEvent> events(long hour, int count, int sign) {
        Random random = new Random(SEED + hour);
        List<PredictionEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            NamedValues features = new NamedValues();
            features.addText("colour", i % 3 == 0 ? "red" : "blue");
            features.addNumber("y", sign * x + 0.3 * random.nextGaussian());
            features.addNumber("x", x);
            PredictionEvent event = Watched.event(hour * HOUR + i * 1000L, features);
            event.attributions = new NamedValues();
            event.attributions.addNumber("x", sign * 0.5 + 0.1);
            event.attributions.addNumber("y", -0.3 * sign);
            events.add(event);
        }
        return events;
    }

    /** What PROFILE sends of them about events as wholes, in parts of at most so many events. */
    private static List<PanePartial> partials(
            Monitors monitors, List<PredictionEvent> events, int most) {
        List<PanePartial> partials = new ArrayList<>();
        for (int from = 0; from < events.size(); from += most) {
            PaneProfiler profiler = new PaneProfiler(monitors, 10, new OutcomeCounter());
            for (PredictionEvent event :
                    events.subList(from, Math.min(events.size(), from + most))) {
                profiler.add(event, event.timestamp);
            }
            profiler.flush(new Watched.Collected(partials));
        }
        partials.removeIf(partial -> !partial.feature().equals(PanePartial.EVENTS));
        return partials;
    }

    private static OperatorHarness<String, PanePartial, WindowedFeature> harness(
            Monitors monitors, OperatorSubtaskState restored) throws Exception {
        return OperatorHarness.of(
                new EventWindowOperator(monitors, 3),
                new StreamKeys.OfPartial(),
                Types.STRING,
                restored);
    }

    /** Rows as they stand: the last of each key, unless it is older than the one before. */
    private static Map<String, Upsert> latest(
            OperatorHarness<String, PanePartial, WindowedFeature> harness) {
        Map<String, Upsert> latest = new TreeMap<>();
        for (Upsert row : harness.side(SideOutputs.ROWS)) {
            latest.merge(row.table() + row.key(), row, (a, b) -> b.replaces(a) ? b : a);
        }
        return latest;
    }

    private static List<JsonNode> rows(
            OperatorHarness<String, PanePartial, WindowedFeature> harness, String table)
            throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (Upsert row : latest(harness).values()) {
            if (row.table().equals(table)) {
                rows.add(JSON.readTree(row.json()));
            }
        }
        return rows;
    }

    private static List<String> methods(List<JsonNode> rows, String window, String baseline) {
        return rows.stream()
                .filter(row -> row.get("window_name").asText().equals(window))
                .filter(row -> row.get("baseline").asText().equals(baseline))
                .map(row -> row.get("method").asText())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void window_closes_everyMethodHasARowInTumblingWindowsOfAnHour() throws Exception {
        Monitors all = monitors(ALL, reference());
        try (var harness = harness(all, null)) {
            harness.send(partials(all, events(10, 200, 1), 1000));
            harness.reach(11 * HOUR - 1);
            assertThat(harness.side(SideOutputs.ROWS)).isEmpty();
            harness.reach(11 * HOUR);
            List<JsonNode> rows = rows(harness, "model_drift");
            assertThat(methods(rows, "1h", "reference")).containsExactly(METHODS);
            assertThat(methods(rows, "2h", "reference")).isEmpty();
            harness.reach(12 * HOUR);
            rows = rows(harness, "model_drift");
            assertThat(methods(rows, "2h", "reference")).containsExactly(METHODS);
            assertThat(methods(rows, "30m", "reference")).isEmpty();
            assertThat(rows).allMatch(row -> row.get("segment").asText().equals("overall"));
            assertThat(rows).allMatch(row -> row.get("sample_size").asLong() == 200);
            assertThat(rows).allMatch(row -> row.get("baseline_size").asLong() == 300);
        }
    }

    @Test
    void lateEvents_areTakenInWhenTheWindowIsFinal() throws Exception {
        try (var harness = harness(monitors, null)) {
            List<PredictionEvent> events = events(10, 200, 1);
            harness.send(partials(monitors, events.subList(0, 150), 1000));
            harness.reach(11 * HOUR);
            assertThat(versions(harness, "1h")).containsExactly(new RowVersion(3, 1, 150, 1));
            harness.send(partials(monitors, events.subList(150, 200), 1000));
            harness.reach(11 * HOUR + MINUTE);
            assertThat(versions(harness, "1h")).containsExactly(new RowVersion(3, 1, 150, 1));
            harness.reach(12 * HOUR);
            assertThat(versions(harness, "1h"))
                    .containsExactly(new RowVersion(3, 1, 200, RowVersion.FINAL));
            harness.send(partials(monitors, events(10, 10, 1), 1000));
            harness.reach(13 * HOUR);
            assertThat(versions(harness, "1h")).as("too late").hasSize(1);
            // the first window stays as the baseline of attributions
            assertThat(harness.entries()).isEqualTo(1);
            assertThat(harness.timers()).isZero();
        }
    }

    private static List<RowVersion> versions(
            OperatorHarness<String, PanePartial, WindowedFeature> harness, String window) {
        return latest(harness).values().stream()
                .filter(row -> row.json().contains("\"window_name\":\"" + window + "\""))
                .map(Upsert::version)
                .distinct()
                .toList();
    }

    @Test
    void rows_anyOrderAndAnyParts_areTheSame() throws Exception {
        Monitors all = monitors(ALL, reference());
        List<Map<String, String>> runs = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            List<PredictionEvent> events = new ArrayList<>();
            for (int hour = 10; hour < 12; hour++) {
                events.addAll(events(hour, 100, hour < 11 ? 1 : -1));
            }
            Collections.shuffle(events, new Random(run));
            List<PanePartial> partials = partials(all, events, run == 0 ? 5000 : 37 * run);
            Collections.shuffle(partials, new Random(run));
            try (var harness = harness(all, null)) {
                harness.send(partials);
                harness.reach(run == 1 ? Long.MAX_VALUE : 11 * HOUR);
                harness.reach(Long.MAX_VALUE);
                Map<String, String> rows = new TreeMap<>();
                latest(harness).forEach((key, row) -> rows.put(key, row.toLine()));
                runs.add(rows);
            }
        }
        assertThat(runs.get(1)).isEqualTo(runs.get(0)).isNotEmpty();
        assertThat(runs.get(2)).isEqualTo(runs.get(0));
    }

    @Test
    void restore_halfAWindow_isReadWithAllOfIt() throws Exception {
        List<PredictionEvent> events = events(10, 200, 1);
        List<PanePartial> partials = partials(monitors, events, 60);
        Map<String, String> expected = new TreeMap<>();
        try (var harness = harness(monitors, null)) {
            harness.send(partials);
            harness.reach(11 * HOUR);
            harness.reach(12 * HOUR);
            latest(harness).forEach((key, row) -> expected.put(key, row.toLine()));
        }
        OperatorSubtaskState half;
        OperatorSubtaskState closed;
        try (var harness = harness(monitors, null)) {
            harness.send(partials.subList(0, 2));
            harness.reach(10 * HOUR + 30 * MINUTE);
            half = harness.snapshot();
        }
        try (var harness = harness(monitors, half)) {
            harness.send(partials.subList(2, partials.size()));
            harness.reach(11 * HOUR);
            closed = harness.snapshot();
        }
        Map<String, String> restored = new TreeMap<>();
        try (var harness = harness(monitors, closed)) {
            harness.reach(12 * HOUR);
            latest(harness).forEach((key, row) -> restored.put(key, row.toLine()));
        }
        assertThat(restored).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void withoutReference_theFirstFullWindowIsTheBaseline() throws Exception {
        Monitors bare = monitors(QUICK, null);
        try (var harness = harness(bare, null)) {
            harness.send(partials(bare, events(8, 20, 1), 1000)); // below min_samples
            for (int hour = 9; hour < 14; hour++) {
                harness.send(partials(bare, events(hour, 200, 1), 1000));
            }
            harness.reach(Long.MAX_VALUE);
            List<String> starts = new ArrayList<>();
            for (JsonNode row : rows(harness, "model_drift")) {
                assertThat(row.get("baseline").asText()).isEqualTo("first_window");
                if (row.get("window_name").asText().equals("1h")
                        && row.get("method").asText().equals("mmd")) {
                    starts.add(row.get("window_start").asText());
                    assertThat(row.get("revision").asLong()).isEqualTo(400);
                }
            }
            // 9-10 is final at 11
            assertThat(starts)
                    .containsExactly(
                            "1970-01-01T11:00:00Z", "1970-01-01T12:00:00Z", "1970-01-01T13:00:00Z");
        }
    }

    @Test
    void attributions_haveRowsThoughNobodyAsks_andAreJudgedWhereSomebodyDoes() throws Exception {
        Monitors quiet = monitors("[]", reference());
        for (Monitors some : List.of(quiet, monitors)) {
            try (var harness = harness(some, null)) {
                harness.send(partials(some, events(10, 100, 1), 1000));
                harness.send(partials(some, events(12, 100, -1), 1000));
                harness.reach(Long.MAX_VALUE);
                List<String> ranks = new ArrayList<>();
                for (JsonNode row : rows(harness, "attribution_window")) {
                    if (row.get("window_name").asText().equals("1h")) {
                        ranks.add(
                                "%s %s: %s %s, %s %s"
                                        .formatted(
                                                row.get("window_start").asText().substring(11, 13),
                                                row.get("feature").asText(),
                                                row.get("mean_absolute"),
                                                row.get("rank"),
                                                row.get("baseline_mean_absolute"),
                                                row.get("baseline_rank")));
                    }
                }
                assertThat(ranks)
                        .containsExactly(
                                "10 x: 0.6 1, null null",
                                "10 y: 0.3 2, null null",
                                "12 x: 0.4 1, 0.6 1",
                                "12 y: 0.3 2, 0.3 2");
                assertThat(methods(rows(harness, "model_drift"), "1h", "first_window"))
                        .isEqualTo(
                                some == quiet
                                        ? List.of()
                                        : List.of("attribution", "attribution_norm"));
            }
        }
    }

    @Test
    void profiling_nobodyAsksAndNothingIsAttributed_sendsNothing() {
        Monitors quiet = monitors("[]", reference());
        List<PredictionEvent> events = events(10, 50, 1);
        assertThat(partials(quiet, events, 1000)).as("attributions").hasSize(1);
        events.forEach(event -> event.attributions = null);
        assertThat(partials(quiet, events, 1000)).isEmpty();
    }

    /** Each feature is as it was; only what goes with what has changed. */
    @Test
    void correlationTurnedRound_isFoundAndAlerted() throws Exception {
        try (var harness = harness(monitors, null)) {
            harness.send(partials(monitors, events(10, 500, 1), 1000));
            harness.send(partials(monitors, events(12, 500, -1), 1000));
            harness.reach(Long.MAX_VALUE);
            for (JsonNode row : rows(harness, "model_drift")) {
                boolean isHourly = row.get("window_name").asText().equals("1h");
                if (isHourly && row.get("method").asText().equals("correlation")) {
                    boolean isTurned = row.get("window_start").asText().contains("T12");
                    assertThat(row.get("drifted").asBoolean()).isEqualTo(isTurned);
                }
            }
            List<String> said = new ArrayList<>();
            for (RuleInput input : harness.side(SideOutputs.RULE_INPUT)) {
                Condition condition = input.condition();
                boolean isHourly = condition.window().windowName().equals("1h");
                if (isHourly
                        && condition.rule().equals("input_drift")
                        && condition.state() == Condition.State.BREACH) {
                    said.add(condition.window().windowStartMillis() / HOUR + condition.summary());
                }
            }
            assertThat(said).isNotEmpty().allMatch(one -> one.startsWith("12The input of m 1"));
            assertThat(said.get(0)).contains("correlation");
        }
    }

    @Test
    void outlierShare_goesIntoTheRowThatDecideWrites() throws Exception {
        List<PredictionEvent> events = events(10, 200, 1);
        List<PanePartial> all = new ArrayList<>();
        PaneProfiler profiler = new PaneProfiler(monitors, 10, new OutcomeCounter());
        events.forEach(event -> profiler.add(event, event.timestamp));
        profiler.flush(new Watched.Collected(all));
        List<PanePartial> wholes = new ArrayList<>(all);
        wholes.removeIf(partial -> !partial.feature().equals(PanePartial.EVENTS));
        all.removeAll(wholes);
        try (var windows =
                        OperatorHarness.<String, PanePartial, WindowedFeature>of(
                                new WindowOperator(monitors, SilenceSettings.never()),
                                new StreamKeys.OfPartial(),
                                Types.STRING,
                                null);
                var harness = harness(monitors, null);
                var decide =
                        OperatorHarness.<String, WindowedFeature, Upsert>of(
                                new DecideOperator(monitors, 3),
                                new StreamKeys.OfWindowedFeature(),
                                Types.STRING,
                                null)) {
            windows.send(all);
            harness.send(wholes);
            windows.reach(11 * HOUR);
            harness.reach(11 * HOUR);
            decide.send(harness.output());
            decide.send(windows.output());
            decide.reach(11 * HOUR);
            List<String> shares = new ArrayList<>();
            for (Upsert row : decide.output()) {
                JsonNode json = JSON.readTree(row.json());
                if (row.table().equals("model_window")) {
                    shares.add(
                            json.get("window_name").asText()
                                    + " "
                                    + json.get("outlier_share").isNumber());
                }
                assertThat(json.path("feature").asText()).isNotEqualTo(PanePartial.EVENTS);
            }
            assertThat(shares).containsExactlyInAnyOrder("30m false", "1h true");
        }
    }
}
