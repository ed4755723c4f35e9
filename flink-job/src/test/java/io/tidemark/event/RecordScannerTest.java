/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.testing.HostileRecord;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** With the scanner in front, a decoder says exactly what Jackson alone says, of any bytes. */
class RecordScannerTest {
    private static final long SEED = 20261121;
    private static final int RECORDS = 70_000;
    private static final long RECORD_TIME = HostileRecord.RECORD_TIME;

    private final EventLimits limits = new EventLimits(1024 * 1024, 5, 60, 40, 256);
    private final RecordReader scanning = new RecordReader(limits);
    private final RecordReader parsing = new RecordReader(limits, false);
    private final EventTimeBounds bounds = EventTimeBounds.live();
    private final PredictionDecoder scanned = new PredictionDecoder(scanning, bounds);
    private final PredictionDecoder parsed = new PredictionDecoder(parsing, bounds);

    @Test
    void decode_generatedRecords_asJacksonAlone() throws IllegalAccessException {
        GeneratedRecords records = new GeneratedRecords(SEED);
        int accepted = 0;
        int withoutJackson = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = records.next();
            if (i % 3 == 0) {
                value = records.damage(value);
            }
            String expected = answer(parsed, value);
            assertThat(answer(scanned, value)).as("record %d", i).isEqualTo(expected);
            accepted += expected.startsWith("refused") ? 0 : 1;
            withoutJackson += scanning.isScanned() ? 1 : 0;
        }
        System.out.println(
                "RecordScannerTest seed %d: %d accepted, %d read without Jackson"
                        .formatted(SEED, accepted, withoutJackson));
        assertThat(parsing.isScanned()).isFalse();
        assertThat(accepted).isBetween(RECORDS / 10, RECORDS * 9 / 10);
        assertThat(withoutJackson).isGreaterThan(RECORDS / 10);
    }

    @Test
    void decode_generatedFeedback_asJacksonAlone() throws IllegalAccessException {
        FeedbackDecoder one = new FeedbackDecoder(scanning, bounds);
        FeedbackDecoder other = new FeedbackDecoder(parsing, bounds);
        GeneratedRecords records = new GeneratedRecords(SEED + 1);
        String[] labels = {"1", "0.25", "\"yes\"", "true", "null", "\"\\u0041\"", "[1]"};
        for (int i = 0; i < 20_000; i++) {
            String label = labels[i % labels.length];
            byte[] value =
                    ("{\"id\":\"p"
                                    + i
                                    + "\", \"label\": "
                                    + label
                                    + ",\"timestamp\":1763706852345}")
                            .getBytes(StandardCharsets.UTF_8);
            if (i % 2 == 0) {
                value = records.damage(value);
            }
            assertThat(answer(one, value)).as("record %d", i).isEqualTo(answer(other, value));
        }
    }

    @Test
    void decode_hostileRecords_asJacksonAlone() throws IllegalAccessException {
        PredictionDecoder one = new PredictionDecoder(EventLimits.defaults(), bounds);
        RecordReader reader = new RecordReader(EventLimits.defaults(), false);
        PredictionDecoder other = new PredictionDecoder(reader, bounds);
        for (HostileRecord hostile : HostileRecord.all()) {
            String expected = answer(other, hostile.value());
            assertThat(expected).startsWith("refused " + hostile.reason());
            assertThat(answer(one, hostile.value())).as(hostile.name()).isEqualTo(expected);
        }
    }

    @Test
    void decode_plainRecord_isScanned() throws RejectedEvent {
        String plain =
                " {'zone' : {'a':[1,{}]}, 'model_id':'m','id':'p','features':{'a' : 1.5, 'b':NaN,\n"
                        + "'stra\u00DFe':{'c':'M\u00FCnchen','d':null}},'prediction':true} ";
        for (int round = 0; round < 3; round++) {
            PredictionEvent event = scanned.decode(bytes(plain), RECORD_TIME);
            assertThat(scanning.isScanned()).isTrue();
            assertThat(event.features.names).startsWith("a", "b", "stra\u00DFe.c", "stra\u00DFe.d");
            assertThat(event.features.numbers).startsWith(1.5, Double.NaN);
            assertThat(event.features.texts[2]).isEqualTo("M\u00FCnchen");
        }
    }

    @Test
    void decode_oddRecord_isParsed() throws RejectedEvent {
        String[] odd = {
            "{'id':'p','model':'m','prediction':'a\\u0041'}",
            "{'id':'p','model':'m','prediction':1e400}",
            "{'id':'p','model':'m','pr\\u0065diction':1}"
        };
        for (String each : odd) {
            assertThat(scanned.decode(bytes(each), RECORD_TIME).predictionId).isEqualTo("p");
            assertThat(scanning.isScanned()).as(each).isFalse();
        }
    }

    /** What the reader catches for safety's sake never happens. */
    @Test
    void next_damagedRecords_throwsOddRecordOrNothing() {
        GeneratedRecords records = new GeneratedRecords(SEED + 2);
        SplittableRandom random = new SplittableRandom(SEED + 2);
        RecordScanner scanner = new RecordScanner();
        TextDictionary texts = new TextDictionary();
        int odd = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] value = records.damage(records.next());
            if (i % 2 == 0) {
                value = Arrays.copyOf(value, random.nextInt(value.length + 1));
            }
            scanner.begin(value);
            try {
                walk(scanner, texts, random);
            } catch (IOException expected) {
                assertThat(expected).isSameAs(OddRecord.INSTANCE);
                odd++;
            }
        }
        assertThat(odd).isBetween(10_000, 19_900);
    }

    private static void walk(RecordScanner scanner, TextDictionary texts, SplittableRandom random)
            throws IOException {
        JsonToken token;
        while ((token = scanner.next()) != null) {
            if (token == JsonToken.VALUE_STRING) {
                switch (random.nextInt(4)) {
                    case 0 -> assertThat(scanner.text()).isNotNull();
                    case 1 -> assertThat(scanner.text(texts)).isNotNull();
                    case 2 -> scanner.isoTimestamp();
                    default -> {
                        continue;
                    }
                }
            } else if (token.isNumeric()) {
                assertThat(scanner.text()).isNotEmpty();
            }
        }
    }

    private static String answer(PredictionDecoder decoder, byte[] value)
            throws IllegalAccessException {
        try {
            return describe(decoder.decode(value, RECORD_TIME));
        } catch (RejectedEvent rejected) {
            return "refused " + rejected.getMessage() + rejected.modelId();
        }
    }

    private static String answer(FeedbackDecoder decoder, byte[] value)
            throws IllegalAccessException {
        try {
            return describe(decoder.decode(value, RECORD_TIME));
        } catch (RejectedEvent rejected) {
            return "refused " + rejected.getMessage() + rejected.modelId();
        }
    }

    /** Every field of an event, doubles by their bits. */
    private static String describe(Object event) throws IllegalAccessException {
        StringBuilder text = new StringBuilder();
        for (Field field : event.getClass().getFields()) {
            Object content = field.get(event);
            text.append(field.getName()).append('=');
            if (content instanceof Double number) {
                text.append(Double.doubleToRawLongBits(number));
            } else if (content instanceof double[] numbers) {
                for (double number : numbers) {
                    text.append(Double.doubleToRawLongBits(number)).append(' ');
                }
            } else if (content instanceof Object[] objects) {
                text.append(Arrays.toString(objects));
            } else if (content instanceof NamedValues values) {
                text.append(describe(values, values.size));
            } else {
                text.append(content);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String describe(NamedValues values, int size) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            text.append(values.names[i]).append(' ').append(values.kinds[i]).append(' ');
            text.append(Double.doubleToRawLongBits(values.numbers[i]));
            text.append(' ').append(values.texts[i]).append(';');
        }
        return text.toString();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
