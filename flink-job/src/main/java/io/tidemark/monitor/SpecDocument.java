/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A spec's text as a tree, with the line of every path and the faults that a tree cannot show:
 * repeated keys, YAML aliases and tags, numbers that are not finite.
 */
final class SpecDocument {

    private static final int LONGEST_TEXT = 1024 * 1024;
    private static final int DEEPEST = 20;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, String> sentences = new LinkedHashMap<>();
    private JsonNode root;

    private SpecDocument() {}

    /**
     * Parses JSON or YAML.
     *
     * @throws InvalidSpec if the text is neither, or holds more than one document
     */
    static SpecDocument parse(String text) throws InvalidSpec {
        if (text.length() > LONGEST_TEXT) {
            throw invalid(0, "is longer than " + LONGEST_TEXT + " characters");
        }
        if (text.isBlank()) {
            throw invalid(0, "is empty; expected at least model_id");
        }
        boolean looksLikeJson = text.stripLeading().startsWith("{");
        if (looksLikeJson) {
            try {
                return read(new JsonFactory().createParser(text));
            } catch (IOException notJson) {
                // a YAML flow mapping begins with a brace too; if that fails, JSON was meant
                try {
                    return read(yamlParser(text));
                } catch (IOException | RuntimeException notYaml) {
                    throw syntaxFault("JSON", notJson);
                }
            }
        }
        try {
            return read(yamlParser(text));
        } catch (IOException | RuntimeException notYaml) {
            // the YAML parser lets exceptions of its own escape on some hostile texts
            throw syntaxFault("YAML", notYaml);
        }
    }

    JsonNode root() {
        return root;
    }

    /** An empty list of faults that knows the lines, plus those found while parsing. */
    SpecFaults faults() {
        SpecFaults faults = new SpecFaults(lines);
        sentences.forEach(faults::add);
        return faults;
    }

    private static YAMLParser yamlParser(String text) throws IOException {
        YAMLParser parser = new YAMLFactory().createParser(new StringReader(text));
        // a category "no" is no boolean
        parser.enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS);
        return parser;
    }

    private static SpecDocument read(JsonParser parser) throws IOException, InvalidSpec {
        try (parser) {
            SpecDocument document = new SpecDocument();
            if (parser.nextToken() == null) {
                throw invalid(0, "is empty; expected at least model_id");
            }
            document.root = document.value(parser, SpecPath.ROOT, 0);
            if (parser.nextToken() != null) {
                throw invalid(line(parser), "expected one document, found a second one");
            }
            return document;
        }
    }

    private JsonNode value(JsonParser parser, String path, int depth)
            throws IOException, InvalidSpec {
        lines.putIfAbsent(path, line(parser));
        if (depth > DEEPEST) {
            throw invalid(line(parser), "is nested deeper than " + DEEPEST + " levels");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            fault(path, "a YAML alias (*" + yaml.getText() + ") is not supported; write it out");
            return nodes.nullNode();
        }
        if (parser.canReadTypeId() && parser.getTypeId() != null) {
            fault(path, "a YAML tag (!" + parser.getTypeId() + ") is not supported; leave it out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, depth);
            case START_ARRAY -> array(parser, path, depth);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue(), path);
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> {
                fault(path, "expected text, a number, true, false, a list or an object");
                yield nodes.nullNode();
            }
        };
    }

    private JsonNode finite(double number, String path) {
        if (Double.isFinite(number)) {
            return nodes.numberNode(number);
        }
        fault(path, "expected a finite number");
        return nodes.numberNode(0);
    }

    private ArrayNode array(JsonParser parser, String path, int depth)
            throws IOException, InvalidSpec {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, SpecPath.index(path, array.size()), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonParser parser, String path, int depth)
            throws IOException, InvalidSpec {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName() == null ? "" : parser.currentName();
            String child = SpecPath.key(path, name);
            if (object.has(name)) {
                fault(
                        child,
                        "the key is given twice, first on line "
                                + lines.getOrDefault(child, 0)
                                + " and again on line "
                                + line(parser));
            }
            lines.putIfAbsent(child, line(parser));
            parser.nextToken();
            JsonNode value = value(parser, child, depth + 1);
            if (!object.has(name)) {
                object.set(name, value);
            }
        }
        return object;
    }

    private void fault(String path, String sentence) {
        sentences.putIfAbsent(path, sentence);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static InvalidSpec syntaxFault(String format, Exception cause) {
        int line = 0;
        String reason = "";
        if (cause instanceof JsonProcessingException syntax) {
            JsonLocation location = syntax.getLocation();
            line = location == null ? 0 : Math.max(0, location.getLineNr());
            reason = ": " + firstLine(syntax.getOriginalMessage());
        }
        return invalid(line, "is not valid " + format + reason);
    }

    private static String firstLine(String message) {
        if (message == null) {
            return "unreadable";
        }
        String line = message.strip().lines().findFirst().orElse("unreadable");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static InvalidSpec invalid(int line, String sentence) {
        return new InvalidSpec(
                List.of(new InvalidSpec.Fault(SpecPath.ROOT, line, "the spec " + sentence)));
    }
}
