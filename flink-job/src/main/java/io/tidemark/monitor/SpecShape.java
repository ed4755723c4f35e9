/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The published JSON Schema, applied. Each of its nodes has a {@code title} that says what is
 * expected there, so a fault reads "expected TITLE, found VALUE".
 */
final class SpecShape {

    static final String RESOURCE = "/schema/monitor.schema.json";

    private final JsonNode source;
    private final JsonSchema schema;

    SpecShape() {
        try (InputStream resource = SpecShape.class.getResourceAsStream(RESOURCE)) {
            source = new ObjectMapper().readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(source);
    }

    void check(JsonNode document, SpecFaults faults) {
        for (ValidationMessage message : schema.validate(document)) {
            String path = path(message.getInstanceLocation());
            switch (message.getType()) {
                case "required" ->
                        faults.add(
                                SpecPath.key(path, message.getProperty()),
                                "is required, but absent");
                case "additionalProperties" -> {
                    String key = message.getProperty();
                    faults.add(
                            SpecPath.key(path, key),
                            "unknown key" + Texts.suggestion(key, knownKeys(message)));
                }
                default -> faults.add(path, expectation(message));
            }
        }
    }

    private String expectation(ValidationMessage message) {
        JsonNode found = message.getInstanceNode();
        String title = owner(message).path("title").asText("something else");
        String suggestion = "";
        if (message.getType().equals("enum") && found.isTextual()) {
            List<String> allowed = new ArrayList<>();
            message.getSchemaNode().forEach(value -> allowed.add(value.asText()));
            suggestion = Texts.suggestion(found.asText(), allowed);
        }
        return "expected " + title + ", found " + show(found) + suggestion;
    }

    private List<String> knownKeys(ValidationMessage message) {
        List<String> keys = new ArrayList<>();
        owner(message).path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The node of the schema to which the keyword belongs that was not met. */
    private JsonNode owner(ValidationMessage message) {
        String location = message.getSchemaLocation().toString();
        String keyword = location.substring(location.indexOf('#') + 1);
        return source.at(keyword.substring(0, Math.max(0, keyword.lastIndexOf('/'))));
    }

    private static String path(JsonNodePath location) {
        String path = SpecPath.ROOT;
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            path =
                    element instanceof Integer index
                            ? SpecPath.index(path, index)
                            : SpecPath.key(path, element.toString());
        }
        return path;
    }

    private static String show(JsonNode found) {
        return switch (found.getNodeType()) {
            case STRING -> Texts.quote(found.asText());
            case NUMBER, BOOLEAN -> shorten(found.asText());
            case NULL -> "nothing";
            case ARRAY -> found.isEmpty() ? "an empty list" : "a list of " + found.size();
            default -> "an object";
        };
    }

    private static String shorten(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "..." : text;
    }
}
