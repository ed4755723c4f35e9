/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A record that is no prediction.
 *
 * @param value null: a tombstone
 * @param reason the code of the reason for which it is refused
 * @param word found in the detail
 * @param modelId null: the model is not known
 */
public record HostileRecord(String name, byte[] value, String reason, String word, String modelId) {
    /** The time of the records; an earlier one makes none of them an event. */
    public static final long RECORD_TIME = 1_795_242_852_000L;

    private static final String START = "{'id':'p','model':'m','prediction':1,";

    /** One of each kind, all of model {@code m}. */
    public static List<HostileRecord> all() {
        return List.of(
                record("tombstone", null, "tombstone", "no value", null),
                record("no bytes", new byte[0], "empty", "no bytes", null),
                json("white space", " \n\t ", "empty", "white space", null),
                record("2 MiB", new byte[2 << 20], "too_large", "2097152", null),
                json(
                        "byte order mark",
                        "\uFEFF" + START + "'x':1}",
                        "byte_order_mark",
                        "mark",
                        null),
                record("UTF-16", utf16("{\"id\":\"p\"}"), "malformed", "NUL", null),
                record(
                        "UTF-16 with mark",
                        bytes(0xFE, 0xFF, '{', 1),
                        "invalid_utf8",
                        "byte 0",
                        null),
                record("NULs", bytes(0, 0, 0, 0), "malformed", "NUL", null),
                inText("stray byte", "invalid_utf8", 0xFF),
                inText("overlong slash", "invalid_utf8", 0xC0, 0xAF),
                inText("encoded surrogate", "invalid_utf8", 0xED, 0xA0, 0x80),
                inText("above 10FFFF", "invalid_utf8", 0xF4, 0x90, 0x80, 0x80),
                inText("half a character", "invalid_utf8", 0xE2, 0x82),
                json("not JSON", "not json at all", "malformed", "not", null),
                json("a word", "true", "not_an_object", "a boolean", null),
                json("null", "null", "not_an_object", "null", null),
                json("an array", "[]", "not_an_object", "an array", null),
                json("a bracket bomb", "[".repeat(100_000), "not_an_object", "an array", null),
                json("cut in a name", START + "'feat", "truncated", "byte", "m"),
                json("cut in a text", START + "'variant':'ab", "truncated", "variant", "m"),
                json("cut in a word", START + "'x':tru", "truncated", "/x", "m"),
                json("cut in a number", START + "'x':1", "truncated", "byte", "m"),
                json("cut after a comma", START, "truncated", "byte", "m"),
                json("a comma too many", START + "'x':1,}", "malformed", "byte", "m"),
                json("no comma", START + "'x':1 'y':2}", "malformed", "byte", "m"),
                json("no quotes", START + "x:1}", "malformed", "byte", "m"),
                json("a comment", START + "/* */'x':1}", "malformed", "byte", "m"),
                json("leading zero", START + "'latency_ms':007}", "malformed", "latency_ms", "m"),
                json("plus sign", START + "'latency_ms':+1}", "malformed", "latency_ms", "m"),
                json("hexadecimal", START + "'latency_ms':0x1F}", "malformed", "byte", "m"),
                json("INF", START + "'latency_ms':INF}", "malformed", "latency_ms", "m"),
                json("-INF", START + "'features':{'a':-INF}}", "malformed", "a", "m"),
                json(
                        "+Infinity",
                        START + "'latency_ms':+Infinity}",
                        "malformed",
                        "latency_ms",
                        "m"),
                json("nan", START + "'latency_ms':nan}", "malformed", "latency_ms", "m"),
                json(
                        "raw control character",
                        START + "'variant':'a\u0001b'}",
                        "malformed",
                        "variant",
                        "m"),
                json("bad escape", START + "'variant':'\\x'}", "malformed", "variant", "m"),
                json("bad \\u", START + "'variant':'\\u12G4'}", "malformed", "variant", "m"),
                json("two objects", START + "'x':1}{}", "trailing_data", "goes on", "m"),
                json("trailing words", START + "'x':1} garbage", "trailing_data", "goes on", "m"),
                json("a NUL behind", START + "'x':1}\u0000", "trailing_data", "goes on", "m"),
                json(
                        "features too deep",
                        START + "'features':" + nested(40) + "}",
                        "too_deep",
                        "features.a.a",
                        "m"),
                json(
                        "unknown too deep",
                        START + "'x':" + nested(100_000) + "}",
                        "too_deep",
                        "x is nested",
                        "m"),
                json(
                        "unknown arrays too deep",
                        START + "'x':" + "[".repeat(100_000),
                        "too_deep",
                        "x is nested",
                        "m"),
                json(
                        "too many features",
                        START + "'features':{" + many(10_001) + "}}",
                        "too_many_names",
                        "10000",
                        "m"),
                json(
                        "too many elements",
                        START + "'features':[" + "1,".repeat(10_001) + "1]}",
                        "too_many_names",
                        "10000",
                        "m"),
                json("too many fields", START + many(10_001) + "}", "too_many_names", "10000", "m"),
                json(
                        "a number of 2,000 digits",
                        START + "'features':{'a':" + "9".repeat(2000) + "}}",
                        "number_too_long",
                        "a",
                        "m"),
                json(
                        "a fraction of 2,000 digits",
                        START + "'latency_ms':0." + "3".repeat(2000) + "}",
                        "number_too_long",
                        "latency_ms",
                        "m"),
                json(
                        "a long feature name",
                        START + "'features':{'" + "n".repeat(201) + "':1}}",
                        "name_too_long",
                        "features.nnn",
                        "m"),
                json(
                        "a long nested name",
                        START
                                + "'features':{'"
                                + "n".repeat(150)
                                + "':{'"
                                + "n".repeat(50)
                                + "':1}}}",
                        "name_too_long",
                        "features.nnn",
                        "m"),
                json(
                        "a long metadata name",
                        START + "'metadata':{'" + "n".repeat(201) + "':1}}",
                        "name_too_long",
                        "metadata.nnn",
                        "m"),
                json(
                        "a long id",
                        "{'model':'m','id':'" + "p".repeat(257) + "'}",
                        "name_too_long",
                        "prediction_id",
                        "m"),
                json(
                        "a long model",
                        "{'model':'" + "m".repeat(129) + "'}",
                        "name_too_long",
                        "model_id",
                        null),
                json(
                        "a long version",
                        "{'model':'m','version':'" + "m".repeat(129) + "'}",
                        "name_too_long",
                        "model_version",
                        "m"),
                json(
                        "NUL in an id",
                        "{'model':'m','id':'a\\u0000b'}",
                        "invalid_name",
                        "prediction_id",
                        "m"),
                json("NUL in a model", "{'model':'a\\u0000b'}", "invalid_name", "model_id", null),
                json(
                        "half a pair in a name",
                        START + "'features':{'a\\ud800':1}}",
                        "invalid_name",
                        "features.a",
                        "m"),
                json(
                        "half a pair in a class",
                        START + "'probability':{'\\udc00':1}}",
                        "invalid_name",
                        "prediction_probability",
                        "m"),
                json(
                        "reserved name",
                        START + "'features':{'@error':1}}",
                        "invalid_name",
                        "features.@error",
                        "m"),
                json(
                        "field twice",
                        START + "'latency_ms':1,'latency_ms':1}",
                        "duplicate_key",
                        "latency_ms",
                        "m"),
                json(
                        "null field twice",
                        START + "'variant':null,'variant':'a'}",
                        "duplicate_key",
                        "variant",
                        "m"),
                json(
                        "alias beside its name",
                        START + "'prediction_id':'p'}",
                        "duplicate_key",
                        "prediction_id",
                        "m"),
                json(
                        "unknown field twice",
                        START + "'x':1,'y':2,'x':1}",
                        "duplicate_key",
                        "x is",
                        "m"),
                json(
                        "feature twice",
                        START + "'features':{'a':1,'b':2,'a':1}}",
                        "duplicate_key",
                        "features.a",
                        "m"),
                json(
                        "feature and object",
                        START + "'features':{'a':1,'a':{'b':1}}}",
                        "duplicate_key",
                        "features.a",
                        "m"),
                json(
                        "nested feature twice",
                        START + "'features':{'a':{'b':1,'b':1}}}",
                        "duplicate_key",
                        "features.a.b",
                        "m"),
                json(
                        "two paths alike",
                        START + "'features':{'a.b':1,'a':{'b':1}}}",
                        "duplicate_key",
                        "features.a.b",
                        "m"),
                json(
                        "two paths alike, turned",
                        START + "'features':{'a':{'b':1},'a.b':1}}",
                        "duplicate_key",
                        "features.a.b",
                        "m"),
                json(
                        "class twice",
                        START + "'probability':{'a':1,'a':0}}",
                        "duplicate_key",
                        "prediction_probability.a",
                        "m"),
                json(
                        "metadata twice",
                        START + "'metadata':{'a':1,'a':0}}",
                        "duplicate_key",
                        "metadata.a",
                        "m"),
                json(
                        "one name in two spellings",
                        START + "'metadata':{'a':1,'\\u0061':0}}",
                        "duplicate_key",
                        "metadata.a",
                        "m"),
                json(
                        "a year ahead",
                        START + "'timestamp':'2027-11-21T00:00:00Z'}",
                        "future",
                        "timestamp",
                        "m"),
                json(
                        "a millisecond too far ahead",
                        START + "'timestamp':" + (RECORD_TIME + 300_001) + "}",
                        "future",
                        "timestamp",
                        "m"),
                json(
                        "seconds for milliseconds",
                        START + "'timestamp':1795242852}",
                        "too_old",
                        "timestamp",
                        "m"),
                json(
                        "the year 1999",
                        START + "'timestamp':'1999-12-31T23:59:59Z'}",
                        "too_old",
                        "timestamp",
                        "m"),
                json(
                        "nanoseconds",
                        START + "'timestamp':1795242852000000000}",
                        "bad_timestamp",
                        "timestamp",
                        "m"),
                json(
                        "NaN for a time",
                        START + "'timestamp':NaN}",
                        "bad_timestamp",
                        "timestamp",
                        "m"),
                json(
                        "1e400 for a time",
                        START + "'timestamp':1e400}",
                        "bad_timestamp",
                        "timestamp",
                        "m"),
                json(
                        "30 February",
                        START + "'timestamp':'2026-02-30'}",
                        "bad_timestamp",
                        "timestamp",
                        "m"),
                json(
                        "bad feature time",
                        START + "'feature_timestamps':{'a':'x'}}",
                        "bad_timestamp",
                        "feature_timestamps.a",
                        "m"),
                json(
                        "NaN for a weight",
                        START + "'sample_weight':NaN}",
                        "invalid_value",
                        "sample_weight",
                        "m"),
                json(
                        "array for a value",
                        START + "'features':{'emb':[1]}}",
                        "wrong_type",
                        "features.emb",
                        "m"),
                json(
                        "object for an element",
                        START + "'features':[1,{}]}",
                        "wrong_type",
                        "features[1]",
                        "m"),
                json(
                        "text for a number",
                        START + "'latency_ms':'8'}",
                        "wrong_type",
                        "latency_ms: expected a number, found a string",
                        "m"),
                json("no model", "{'id':'p','prediction':1}", "missing_field", "model_id", null));
    }

