/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a prediction record becomes; {@link HostileRecordsTest} has those that are refused. */
class PredictionDecoderTest {
    private static final long RECORD_TIME = Instant.parse("2026-11-21T06:34:12Z").toEpochMilli();

    private final PredictionDecoder decoder =
            new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.live());

    /** JSON with apostrophes for quotes. */
    private PredictionEvent decode(String json) throws RejectedEvent {
        return decoder.decode(
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), RECORD_TIME);
    }

    private PredictionEvent decodeWith(String fields) throws RejectedEvent {
        return decode("{'id':'p','model':'m','prediction':1," + fields + "}");
    }

    @Test
    void decode_everyField_isRead() throws RejectedEvent {
        PredictionEvent event =
                decode(
                        "{'prediction_id':'p-1','model_id':'fare','model_version':'3',"
                                + "'timestamp':'2026-11-21T06:30:00.250+01:00',"
                                + "'features':{'a':1.5,'b':'x','c':true,'d':null},"
                                + "'prediction':'yes','prediction_probability':0.75,"
                                + "'latency_ms':8.5,'status':'ok','variant':'champion',"
                                + "'attributions':{'a':-0.5,'b':null},"
                                + "'feature_timestamps':{'a':'2026-11-21','b':1700000000000.9},"
                                + "'metadata':{'region':'north','gpu':2},'sample_weight':10}");
        assertThat(event.predictionId).isEqualTo("p-1");
        assertThat(event.modelId).isEqualTo("fare");
        assertThat(event.modelVersion).isEqualTo("3");
        assertThat(Instant.ofEpochMilli(event.timestamp))
                .isEqualTo(Instant.parse("2026-11-21T05:30:00.250Z"));
        assertThat(text(event.features))
                .isEqualTo("a:1:1.5:null b:2:0.0:x c:3:1.0:true d:0:0.0:null");
        assertThat(event.predictionKind).isEqualTo(NamedValues.TEXT);
        assertThat(event.predictionText).isEqualTo("yes");
        assertThat(event.probabilityForm).isEqualTo(PredictionEvent.PROBABILITY_NUMBER);
        assertThat(event.probabilities).containsExactly(0.75);
        assertThat(event.latencyMillis).isEqualTo(8.5);
        assertThat(event.isError).isFalse();
        assertThat(event.variant).isEqualTo("champion");
        assertThat(text(event.attributions)).isEqualTo("a:1:-0.5:null b:0:0.0:null");
        assertThat(event.featureTimestamps.numbers[0])
                .isEqualTo((double) Instant.parse("2026-11-21T00:00:00Z").toEpochMilli());
        assertThat(event.featureTimestamps.numbers[1]).isEqualTo(1700000000000.0);
        assertThat(text(event.metadata)).isEqualTo("region:2:0.0:north gpu:1:2.0:null");
        assertThat(event.sampleWeight).isEqualTo(10);
    }

    @Test
    void decode_leastEvent_hasDefaults() throws RejectedEvent {
        PredictionEvent event = decode("{'id':'p','model':'m','prediction':-0.0}");
        assertThat(event.modelVersion).isEqualTo("unversioned");
        assertThat(event.timestamp).isEqualTo(RECORD_TIME);
        assertThat(event.features).isNull();
        assertThat(event.attributions).isNull();
        assertThat(event.featureTimestamps).isNull();
        assertThat(event.metadata).isNull();
        assertThat(event.variant).isNull();
        assertThat(event.errorCode).isNull();
        assertThat(event.latencyMillis).isNaN();
        assertThat(event.sampleWeight).isEqualTo(1);
        assertThat(event.probabilityForm).isEqualTo(PredictionEvent.NO_PROBABILITY);
        assertThat(event.probabilities).isNull();
        assertThat(event.predictionKind).isEqualTo(NamedValues.NUMBER);
        assertThat(Double.doubleToRawLongBits(event.predictionNumber)).isZero();
    }

    @Test
    void decode_aliases_areTheirFields() throws RejectedEvent {
        PredictionEvent event =
                decode(
                        "{'id':'p','model':'m','version':'v','prediction':1,"
                                + "'probability':[0.25,0.75]}");
        assertThat(event.predictionId + event.modelId + event.modelVersion).isEqualTo("pmv");
        assertThat(event.probabilityForm).isEqualTo(PredictionEvent.PROBABILITY_ARRAY);
        assertThat(event.probabilities).containsExactly(0.25, 0.75);
    }

    @Test
    void decode_nestedFeatures_flatten() throws RejectedEvent {
        PredictionEvent event =
                decodeWith("'features':{'a':{'b':1,'c':{'d':'x'}},'e':2,'f':{},'g.h':3}");
        assertThat(text(event.features))
                .isEqualTo("a.b:1:1.0:null a.c.d:2:0.0:x e:1:2.0:null g.h:1:3.0:null");
    }

    @Test
    void decode_arrayFeatures_haveNoNames() throws RejectedEvent {
        PredictionEvent event = decodeWith("'features':[1,'x',false,null,NaN]");
        assertThat(text(event.features))
                .isEqualTo(
                        "null:1:1.0:null null:2:0.0:x null:3:0.0:false null:0:0.0:null"
                                + " null:1:NaN:null");
    }

    @Test
    void decode_pythonTokens_areNumbers() throws RejectedEvent {
        PredictionEvent event =
                decodeWith(
                        "'latency_ms':Infinity,'probability':NaN,'features':{'a':NaN,'b':Infinity,"
                                + "'c':-Infinity,'d':1e400,'e':-1e400,'f':1e-400,'g':-0,'h':-0.0}");
        assertThat(event.features.numbers)
                .startsWith(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        0.0,
                        0.0,
                        0.0);
        assertThat(Double.doubleToRawLongBits(event.features.numbers[7])).isZero();
        assertThat(event.latencyMillis).isInfinite();
        assertThat(event.probabilities[0]).isNaN();
    }

    @Test
    void decode_classProbabilities_areInCodePointOrder() throws RejectedEvent {
        PredictionEvent event =
                decodeWith("'probability':{'low':0.1,'b':0.2,'\uD83D\uDE00':0.3,'\uFF5E':0.4}");
        assertThat(event.probabilityForm).isEqualTo(PredictionEvent.PROBABILITY_OBJECT);
        assertThat(event.probabilityClasses).containsExactly("b", "low", "\uFF5E", "\uD83D\uDE00");
        assertThat(event.probabilities).containsExactly(0.2, 0.1, 0.4, 0.3);
    }

    @Test
    void decode_emptyProbability_isNone() throws RejectedEvent {
        for (String empty : new String[] {"[]", "{}", "null"}) {
            PredictionEvent event = decodeWith("'probability':" + empty);
            assertThat(event.probabilityForm).isEqualTo(PredictionEvent.NO_PROBABILITY);
            assertThat(event.probabilities).isNull();
            assertThat(event.probabilityClasses).isNull();
        }
    }

    @Test
    void decode_error_needsNoPrediction() throws RejectedEvent {
        PredictionEvent event = decode("{'id':'p','model':'m','status':'error','error':503}");
        assertThat(event.isError).isTrue();
        assertThat(event.errorCode).isEqualTo("503");
        assertThat(event.predictionKind).isEqualTo(NamedValues.MISSING);
    }

    @Test
    void decode_errorCodeOfAnAnswer_isDropped() throws RejectedEvent {
        assertThat(decodeWith("'error':'timeout'").errorCode).isNull();
    }

    @Test
    void decode_booleanPrediction_isTextAndNumber() throws RejectedEvent {
        PredictionEvent event = decode("{'id':'p','model':'m','prediction':true}");
        assertThat(event.predictionKind).isEqualTo(NamedValues.BOOLEAN);
        assertThat(event.predictionText).isEqualTo("true");
        assertThat(event.predictionNumber).isEqualTo(1);
    }

    @Test
    void decode_controlCharactersInTexts_areReplaced() throws RejectedEvent {
        PredictionEvent event =
                decodeWith("'features':{'a':'x\\u0000y\\ud800z\\ud83d\\ude00'},'variant':'\\n'");
        assertThat(event.features.texts[0]).isEqualTo("x\uFFFDy\uFFFDz\uD83D\uDE00");
        assertThat(event.variant).isEqualTo("\uFFFD");
    }

    @Test
    void decode_longText_isShortenedAndStaysDistinct() throws RejectedEvent {
        PredictionEvent event =
                decodeWith(
                        "'features':{'a':'"
                                + "x".repeat(300)
                                + "1','b':'"
                                + "x".repeat(300)
                                + "2'}");
        assertThat(event.features.texts[0]).hasSize(256).startsWith("xxx");
        assertThat(event.features.texts[0]).isNotEqualTo(event.features.texts[1]);
    }

    @Test
    void decode_unknownFields_areIgnored() throws RejectedEvent {
        PredictionEvent event =
                decode(
                        "{'trace':{'a':[1,{'b':[]}],'a':2},'id':'p','x':1e999,'model':'m',"
                                + "'prediction':1,'y':null}");
        assertThat(event.predictionId).isEqualTo("p");
    }

    @Test
    void decode_repeatedTexts_areTheSameInstance() throws RejectedEvent {
        for (String text :
                new String[] {"", "x", "seven77", "eight888", "M\u00FCnchen", "z".repeat(31)}) {
            PredictionEvent first =
                    decodeWith("'features':{'city':'" + text + "'},'zz':'padding...'");
            PredictionEvent second =
                    decodeWith("'features':{'city':'" + text + "','k':1},'zz':'padding...'");
            assertThat(first.features.texts[0]).isEqualTo(text);
            assertThat(second.features.texts[0]).isSameAs(first.features.texts[0]);
            assertThat(second.features.names[0]).isSameAs(first.features.names[0]);
            assertThat(second.modelId).isSameAs(first.modelId);
        }
    }

    @Test
    void decode_contentHash_isThatOfTheBytes() throws RejectedEvent {
        long hash = decode("{'id':'p','model':'m','prediction':1}").contentHash;
        assertThat(decode("{'id':'p','model':'m','prediction':1}").contentHash).isEqualTo(hash);
        assertThat(decode("{'id':'p','model':'m','prediction':1 }").contentHash).isNotEqualTo(hash);
    }

    @Test
    void decode_timesAtTheBounds_areAccepted() throws RejectedEvent {
        long latest = RECORD_TIME + 300_000;
        assertThat(decodeWith("'timestamp':" + latest).timestamp).isEqualTo(latest);
        assertThat(decodeWith("'timestamp':'2000-01-01'").timestamp)
                .isEqualTo(EventTimeBounds.YEAR_2000);
    }

    @Test
    void decode_anyTime_takesTimesBefore1970() throws RejectedEvent {
        PredictionDecoder replay =
                new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.any());
        byte[] value =
                "{\"id\":\"p\",\"model\":\"m\",\"prediction\":1,\"timestamp\":-0.5}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(replay.decode(value, PredictionDecoder.NO_TIMESTAMP).timestamp).isEqualTo(-1);
    }

    @Test
    void decode_noTimeAnywhere_isRefused() {
        byte[] value =
                "{\"id\":\"p\",\"model\":\"m\",\"prediction\":1}".getBytes(StandardCharsets.UTF_8);
        PredictionDecoder replay =
                new PredictionDecoder(EventLimits.defaults(), EventTimeBounds.any());
        RejectedEvent rejected =
                catchThrowableOfType(
                        RejectedEvent.class,
                        () -> replay.decode(value, PredictionDecoder.NO_TIMESTAMP));
        assertThat(rejected.reason()).isEqualTo(DeadLetterReason.MISSING_FIELD);
        assertThat(rejected.detail()).isEqualTo("timestamp is missing");
    }

    /** name:kind:number:text of each value. */
    private static String text(NamedValues values) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < values.size; index++) {
            text.append(index == 0 ? "" : " ")
                    .append(values.names[index])
                    .append(':')
                    .append(values.kinds[index])
                    .append(':')
                    .append(values.numbers[index])
                    .append(':')
                    .append(values.texts[index]);
        }
        return text.toString();
    }
}
