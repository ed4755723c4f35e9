/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Seeded damage: whatever the bytes, a decoder answers or refuses, and does not remember. */
class DecoderFuzzTest {
    private static final long SEED = 20261121;
    private static final int MUTANTS = 40_000;
    private static final String[] EVENTS = {
        "{'prediction_id':'p-0001','model_id':'fare','model_version':'3','timestamp':"
                + "'2026-11-21T06:34:12.345Z','features':{'a':1.25,'b':'text','c':true,'d':null,"
                + "'e':{'f':-3e-7,'g':{'h':'M\u00FCnchen'}}},'prediction':12,'latency_ms':8.25,"
                + "'prediction_probability':{'no':0.25,'yes':0.75},'status':'ok','variant':'a',"
                + "'attributions':{'a':0.5},'feature_timestamps':{'a':1763706852345},"
                + "'metadata':{'region':'n\\u00f6rd','gpu':2},'sample_weight':10,'x':[1,{'y':[]}]}",
        "{'id':'p','model':'m','features':[1,NaN,-Infinity,'\uD83D\uDE00',null],"
                + "'status':'error','error':503,'probability':[0.5,0.5],'timestamp':1763706852345}",
        "{'id':'p','label':'yes','timestamp':'2026-11-21 06:34:12','model':'m','value':12.5,"
                + "'label_name':'click'}"
    };

    @Test
    void decode_mutatedBytes_throwsNothingButRejectedEvent() {
        System.out.println("DecoderFuzzTest seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        PredictionDecoder predictions =
                new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.live());
        FeedbackDecoder feedback =
                new FeedbackDecoder(EventLimits.defaults(), EventTimeBounds.live());
        Map<DeadLetterReason, Integer> reasons = new EnumMap<>(DeadLetterReason.class);
        int accepted = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            byte[] value = mutate(bytes(EVENTS[mutant % EVENTS.length]), random);
            try {
                if (mutant % EVENTS.length == 2) {
                    feedback.decode(value, 1_795_242_852_000L);
                } else {
                    predictions.decode(value, 1_795_242_852_000L);
                }
                accepted++;
            } catch (RejectedEvent rejected) {
                reasons.merge(rejected.reason(), 1, Integer::sum);
            }
        }
        System.out.println("accepted " + accepted + ", refused " + reasons);
        assertThat(accepted).isBetween(MUTANTS / 100, MUTANTS);
        assertThat(reasons.size()).isGreaterThan(10);
    }

    /**
     * The caches must not leak from one record into another: a used decoder and a new one agree.
     */
    @Test
    void decode_mutatedBytes_sameAsAFreshDecoderAndATree() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        ObjectMapper tree =
                new ObjectMapper(
                        JsonFactory.builder()
                                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build());
        EventLimits limits = EventLimits.defaults();
        PredictionDecoder used = new PredictionDecoder(limits, EventTimeBounds.any());
        int compared = 0;
        for (int mutant = 0; mutant < MUTANTS / 20; mutant++) {
            byte[] value = mutate(bytes(EVENTS[0]), random);
            PredictionDecoder fresh = new PredictionDecoder(limits, EventTimeBounds.any());
            String seen = answer(used, value);
            assertThat(seen).isEqualTo(answer(fresh, value));
            if (!seen.startsWith("refused")) {
                JsonNode node = tree.readTree(value);
                PredictionEvent event = decode(used, value);
                assertThat(event.predictionId).isEqualTo(node.get("prediction_id").asText());
                compared += compare(event.features, "", node.path("features"), 0);
                compared += compare(event.metadata, "", node.path("metadata"), 0);
            }
        }
        System.out.println("values compared with a tree: " + compared);
        assertThat(compared).isGreaterThan(1000);
    }

    private static int compare(NamedValues values, String prefix, JsonNode object, int compared) {
        int count = compared;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String path = prefix + member.getKey();
            JsonNode node = member.getValue();
            if (node.isObject()) {
                count = compare(values, path + '.', node, count);
                continue;
            }
            int index = values.indexOf(path);
            assertThat(index).as(path).isNotNegative();
            if (node.isNumber()) {
                assertThat(values.numbers[index]).isEqualTo(node.doubleValue() + 0.0);
            } else if (node.isTextual()) {
                assertThat(values.texts[index]).isEqualTo(CleanText.of(node.textValue(), 256));
            } else {
                assertThat(values.texts[index]).isEqualTo(node.isNull() ? null : node.asText());
            }
            count++;
        }
        return count;
    }

    private static PredictionEvent decode(PredictionDecoder decoder, byte[] value) {
        try {
            return decoder.decode(value, 0);
        } catch (RejectedEvent rejected) {
            throw new AssertionError(rejected);
        }
    }

    private static String answer(PredictionDecoder decoder, byte[] value) {
        try {
            PredictionEvent event = decoder.decode(value, 0);
            return event.predictionId
                    + event.modelId
                    + event.modelVersion
                    + event.timestamp
                    + event.predictionNumber
                    + event.predictionText
                    + event.contentHash
                    + (event.features == null ? "" : text(event.features));
        } catch (RejectedEvent rejected) {
            return "refused " + rejected.getMessage() + rejected.modelId();
        }
    }

    private static String text(NamedValues values) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < values.size; index++) {
            text.append(values.names[index]).append(values.kinds[index]);
            text.append(values.numbers[index]).append(values.texts[index]);
        }
        return text.toString();
    }

    private static byte[] mutate(byte[] value, SplittableRandom random) {
        byte[] mutant = value;
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes && mutant.length > 0; change++) {
            int place = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[place] = (byte) random.nextInt(256);
                case 1 -> mutant[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant = Arrays.copyOf(mutant, place);
                case 3 -> mutant = splice(mutant, place, place + random.nextInt(8), new byte[0]);
                case 4 -> mutant = splice(mutant, place, place, token(random));
                default -> {
                    int from = random.nextInt(mutant.length);
                    int to = Math.min(mutant.length, from + random.nextInt(40));
                    mutant = splice(mutant, place, place, Arrays.copyOfRange(mutant, from, to));
                }
            }
        }
        return mutant;
    }

    private static byte[] token(SplittableRandom random) {
        String[] tokens = {
            "\"", "{", "}", "[", "]", ",", ":", "null", "NaN", "-", "1e400", "\\u0000", "\\ud800",
            "9", "\u0000", "\u20AC", " ", ".", "e", "\"a\":", "'", "\\"
        };
        return tokens[random.nextInt(tokens.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] value, int from, int to, byte[] insert) {
        int end = Math.min(to, value.length);
        byte[] result = new byte[from + insert.length + value.length - end];
        System.arraycopy(value, 0, result, 0, from);
        System.arraycopy(insert, 0, result, from, insert.length);
        System.arraycopy(value, end, result, from + insert.length, value.length - end);
        return result;
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
