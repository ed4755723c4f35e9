/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Prediction events as services might write them, from a seed: members in any order, any white
 * space, unknown members, every type of value in most places, now and then an escape or a repeat.
 */
final class GeneratedRecords {
    private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t", "\r\n", "  "};
    private static final String[] TEXTS = {
        "",
        "a",
        "m-1234",
        "M\u00FCnchen",
        "\uD83D\uDE00",
        "x".repeat(31),
        "y".repeat(33),
        "z".repeat(300),
        "2026-11-21T06:34:12.345Z",
        "a b/c'",
        "\u007F",
        "\u20AC".repeat(11),
        "ok"
    };
    private static final String[] ESCAPED = {"\\n", "\\u0041", "a\\\"b", "\\ud800", "\\\\"};
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "-0.0e5",
        "1",
        "1763706852345",
        "NaN",
        "1e400",
        "-Infinity",
        "1E5",
        "1e-400",
        "5e-324",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1e+1",
        "2e22",
        "0.000000000000000000000000012345678901234567",
        "1.7976931348623157e308",
        "100.50",
        "-12"
    };
    private static final String[] FIELDS = {
        "latency_ms",
        "variant",
        "status",
        "error",
        "sample_weight",
        "prediction_probability",
        "model_version",
        "attributions",
        "feature_timestamps",
        "metadata",
        "unknown",
        "trace"
    };

    private final SplittableRandom random;

    GeneratedRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next record, in UTF-8. */
    byte[] next() {
        List<String> members = new ArrayList<>();
        members.add(member(random.nextInt(4) == 0 ? "id" : "prediction_id", quoted("p-17")));
        members.add(member(random.nextInt(4) == 0 ? "model" : "model_id", quoted("fare")));
        members.add(member("timestamp", timestamp()));
        members.add(member("prediction", scalar()));
        if (random.nextInt(8) > 0) {
            members.add(member("features", random.nextInt(8) == 0 ? array() : object(2)));
        }
        for (String field : FIELDS) {
            if (random.nextInt(4) == 0) {
                members.add(member(field, valueOf(field)));
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, new Random(random.nextLong()));
        }
        String json = space() + "{" + String.join(",", members) + space() + "}" + space();
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes with a few things broken, moved or put in. */
    byte[] damage(byte[] value) {
        byte[] damaged = value;
        for (int change = random.nextInt(3); change >= 0 && damaged.length > 0; change--) {
            int place = random.nextInt(damaged.length);
            switch (random.nextInt(5)) {
                case 0 -> damaged[place] = (byte) random.nextInt(256);
                case 1 -> damaged[place] = (byte) "\"{}[],:.-+eE0123456789\\ ".charAt(place % 24);
                case 2 -> damaged = Arrays.copyOf(damaged, place);
                case 3 -> damaged = without(damaged, place, random.nextInt(6));
                default -> damaged = repeated(damaged, place, random.nextInt(12));
            }
        }
        return damaged;
    }

    private String valueOf(String field) {
        return switch (field) {
            case "status" -> random.nextInt(2) == 0 ? "\"ok\"" : "\"error\"";
            case "sample_weight" -> Integer.toString(random.nextInt(40));
            case "model_version", "variant" -> quoted("v" + random.nextInt(4));
            case "prediction_probability" -> random.nextBoolean() ? number() : numbers();
            case "attributions" -> numbers();
            case "feature_timestamps" -> "{\"a\":" + timestamp() + "}";
            case "latency_ms" -> number();
            case "unknown", "trace" -> random.nextInt(3) == 0 ? object(1) : scalar();
            default -> random.nextInt(2) == 0 ? object(3) : scalar();
        };
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            boolean isNested = depth < 4 && random.nextInt(20) == 0;
            int shift = random.nextInt(60) == 0 ? random.nextInt(4) : 0;
            String name = i == 3 ? "stra\u00DFe" : "feature_" + (i - Math.min(i, shift));
            members.add(member(name, isNested ? object(depth + 1) : scalar()));
        }
        return "{" + String.join(",", members) + space() + "}";
    }

    private String array() {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            elements.add(space() + scalar() + space());
        }
        return "[" + String.join(",", elements) + "]";
    }

    private String numbers() {
        return "{\"no\":" + number() + "," + space() + "\"yes\":" + number() + "}";
    }

    private String scalar() {
        return switch (random.nextInt(10)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 ->
                    random.nextInt(40) == 0
                            ? quoted(ESCAPED[random.nextInt(ESCAPED.length)])
                            : quoted(TEXTS[random.nextInt(TEXTS.length)]);
            case 4 -> quoted("m-" + random.nextInt(5000));
            default -> number();
        };
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(100_000));
            case 1 -> Double.toString(random.nextDouble());
            case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 3 -> Float.toString((float) random.nextDouble() * 1000);
            case 4 -> Long.toString(random.nextLong());
            default -> random.nextInt(4) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : "12.50";
        };
    }

    private String timestamp() {
        return random.nextBoolean() ? "1763706852345" : "\"2026-11-21T06:34:12.345+01:00\"";
    }

    private String member(String name, String value) {
        return space() + quoted(name) + space() + ":" + space() + value;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    private static byte[] without(byte[] value, int from, int count) {
        int to = Math.min(value.length, from + count);
        byte[] shorter = Arrays.copyOf(value, value.length - (to - from));
        System.arraycopy(value, to, shorter, from, value.length - to);
        return shorter;
    }

    private static byte[] repeated(byte[] value, int from, int count) {
        int to = Math.min(value.length, from + count);
        byte[] longer = Arrays.copyOf(value, value.length + (to - from));
        System.arraycopy(value, from, longer, to, value.length - from);
        return longer;
    }
}
