/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.Arrival;
import io.tidemark.event.DeadLetter;
import io.tidemark.event.EventLimits;
import io.tidemark.event.EventTimeBounds;
import io.tidemark.result.AlertEvent;
import io.tidemark.testing.RealKafka;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaEndpointsIT {
    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();

    private static final long TIME = 1_795_219_200_000L; // 2026-11-21T00:00:00Z
    private static final String PREDICTION =
            "{\"prediction_id\":\"p1\",\"model_id\":\"fare\",\"prediction\":3.5,\"features\":{\"km\":2}}";

    @Test
    void predictions_goodAndBadRecords_eachGivesOneArrival() throws Exception {
        String topic = KAFKA.newTopic("predictions", 1);
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) '[');
        send(topic, "k0", PREDICTION.getBytes(UTF_8));
        send(topic, "k1", "{\"prediction_id\":".getBytes(UTF_8));
        send(topic, null, null);
        send(topic, "k3", large);
        send(topic, "k4", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        KAFKA.flush();

        List<Arrival> arrivals =
                read(
                        endpoints()
                                .predictions(
                                        topic, EventLimits.defaults(), EventTimeBounds.live()));

        assertThat(arrivals).hasSize(5);
        Arrival good = arrivals.get(0);
        assertThat(good.prediction.predictionId).isEqualTo("p1");
        assertThat(good.timestamp()).isEqualTo(TIME);
        assertThat(good.recordTimestamp).isEqualTo(TIME);
        for (int offset = 1; offset < 5; offset++) {
            DeadLetter letter = arrivals.get(offset).deadLetter;
            assertThat(letter.topic).isEqualTo(topic);
            assertThat(letter.partition).isZero();
            assertThat(letter.offset).isEqualTo(offset);
            assertThat(letter.recordTimestamp).isEqualTo(TIME);
            assertThat(letter.reason).isNotBlank();
        }
        assertThat(arrivals.get(1).deadLetter.key).isEqualTo("k1".getBytes(UTF_8));
        assertThat(arrivals.get(2).deadLetter.value).isNull();
        assertThat(arrivals.get(3).deadLetter.value)
                .isEqualTo(Arrays.copyOf(large, DeadLetter.DEFAULT_VALUE_LIMIT));
        assertThat(arrivals.get(3).deadLetter.originalSize).isEqualTo(large.length);
    }

    @Test
    void feedback_record_isRead() throws Exception {
        String topic = KAFKA.newTopic("feedback", 1);
        String feedback = "{\"prediction_id\":\"p1\",\"label\":4,\"timestamp\":" + TIME + "}";
        send(topic, "k", feedback.getBytes(UTF_8));
        KAFKA.flush();
        List<Arrival> arrivals =
                read(endpoints().feedback(topic, EventLimits.defaults(), EventTimeBounds.live()));
        assertThat(arrivals).hasSize(1);
        assertThat(arrivals.get(0).feedback.labelNumber).isEqualTo(4.0);
    }

    @Test
    void deadLetters_throughTheBroker_keepBytesAndOrigin() throws Exception {
        String in = KAFKA.newTopic("predictions", 1);
        String out = KAFKA.newTopic("dead-letters", 1);
        byte[] broken = {'n', 'o', (byte) 0xfe, 0, 'x'};
        byte[] large = new byte[200_000];
        send(in, "key", broken);
        KAFKA.send(new ProducerRecord<>(in, 0, TIME, large, large));
        KAFKA.flush();

        StreamExecutionEnvironment flink = flink();
        flink.fromSource(
                        endpoints().predictions(in, EventLimits.defaults(), EventTimeBounds.live()),
                        WatermarkStrategy.noWatermarks(),
                        "in")
                .filter(new IsDeadLetter())
                .map(new ToDeadLetter())
                .sinkTo(endpoints().deadLetters(out));
        flink.execute();

        List<ConsumerRecord<byte[], byte[]>> letters = KAFKA.readAll(out);
        assertThat(letters).hasSize(2);
        ConsumerRecord<byte[], byte[]> first = letters.get(0);
        assertThat(first.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(first.value()).isEqualTo(broken);
        assertThat(headers(first))
                .containsEntry("topic", in)
                .containsEntry("partition", "0")
                .containsEntry("offset", "0")
                .containsKeys("reason", "detail")
                .doesNotContainKey("truncated");
        ConsumerRecord<byte[], byte[]> second = letters.get(1);
        assertThat(second.value()).hasSize(DeadLetter.DEFAULT_VALUE_LIMIT);
        assertThat(second.key()).hasSize(64 * 1024);
        assertThat(headers(second))
                .containsEntry("offset", "1")
                .containsEntry("truncated", "true")
                .containsEntry("original_size", "200000")
                .containsEntry("key_truncated", "true");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000})
    void alerts_throughTheBroker_haveFingerprintAsKey(long transactionTimeoutMillis)
            throws Exception {
        String topic = KAFKA.newTopic("alerts", 1);
        AlertEvent alert =
                new AlertEvent(
                        "id",
                        "print",
                        "firing",
                        "drift",
                        "medium",
                        "fare",
                        "v1",
                        "rule",
                        "ks",
                        "km",
                        "overall",
                        "1h",
                        TIME,
                        TIME + 1,
                        0.5,
                        0.1,
                        "reference",
                        TIME + 1,
                        null,
                        "km has drifted.",
                        "{}",
                        null,
                        null);
        StreamExecutionEnvironment flink = flink();
        flink.enableCheckpointing(200);
        flink.fromData(alert)
                .sinkTo(
                        new KafkaEndpoints(
                                        KafkaSettings.of(KAFKA.bootstrapServers())
                                                .withGroupId(topic)
                                                .withAlertTransactions(transactionTimeoutMillis))
                                .alerts(topic));
        flink.execute();

        List<ConsumerRecord<byte[], byte[]>> alerts = KAFKA.readAll(topic);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).key()).isEqualTo("print".getBytes(UTF_8));
        assertThat(new String(alerts.get(0).value(), UTF_8)).isEqualTo(alert.toJson());
    }

    private static KafkaEndpoints endpoints() {
        return new KafkaEndpoints(KafkaSettings.of(KAFKA.bootstrapServers()).bounded());
    }

    private static StreamExecutionEnvironment flink() {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    private static List<Arrival> read(KafkaSource<Arrival> source) throws Exception {
        return flink().fromSource(source, WatermarkStrategy.noWatermarks(), "in")
                .executeAndCollect(1000);
    }

    private static void send(String topic, String key, byte[] value) {
        KAFKA.send(
                new ProducerRecord<>(
                        topic, 0, TIME, key == null ? null : key.getBytes(UTF_8), value));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    /** Keeps dead letters. */
    public static final class IsDeadLetter implements FilterFunction<Arrival> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(Arrival arrival) {
            return arrival.deadLetter != null;
        }
    }

    /** Takes the dead letter out. */
    public static final class ToDeadLetter implements MapFunction<Arrival, DeadLetter> {
        private static final long serialVersionUID = 1L;

        @Override
        public DeadLetter map(Arrival arrival) {
            return arrival.deadLetter;
        }
    }
}
