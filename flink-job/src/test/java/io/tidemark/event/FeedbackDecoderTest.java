/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a feedback record becomes. */
class FeedbackDecoderTest {
    private static final long RECORD_TIME = Instant.parse("2026-11-21T06:34:12Z").toEpochMilli();

    private final FeedbackDecoder decoder =
            new FeedbackDecoder(EventLimits.defaults(), EventTimeBounds.live());

    private FeedbackEvent decode(String json) throws RejectedEvent {
        return decoder.decode(
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), RECORD_TIME);
    }

    @Test
    void decode_everyField_isRead() throws RejectedEvent {
        FeedbackEvent event =
                decode(
                        "{'prediction_id':'p','model_id':'m','actual_label':'yes',"
                                + "'timestamp':'2026-11-20 06:00:00','label_name':'click',"
                                + "'value':12.5,'model_version':'ignored'}");
        assertThat(event.predictionId).isEqualTo("p");
        assertThat(event.modelId).isEqualTo("m");
        assertThat(event.labelName).isEqualTo("click");
        assertThat(event.labelKind).isEqualTo(NamedValues.TEXT);
        assertThat(event.labelText).isEqualTo("yes");
        assertThat(event.value).isEqualTo(12.5);
        assertThat(Instant.ofEpochMilli(event.timestamp))
                .isEqualTo(Instant.parse("2026-11-20T06:00:00Z"));
    }

    @Test
    void decode_leastEvent_hasDefaults() throws RejectedEvent {
        FeedbackEvent event = decode("{'id':'p','label':NaN}");
        assertThat(event.modelId).isNull();
        assertThat(event.labelName).isEqualTo("label");
        assertThat(event.timestamp).isEqualTo(RECORD_TIME);
        assertThat(event.labelKind).isEqualTo(NamedValues.NUMBER);
        assertThat(event.labelNumber).isNaN();
        assertThat(event.labelText).isNull();
        assertThat(event.value).isNaN();
    }

    @Test
    void decode_booleanLabel_isTextAndNumber() throws RejectedEvent {
        FeedbackEvent event = decode("{'id':'p','label':false}");
        assertThat(event.labelKind).isEqualTo(NamedValues.BOOLEAN);
        assertThat(event.labelText).isEqualTo("false");
        assertThat(event.labelNumber).isZero();
    }

    @Test
    void decode_labelOfTheFuture_namesTheModel() {
        RejectedEvent rejected =
                catchThrowableOfType(
                        RejectedEvent.class,
                        () -> decode("{'id':'p','model':'m','label':1,'timestamp':'2027-01-01'}"));
        assertThat(rejected.reason()).isEqualTo(DeadLetterReason.FUTURE);
        assertThat(rejected.modelId()).isEqualTo("m");
    }
}
