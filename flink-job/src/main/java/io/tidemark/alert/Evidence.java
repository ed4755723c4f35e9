/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tidemark.result.Bin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/** The JSON object that shows what a condition rests on; members in the order of the calls. */
final class Evidence {
    private static final int MOST_BINS = 5;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    Evidence() {
        try {
            json = JSON.createGenerator(text);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Evidence number(String name, Double value) {
        return write(
                () -> {
                    json.writeFieldName(name);
                    number(value);
                });
    }

    Evidence integer(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    Evidence text(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    Evidence texts(String name, List<String> values) {
        return write(
                () -> {
                    json.writeArrayFieldStart(name);
                    for (String value : values) {
                        json.writeString(value);
                    }
                    json.writeEndArray();
                });
    }

    /** The bins whose shares have changed most, the largest change first. */
    Evidence topBins(List<Bin> bins) {
        List<Bin> top =
                bins.stream()
                        .filter(bin -> bin.share() != null && bin.baselineShare() != null)
                        .filter(bin -> change(bin) > 0)
                        .sorted(Comparator.comparingDouble(Evidence::change).reversed())
                        .limit(MOST_BINS)
                        .toList();
        return write(
                () -> {
                    json.writeArrayFieldStart("top_bins");
                    for (Bin bin : top) {
                        json.writeStartObject();
                        json.writeStringField("label", bin.label());
                        json.writeNumberField("share", bin.share());
                        json.writeNumberField("baseline_share", bin.baselineShare());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    String toJson() {
        write(
                () -> {
                    json.writeEndObject();
                    json.close();
                });
        return text.toString();
    }

    private void number(Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static double change(Bin bin) {
        return StrictMath.abs(bin.share() - bin.baselineShare());
    }

    private interface Writing {
        void write() throws IOException;
    }

    private Evidence write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