    /** Records that are no feedback either, all of model {@code m}. */
    public static List<HostileRecord> allOfFeedback() {
        return List.of(
                record("tombstone", null, "tombstone", "no value", null),
                record("no bytes", new byte[0], "empty", "no bytes", null),
                record("2 MiB", new byte[2 << 20], "too_large", "2097152", null),
                json("mark", "\uFEFF{'id':'p','label':1}", "byte_order_mark", "mark", null),
                record("stray byte", bytes('{', '"', 0xFF), "invalid_utf8", "byte 2", null),
                json("not JSON", "not json at all", "malformed", "not", null),
                json("cut", "{'model':'m','id':'p','lab", "truncated", "byte", "m"),
                json("two objects", "{'model':'m','id':'p','label':1}{}", "trailing_data", "", "m"),
                json("an array", "[]", "not_an_object", "an array", null),
                json(
                        "too deep",
                        "{'model':'m','id':'p','label':1,'x':" + nested(40) + "}",
                        "too_deep",
                        "x is nested",
                        "m"),
                json("no id", "{'model':'m','label':1}", "missing_field", "prediction_id", "m"),
                json("no label", "{'model':'m','id':'p'}", "missing_field", "actual_label", "m"),
                json(
                        "number for an id",
                        "{'model':'m','id':5,'label':1}",
                        "wrong_type",
                        "prediction_id",
                        "m"),
                json(
                        "array for a label",
                        "{'model':'m','id':'p','label':[1]}",
                        "wrong_type",
                        "actual_label",
                        "m"),
                json(
                        "label twice",
                        "{'model':'m','id':'p','label':1,'label':2}",
                        "duplicate_key",
                        "actual_label",
                        "m"),
                json(
                        "NUL in an id",
                        "{'model':'m','id':'a\\u0000b','label':1}",
                        "invalid_name",
                        "prediction_id",
                        "m"),
                json(
                        "a long id",
                        "{'model':'m','id':'" + "p".repeat(257) + "'}",
                        "name_too_long",
                        "prediction_id",
                        "m"),
                json(
                        "30 February",
                        "{'model':'m','id':'p','label':1,'timestamp':'2026-02-30'}",
                        "bad_timestamp",
                        "timestamp",
                        "m"),
                json(
                        "a year ahead",
                        "{'model':'m','id':'p','label':1,'timestamp':'2027-11-21'}",
                        "future",
                        "timestamp",
                        "m"),
                json(
                        "the year 1999",
                        "{'model':'m','id':'p','label':1,'timestamp':'1999-12-31T23:59:59Z'}",
                        "too_old",
                        "timestamp",
                        "m"));
    }

    private static HostileRecord json(
            String name, String json, String reason, String word, String modelId) {
        byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return record(name, value, reason, word, modelId);
    }

    private static HostileRecord record(
            String name, byte[] value, String reason, String word, String modelId) {
        return new HostileRecord(name, value, reason, word, modelId);
    }

    /** An event with these bytes in a text behind its model. */
    private static HostileRecord inText(String name, String reason, int... stray) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes("{\"model\":\"m\",\"variant\":\"".getBytes(StandardCharsets.UTF_8));
        value.writeBytes(bytes(stray));
        value.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return record(name, value.toByteArray(), reason, "byte 24", "m");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    private static byte[] utf16(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    private static String nested(int depth) {
        return "{'a':".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static String many(int count) {
        StringBuilder members = new StringBuilder("'n':0");
        for (int index = 1; index < count; index++) {
            members.append(",'n").append(index).append("':0");
        }
        return members.toString();
    }
}
