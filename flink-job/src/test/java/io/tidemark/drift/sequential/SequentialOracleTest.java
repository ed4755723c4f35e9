/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Detections and warnings on the streams of sequential.json, whose expected indices come from the
 * published algorithms as the river library implements them.
 */
class SequentialOracleTest {
    private int compared;

    private record Run(List<Long> detections, List<Long> warnings) {}

    private static Run run(SequentialDetector detector, double[] stream) {
        List<Long> detections = new ArrayList<>();
        List<Long> warnings = new ArrayList<>();
        DetectorState before = DetectorState.STABLE;
        for (int i = 0; i < stream.length; i++) {
            DetectorState state = detector.add(stream[i]);
            if (state == DetectorState.DRIFT) {
                detections.add((long) i);
            }
            if (state == DetectorState.WARNING && before != DetectorState.WARNING) {
                warnings.add((long) i);
            }
            before = state;
        }
        return new Run(detections, warnings);
    }

    @Test
    void add_listedStreams_detectsAndWarnsWhereExpected() {
        int detectors = 0;
        for (JsonNode test : Oracles.fromResources("sequential.json").get("cases")) {
            double[] stream = Oracles.numbers(test.get("stream"));
            for (JsonNode expected : test.get("detectors")) {
                SequentialDetector detector = detector(expected);
                String name = test.get("name").textValue() + ' ' + expected.get("params");
                Run found = run(detector, stream);
                boolean isTextbook = expected.has("detections_textbook_ewma");
                String key = isTextbook ? "detections_textbook_ewma" : "detections";
                assertThat(found.detections)
                        .as(detector.code() + ' ' + name)
                        .isEqualTo(indices(expected.get(key)));
                compared += found.detections.size() + 1;
                if (expected.has("warning_zone_entry_indices")) {
                    assertThat(found.warnings)
                            .as("warnings of " + detector.code() + ' ' + name)
                            .isEqualTo(indices(expected.get("warning_zone_entry_indices")));
                    compared += found.warnings.size() + 1;
                }
                compareFinalState(detector, expected.get("final_state"), name);
                detectors++;
            }
        }
        System.out.println(
                "sequential.json: runs compared: " + detectors + ", values: " + compared);
        assertThat(detectors).isEqualTo(122);
        assertThat(compared).isGreaterThan(1400);
    }

    private static SequentialDetector detector(JsonNode expected) {
        JsonNode params = expected.get("params");
        return switch (expected.get("detector").textValue()) {
            case "ADWIN" -> new Adwin(number(params, "delta"), clock(params), 5, 10, 5);
            case "PageHinkley" ->
                    new PageHinkley(
                            params.get("min_instances").longValue(),
                            number(params, "delta"),
                            number(params, "threshold"),
                            number(params, "alpha"),
                            params.path("mode").asText("up").equals("both"));
            case "DDM" ->
                    new DriftDetectionMethod(
                            params.get("warm_start").longValue(),
                            number(params, "warning_threshold"),
                            number(params, "drift_threshold"));
            case "EDDM" ->
                    new EarlyDriftDetectionMethod(
                            params.get("warm_start").longValue(),
                            number(params, "alpha"),
                            number(params, "beta"));
            case "HDDM_A" ->
                    new HoeffdingAverage(
                            number(params, "drift_confidence"),
                            number(params, "warning_confidence"),
                            params.get("two_sided_test").booleanValue());
            case "HDDM_W" ->
                    new HoeffdingWeightedAverage(
                            number(params, "drift_confidence"),
                            number(params, "warning_confidence"),
                            number(params, "lambda_val"),
                            params.get("two_sided_test").booleanValue());
            default -> throw new AssertionError(expected.get("detector"));
        };
    }

    private static double number(JsonNode params, String name) {
        return params.get(name).doubleValue();
    }

    private static int clock(JsonNode params) {
        return params.path("clock").asInt(32);
    }

    private static List<Long> indices(JsonNode array) {
        List<Long> indices = new ArrayList<>();
        array.forEach(index -> indices.add(index.longValue()));
        return indices;
    }

    private void compareFinalState(SequentialDetector detector, JsonNode state, String name) {
        if (detector instanceof Adwin adwin) {
            close((double) adwin.width(), state.get("width"), name);
            close(adwin.mean(), state.get("mean"), name);
        } else if (detector instanceof PageHinkley test) {
            close(test.mean(), state.get("mean"), name);
            close(test.rise(), state.get("sum_increase"), name);
        } else if (detector instanceof DriftDetectionMethod ddm) {
            close(ddm.errorRate(), state.get("p"), name);
        } else if (detector instanceof EarlyDriftDetectionMethod eddm) {
            close((double) eddm.errors(), state.get("n_errors"), name);
        } else if (detector instanceof HoeffdingAverage average) {
            close(average.mean(), state.get("mean"), name);
        }
    }

    private void close(double found, JsonNode expected, String name) {
        double value = expected.doubleValue();
        assertThat(StrictMath.abs(found - value))
                .as("%s: %s, expected %s", name, found, value)
                .isLessThanOrEqualTo(StrictMath.max(1e-12, 1e-9 * StrictMath.abs(value)));
        compared++;
    }

    /** KSWIN draws at random, so the listed seeds give a range and not an index. */
    @Test
    void add_kswinOnListedStreams_staysInTheRangeOfTheSeeds() {
        int studied = 0;
        for (JsonNode test : Oracles.fromResources("sequential.json").get("cases")) {
            JsonNode study = test.get("kswin_15_seeds");
            if (study == null) {
                continue;
            }
            JsonNode params = study.get("params");
            int length = Math.min(test.get("stream").size(), study.get("only_first_n").intValue());
            double[] stream = Arrays.copyOf(Oracles.numbers(test.get("stream")), length);
            long seed = 42;
            int window = params.get("window_size").intValue();
            List<Long> found =
                    run(
                                    new KolmogorovSmirnovWindowing(
                                            params.get("alpha").doubleValue(),
                                            window,
                                            params.get("stat_size").intValue(),
                                            seed),
                                    stream)
                            .detections;
            System.out.println("kswin, seed " + seed + ": " + test.get("name") + ' ' + found);
            List<Long> counts = indices(study.get("detections_per_seed"));
            assertThat((long) found.size())
                    .as(test.get("name") + " count")
                    .isBetween(min(counts) - 1, max(counts) + 1);
            List<Long> firsts = new ArrayList<>();
            study.get("first_detection_per_seed")
                    .forEach(
                            first -> {
                                if (!first.isNull()) {
                                    firsts.add(first.longValue());
                                }
                            });
            if (firsts.isEmpty()) {
                assertThat(found).as(test.get("name").textValue()).isEmpty();
            } else if (!found.isEmpty()) {
                assertThat(found.get(0))
                        .as(test.get("name").textValue())
                        .isBetween(min(firsts) - window, max(firsts) + window);
            }
            studied++;
        }
        assertThat(studied).isEqualTo(7);
    }

    private static long min(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static long max(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
