/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.testing.HostileRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are no predictions, each with its reason, the words of its detail and its model. */
class HostileRecordsTest {
    private static final long RECORD_TIME = HostileRecord.RECORD_TIME;
    private static final String START = "{'id':'p','model':'m','prediction':1,";

    private final PredictionDecoder decoder =
            new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.live());

    static Stream<Arguments> records() {
        return HostileRecord.all().stream()
                .map(
                        each ->
                                Arguments.of(
                                        each.name(),
                                        each.value(),
                                        each.reason(),
                                        each.word(),
                                        each.modelId()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void decode_hostileRecord_saysWhy(
            String name, byte[] value, String reason, String word, String modelId) {
        RejectedEvent rejected = refused(value);
        assertThat(rejected.reason().code()).isEqualTo(reason);
        assertThat(rejected.detail()).contains(word);
        assertThat(rejected.detail().length()).isLessThanOrEqualTo(500);
        assertThat(CleanText.isClean(rejected.detail())).isTrue();
        assertThat(rejected.modelId()).isEqualTo(modelId);
        assertThat(rejected.getStackTrace()).isEmpty();
    }

    @Test
    void decode_everyPrefixOfAnEvent_isTruncated() {
        String whole =
                "{'id':'p','model':'m','timestamp':'2026-11-21T06:34:12Z','features':{'a':-1.5e-3,"
                        + "'b':'x\\u0041','c':true,'d':null,'e':NaN,'f':{'g':-Infinity}},"
                        + "'prediction':false,'probability':[0.5],'x':{'y':[1,{}]}}";
        byte[] value = whole.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < value.length; length++) {
            RejectedEvent rejected = refused(Arrays.copyOf(value, length));
            assertThat(rejected.reason())
                    .as("the first %d bytes", length)
                    .isEqualTo(DeadLetterReason.TRUNCATED);
        }
    }

    @Test
    void decode_afterHostileRecords_readsAsBefore() throws RejectedEvent {
        records().forEach(record -> refused((byte[]) record.get()[1]));
        byte[] value =
                (START + "'features':{'a':{'b':1},'c':2}}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
        PredictionEvent event = decoder.decode(value, RECORD_TIME);
        assertThat(event.features.names).startsWith("a.b", "c");
    }

    /** Half a surrogate pair as an unknown field's name is ignored, and not stumbled over later. */
    @Test
    void decode_strangeUnknownName_isForgotten() throws RejectedEvent {
        byte[] strange =
                "{\"\\ud800\":1,\"id\":\"p\",\"model\":\"m\",\"prediction\":1}"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] usual =
                "{\"id\":\"p\",\"model\":\"m\",\"prediction\":1}".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3; round++) {
            assertThat(decoder.decode(strange, RECORD_TIME).modelId).isEqualTo("m");
            assertThat(decoder.decode(usual, RECORD_TIME).modelId).isEqualTo("m");
        }
    }

    @Test
    void of_rejectedRecord_keepsItsBytesUpToTheLimit() {
        byte[] value = "not json".getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = DeadLetter.of(refused(value), null, value, 3).from("t", 1, 2, 3);
        assertThat(letter.reason).isEqualTo("malformed");
        assertThat(letter.value).hasSize(3);
        assertThat(letter.originalSize).isEqualTo(8);
        assertThat(letter.isTruncated()).isTrue();
        assertThat(Arrival.of(letter, 3).timestamp()).isEqualTo(3);
        DeadLetter tombstone = DeadLetter.of(refused(null), null, null, 3);
        assertThat(tombstone.value).isNull();
        assertThat(tombstone.isTruncated()).isFalse();
    }

    private RejectedEvent refused(byte[] value) {
        return catchThrowableOfType(RejectedEvent.class, () -> decoder.decode(value, RECORD_TIME));
    }
}
