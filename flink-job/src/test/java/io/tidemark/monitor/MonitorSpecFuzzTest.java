/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, it is a spec or it is refused with faults that can be shown. */
class MonitorSpecFuzzTest {

    private static final String GOOD =
            """
            model_id: bike-demand
            task: binary
            classes: [no, yes]
            trained_at: 2026-01-01
            revision: 2
            windows: [1h, 1d, 7d/1d]
            performance_windows: [1d]
            allowed_lateness: 1h
            features:
              temp: {type: numeric, min: 0, max: 1, resolution: 50, effect_floor: 0.1}
              weather: {type: categorical, values: ["1", 2]}
              windspeed: {nullable: true, max_age: 5m}
            feature_order: [temp, weather, windspeed]
            watch: [metadata.gpu]
            segments: [weather, metadata.region]
            sensitive: [weather]
            fairness: {reference_group: {weather: 1}}
            labels: {horizon: 30d, corrections_for: 1d, sample: 0.5}
            drift: {numeric: [ks], categorical: [psi], effect_floors: {new_values: 1}, min_samples: {ks: 50}}
            caps: {features: 20, segments: 5, categories: 10, versions: 2}
            """;

    private static final List<String> PIECES =
            List.of(
                    "null",
                    "~",
                    "[]",
                    "{}",
                    "- ",
                    ": ",
                    "? ",
                    "&a ",
                    "*a",
                    "!!binary ",
                    "!x ",
                    "<<: ",
                    "|",
                    ">",
                    "'",
                    "\"",
                    "\\u0000",
                    "\\ud800",
                    "\u0000",
                    "\ud800",
                    "\ufeff",
                    "%YAML 1.2\n",
                    "---\n",
                    "...\n",
                    "\t",
                    "\r",
                    "0x1F",
                    "0o17",
                    "0b1",
                    "1_000",
                    ".inf",
                    "-.nan",
                    "1e999",
                    "-0",
                    "99999999999999999999999999",
                    "1:30",
                    "@",
                    "`",
                    "{[",
                    "]}",
                    ",",
                    "#",
                    "2026-13-45",
                    "+999999999-01-01",
                    "10000000d",
                    "0s",
                    "0s/0s",
                    "1d/0s",
                    "999999999999d",
                    "true",
                    "no",
                    "metadata.",
                    "(other)");

    @Test
    void read_mutatedSpec_isReadOrRefused() {
        long seed = 20260714;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        MonitorSpecReader reader = new MonitorSpecReader();
        int accepted = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int edit = 1 + random.nextInt(3); edit > 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    case 2 -> text.setCharAt(at, (char) random.nextInt(128));
                    default -> replaceValue(text, at, PIECES.get(random.nextInt(PIECES.size())));
                }
            }
            accepted += isReadOrRefused(reader, text.toString());
        }
        System.out.println(accepted + " of 3000 mutated specs are specs");
        assertThat(accepted).isBetween(30, 2_970);
    }

    @Test
    void read_mutatedJson_isReadOrRefused() throws InvalidSpec {
        long seed = 20260715;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        MonitorSpecReader reader = new MonitorSpecReader();
        String json = MonitorSpecWriter.toJson(reader.read(GOOD));
        for (int round = 0; round < 1_500; round++) {
            StringBuilder text = new StringBuilder(json);
            int at = random.nextInt(text.length());
            text.replace(
                    at,
                    Math.min(text.length(), at + random.nextInt(6)),
                    PIECES.get(random.nextInt(PIECES.size())));
            isReadOrRefused(reader, text.toString());
        }
    }

    @Test
    void read_deepOrHugeText_isRefused() {
        MonitorSpecReader reader = new MonitorSpecReader();
        for (String text :
                List.of(
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "a: ".repeat(10_000),
                        "- ".repeat(100_000),
                        "{a: ".repeat(10_000),
                        "model_id: " + "x".repeat(5_000_000),
                        "model_id: m\nrevision: " + "9".repeat(100_000),
                        "{\"model_id\": \"m\", \"revision\": " + "9".repeat(100_000) + "}",
                        "model_id: m\nwindows: [" + "1h, ".repeat(200_000) + "]")) {
            assertThat(isReadOrRefused(reader, text)).as(text.substring(0, 20)).isZero();
        }
    }

    @Test
    void toJson_readAgain_isTheSameSpec() throws InvalidSpec {
        MonitorSpecReader reader = new MonitorSpecReader();
        for (String text : List.of(GOOD, "model_id: m", "model_id: \"m\\u00e9\"\nmin_samples: 4")) {
            MonitorSpec spec = reader.read(text);
            String json = MonitorSpecWriter.toJson(spec);
            assertThat(reader.read(json)).isEqualTo(spec);
            assertThat(MonitorSpecWriter.toJson(reader.read(json))).isEqualTo(json);
        }
    }

    private static void replaceValue(StringBuilder text, int at, String piece) {
        int from = text.indexOf(": ", at);
        int to = from < 0 ? -1 : text.indexOf("\n", from);
        if (to > 0) {
            text.replace(from + 2, to, piece);
        }
    }

    /** Returns 1 for a spec; anything but a spec or an InvalidSpec fails the test. */
    private static int isReadOrRefused(MonitorSpecReader reader, String text) {
        try {
            MonitorSpec spec = reader.read(text);
            assertThat(spec.modelId()).isNotEmpty();
            Monitor.of(spec, null);
            return 1;
        } catch (InvalidSpec refused) {
            assertThat(refused.getMessage()).isNotBlank();
            for (InvalidSpec.Fault fault : refused.faults()) {
                assertThat(fault.toString().chars().anyMatch(c -> c < ' ')).isFalse();
            }
            return 0;
        }
    }
}
