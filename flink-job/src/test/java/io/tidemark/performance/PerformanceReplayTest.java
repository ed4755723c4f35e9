/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.event.PredictionEvent;
import io.tidemark.testing.Oracles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Recorded predictions and labels in random order, some of them twice, through join and tallies of
 * one day each, merged into windows, against the figures that scikit-learn gives of each window.
 */
class PerformanceReplayTest {
    private static final long DAY = 86_400_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<Long, Tally> days = new TreeMap<>();
    private int compared;

    @Test
    void bike_everyWindow_equalsScikitLearn() throws IOException {
        replay("bike", TallyLayout.of(Task.REGRESSION, List.of(), null));
        for (JsonNode window : windows("bike")) {
            Map<String, Metric> metrics = metrics(window);
            JsonNode expected = window.get("performance");
            equal(window, metrics.get("mae"), expected.get("mae"));
            equal(window, metrics.get("rmse"), expected.get("rmse"));
            equal(window, metrics.get("r2"), expected.get("r2"));
            equal(
                    window,
                    metrics.get("residual_mean"),
                    expected.get("residual_mean_label_minus_prediction"));
            equal(window, metrics.get("residual_std"), expected.get("residual_std_ddof1"));
            equal(window, metrics.get("mape"), expected.get("mape_excluding_zero_labels"));
            equal(window, metrics.get("smape"), expected.get("smape_0_to_2"));
            holds(window, metrics.get("median_absolute_error"), expected.get("median_ae"));
            assertThat(tally(window).delaySeconds(0.5)).isCloseTo(3_600, within(36.0));
        }
        System.out.println("bike: performance values compared: " + compared);
        assertThat(compared).isEqualTo(161 * 10);
    }

    @Test
    void adult_everyWindow_equalsScikitLearn() throws IOException {
        replay("adult", TallyLayout.of(Task.BINARY, List.of("<=50K", ">50K"), ">50K"));
        for (JsonNode window : windows("adult")) {
            Map<String, Metric> metrics = metrics(window);
            JsonNode expected = window.get("performance");
            for (String name :
                    List.of(
                            "accuracy",
                            "balanced_accuracy",
                            "precision",
                            "recall",
                            "f1",
                            "specificity",
                            "mcc",
                            "cohen_kappa",
                            "log_loss",
                            "brier")) {
                equal(window, metrics.get(name), expected.get(name));
            }
            equal(window, metrics.get("expected_calibration_error"), expected.get("ece_10"));
            holds(window, metrics.get("roc_auc"), expected.get("roc_auc"));
            holds(window, metrics.get("average_precision"), expected.get("average_precision"));
            Map<String, Long> cells = new HashMap<>();
            tally(window)
                    .confusion()
                    .forEach(c -> cells.put(c.actual() + c.predicted(), c.count()));
            count(expected.get("tp"), cells.get(">50K>50K"));
            count(expected.get("fp"), cells.get("<=50K>50K"));
            count(expected.get("fn"), cells.get(">50K<=50K"));
            count(expected.get("tn"), cells.get("<=50K<=50K"));
        }
        System.out.println("adult: performance values compared: " + compared);
        assertThat(compared).isEqualTo(121 * 19);
    }

    @Test
    void bikeLevel_everyWindow_equalsScikitLearn() throws IOException {
        replay("bike_level", TallyLayout.of(Task.MULTICLASS, levels(), null));
        for (JsonNode window : windows("bike_level")) {
            Map<String, Metric> metrics = metrics(window);
            JsonNode expected = window.get("performance");
            equal(window, metrics.get("accuracy"), expected.get("accuracy"));
            equal(window, metrics.get("log_loss"), expected.get("log_loss"));
            equal(window, metrics.get("brier"), expected.get("brier_sum_over_classes"));
            for (String name : List.of("balanced_accuracy", "mcc", "cohen_kappa")) {
                equal(window, metrics.get(name), expected.get(name));
            }
            equal(
                    window,
                    metrics.get("expected_calibration_error"),
                    expected.get("ece_top_label_10"));
            for (String level : levels()) {
                holds(
                        window,
                        metrics.get("roc_auc[" + level + ']'),
                        expected.get("roc_auc_one_vs_rest").get(level));
            }
            holds(window, metrics.get("roc_auc_macro"), expected.get("roc_auc_ovr_macro"));
            holds(window, metrics.get("roc_auc_weighted"), expected.get("roc_auc_ovr_weighted"));
            for (String mean : List.of("macro", "micro", "weighted")) {
                for (String name : List.of("precision", "recall", "f1")) {
                    equal(window, metrics.get(name + '_' + mean), expected.get(mean).get(name));
                }
            }
        }
        System.out.println("bike_level: performance values compared: " + compared);
        assertThat(compared).isEqualTo(27 * 23);
    }

