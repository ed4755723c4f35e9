/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Jackson's streaming parser as it comes, without a tree and without a check: the numbers and texts
 * of an event into two arrays. It is the yardstick, so it is not to be made faster.
 */
final class YardstickDecoder implements RecordDecoder<ParsedEvent> {
    private static final long serialVersionUID = 1L;

    private transient JsonFactory factory;
    private transient Map<String, Integer> places;

    @Override
    public void open() {
        factory = new JsonFactory();
        places = new HashMap<>();
        List<String> features = EventGenerator.features();
        for (int place = 0; place < features.size(); place++) {
            places.put(features.get(place), place);
        }
    }

    @Override
    public ParsedEvent prediction(byte[] record, long recordTimestamp) throws IOException {
        ParsedEvent event = new ParsedEvent(places.size());
        try (JsonParser parser = factory.createParser(record)) {
            parser.nextToken();
            String name;
            while ((name = parser.nextFieldName()) != null) {
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "prediction_id" -> event.predictionId = parser.getText();
                    case "model_id" -> event.modelId = parser.getText();
                    case "model_version" -> event.modelVersion = parser.getText();
                    case "timestamp" -> event.timestamp = parser.getLongValue();
                    case "prediction" -> event.prediction = parser.getDoubleValue();
                    case "prediction_probability" -> event.probability = parser.getDoubleValue();
                    case "latency_ms" -> event.latencyMillis = parser.getDoubleValue();
                    case "features" -> features(parser, event);
                    default -> throw new IOException("unexpected " + name + ": " + token);
                }
            }
        }
        return event;
    }

    private void features(JsonParser parser, ParsedEvent event) throws IOException {
        String name;
        while ((name = parser.nextFieldName()) != null) {
            int place = places.get(name);
            JsonToken token = parser.nextToken();
            if (token.isNumeric()) {
                event.numbers[place] = parser.getDoubleValue();
            } else if (token == JsonToken.VALUE_STRING) {
                event.texts[place] = parser.getText();
            } else {
                event.numbers[place] = Double.NaN;
            }
        }
    }

    @Override
    public ParsedEvent label(byte[] record, long recordTimestamp) {
        throw new UnsupportedOperationException("the yardstick reads predictions only");
    }
}
