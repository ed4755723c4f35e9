/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published schemas and the decoders agree about every example. */
class EventSchemaTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private interface Decoding {
        void decode(byte[] value) throws RejectedEvent;
    }

    @TestFactory
    Stream<DynamicTest> prediction_example_schemaAndDecoderAgree() {
        PredictionDecoder decoder =
                new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.any());
        return agreement("prediction", value -> decoder.decode(value, 0));
    }

    @TestFactory
    Stream<DynamicTest> feedback_example_schemaAndDecoderAgree() {
        FeedbackDecoder decoder =
                new FeedbackDecoder(EventLimits.defaults(), EventTimeBounds.any());
        return agreement("feedback", value -> decoder.decode(value, 0));
    }

    @Test
    void schema_itsOwnExamples_areValid() {
        for (String kind : new String[] {"prediction", "feedback"}) {
            JsonNode schema = read("/schema/" + kind + "-event.schema.json");
            assertThat(schema.get("examples")).isNotEmpty();
            for (JsonNode example : schema.get("examples")) {
                assertThat(schema(kind).validate(example)).isEmpty();
            }
        }
    }

    @Test
    void schema_everyField_isDescribed() {
        for (String kind : new String[] {"prediction", "feedback"}) {
            JsonNode schema = read("/schema/" + kind + "-event.schema.json");
            assertThat(schema.get("$schema").asText()).contains("2020-12");
            for (JsonNode property : schema.get("properties")) {
                assertThat(property.get("description").asText()).isNotBlank();
            }
        }
    }

    private static Stream<DynamicTest> agreement(String kind, Decoding decoding) {
        JsonNode examples = read("/event/" + kind + "-examples.json");
        JsonSchema schema = schema(kind);
        return Stream.concat(
                stream(examples.get("valid"))
                        .map(
                                example ->
                                        dynamicTest(
                                                example.get("name").asText(),
                                                () -> check(example, schema, decoding))),
                stream(examples.get("invalid"))
                        .map(
                                example ->
                                        dynamicTest(
                                                example.get("name").asText(),
                                                () -> check(example, schema, decoding))));
    }

    private static void check(JsonNode example, JsonSchema schema, Decoding decoding) {
        JsonNode event = example.get("event");
        String expected = example.path("reason").asText(null);
        assertThat(schema.validate(event).isEmpty()).isEqualTo(expected == null);
        String reason = null;
        try {
            decoding.decode(event.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RejectedEvent rejected) {
            reason = rejected.reason().code();
        }
        assertThat(reason).isEqualTo(expected);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonSchema schema(String kind) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(read("/schema/" + kind + "-event.schema.json"));
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = EventSchemaTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