    private static List<String> levels() {
        return List.of("high", "low", "medium");
    }

    private static JsonNode windows(String stream) {
        return Oracles.fromFolder(stream + "/windows.json.gz").get("windows");
    }

    private void replay(String stream, TallyLayout layout) throws IOException {
        long seed = 11;
        System.out.println(stream + ": order of events, seed " + seed);
        LabelRules rules =
                new LabelRules(30 * DAY, DAY, DAY / 24, 1, layout.task(), layout.classes());
        LabelJoin join = new LabelJoin((model, time) -> rules, rules);
        Map<String, JoinEntry> entries = new HashMap<>();
        for (JsonNode event : shuffled(stream, new Random(seed))) {
            JoinEntry entry =
                    entries.computeIfAbsent(
                            event.get("prediction_id").textValue(), id -> new JoinEntry());
            JoinChanges changes =
                    event.has("label")
                            ? join.onLabel(entry, label(event))
                            : join.onPrediction(entry, layout.compact(prediction(event)));
            for (PredictionChange change : changes.predictions()) {
                day(layout, change.prediction()).apply(change);
            }
            for (TallyChange change : changes.tallies()) {
                day(layout, change.prediction()).apply(change);
            }
        }
    }

    private Tally day(TallyLayout layout, PredictionSlot prediction) {
        long day = StrictMath.floorDiv(prediction.timestamp, DAY);
        return days.computeIfAbsent(day, start -> new Tally(layout));
    }

    private static List<JsonNode> shuffled(String stream, Random random) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String name : List.of("predictions", "feedback")) {
            Path file = Oracles.folder().resolve(stream + '/' + name + ".jsonl.gz");
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    new GZIPInputStream(Files.newInputStream(file)),
                                    StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode event = JSON.readTree(line);
                    events.add(event);
                    if (random.nextInt(50) == 0) {
                        events.add(event);
                    }
                }
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static PredictionSlot prediction(JsonNode event) {
        PredictionSlot slot = Pairs.predicted(value(event.get("prediction")));
        slot.timestamp = Instant.parse(event.get("timestamp").textValue()).toEpochMilli();
        JsonNode probability = event.get("probability");
        if (probability != null && probability.isNumber()) {
            slot.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
            slot.probabilities = new double[] {probability.doubleValue()};
        } else if (probability != null) {
            slot.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
            slot.probabilityClasses = levels().toArray(new String[0]);
            slot.probabilities =
                    levels().stream().mapToDouble(l -> probability.get(l).doubleValue()).toArray();
        }
        return slot;
    }

    private static LabelCandidate label(JsonNode event) {
        LabelCandidate label = Pairs.label(value(event.get("label")));
        label.modelId = "m";
        label.timestamp = Instant.parse(event.get("timestamp").textValue()).toEpochMilli();
        return label;
    }

    private static Object value(JsonNode node) {
        return node.isNumber() ? (Object) node.doubleValue() : node.textValue();
    }

    private Map<String, Metric> metrics(JsonNode window) {
        Tally tally = tally(window);
        count(window.get("events"), tally.predictions());
        count(window.get("labelled"), tally.labelled());
        return PerformanceMetricsTest.byName(PerformanceMetrics.of(tally));
    }

    private Tally tally(JsonNode window) {
        long from = Instant.parse(window.get("start").textValue()).toEpochMilli() / DAY;
        long to = Instant.parse(window.get("end").textValue()).toEpochMilli() / DAY;
        Tally whole = new Tally(days.firstEntry().getValue().layout());
        for (Tally day : days.subMap(from, to).values()) {
            whole.merge(day);
        }
        return whole;
    }

    private void count(JsonNode expected, Long found) {
        assertThat(found == null ? 0 : found).isEqualTo(expected.longValue());
        compared++;
    }

    private void equal(JsonNode window, Metric found, JsonNode expected) {
        String what = window.get("start") + " " + found;
        if (expected.isNull()) {
            assertThat(found.value()).as(what).isNull();
            assertThat(found.reason()).as(what).isNotNull();
        } else {
            assertThat(Expected.isEqual(found.value(), expected.doubleValue()))
                    .as("%s, expected %s", what, expected)
                    .isTrue();
        }
        compared++;
    }

    /** A figure that bins know up to its bounds. */
    private void holds(JsonNode window, Metric found, JsonNode expected) {
        if (expected.isNull()) {
            equal(window, found, expected);
            return;
        }
        assertThat(expected.doubleValue())
                .as("%s %s", window.get("start"), found)
                .isBetween(found.lower(), found.upper());
        assertThat(found.value())
                .isCloseTo(expected.doubleValue(), within(0.011 * expected.doubleValue()));
        compared++;
    }
}
