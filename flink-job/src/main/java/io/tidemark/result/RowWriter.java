/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes one JSON object in canonical form: members in the order of the calls, times as ISO-8601 in
 * UTC (milliseconds only when there are any), doubles with the fewest digits that read back to the
 * same bits, text without control characters.
 *
 * <p>An undefined number is null: so are NaN and the infinities, which JSON does not have, and
 * minus zero is zero.
 */
public final class RowWriter {
    // Double.toString of JDK 17 is not always the shortest form; this one is, on every JDK
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator json;
    private final List<String> keyColumns;
    private final String[] key;

    RowWriter(List<String> keyColumns) {
        this.keyColumns = keyColumns;
        this.key = new String[keyColumns.size()];
        try {
            json = JSON.createGenerator(text);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes text; null is null. */
    public RowWriter text(String name, String value) {
        String safe = value == null ? null : SafeText.of(value);
        remember(name, safe);
        return write(name, () -> json.writeString(safe));
    }

    /** Writes a point in time given in epoch milliseconds; null is null. */
    public RowWriter time(String name, Long epochMillis) {
        return text(name, epochMillis == null ? null : isoTime(epochMillis));
    }

    /** Writes an integer; null is null. */
    public RowWriter integer(String name, Long value) {
        remember(name, String.valueOf(value));
        return write(
                name,
                () -> {
                    if (value == null) {
                        json.writeNull();
                    } else {
                        json.writeNumber(value.longValue());
                    }
                });
    }

    /** Writes a number; null, NaN and the infinities are null. */
    public RowWriter number(String name, Double value) {
        return write(name, () -> writeDouble(value));
    }

    /** Writes true, false or null. */
    public RowWriter bool(String name, Boolean value) {
        return write(
                name,
                () -> {
                    if (value == null) {
                        json.writeNull();
                    } else {
                        json.writeBoolean(value);
                    }
                });
    }

    /** Writes an array of texts. */
    public RowWriter texts(String name, List<String> values) {
        return write(
                name,
                () -> {
                    json.writeStartArray();
                    for (String value : values) {
                        json.writeString(SafeText.of(value));
                    }
                    json.writeEndArray();
                });
    }

    /** Writes an array of objects, each by its own writer. */
    <T> RowWriter objects(String name, List<T> values, ObjectBody<T> body) {
        return write(
                name,
                () -> {
                    json.writeStartArray();
                    for (T value : values) {
                        json.writeStartObject();
                        body.write(this, value);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** Writes a nested object. */
    <T> RowWriter object(String name, T value, ObjectBody<T> body) {
        return write(
                name,
                () -> {
                    json.writeStartObject();
                    body.write(this, value);
                    json.writeEndObject();
                });
    }

    /** Writes given JSON text, brought into canonical form; null is null. */
    public RowWriter json(String name, String value) {
        return write(
                name,
                () -> {
                    if (value == null) {
                        json.writeNull();
                    } else {
                        copy(value);
                    }
                });
    }

    /** The members of one nested object. */
    @FunctionalInterface
    interface ObjectBody<T> {
        void write(RowWriter out, T value);
    }

    /** The finished object. */
    String finish() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The key as a JSON array of texts: unambiguous, and a total order for sorting. */
    String key() {
        StringWriter out = new StringWriter(128);
        try (JsonGenerator array = JSON.createGenerator(out)) {
            array.writeArray(key, 0, key.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static String isoTime(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    private void remember(String name, String value) {
        int place = keyColumns.indexOf(name);
        if (place >= 0) {
            key[place] = value;
        }
    }

    @FunctionalInterface
    private interface Body {
        void write() throws IOException;
    }

    private RowWriter write(String name, Body body) {
        try {
            json.writeFieldName(name);
            body.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private void writeDouble(Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value + 0.0);
        }
    }

    private void copy(String value) throws IOException {
        try (JsonParser in = JSON.createParser(value)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> json.writeFieldName(SafeText.of(in.currentName()));
                    case VALUE_STRING -> json.writeString(SafeText.of(in.getText()));
                    case VALUE_NUMBER_FLOAT -> writeDouble(in.getDoubleValue());
                    default -> json.copyCurrentEvent(in);
                }
            }
        }
    }
}
