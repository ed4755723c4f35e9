/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.io.EndpointException;
import io.tidemark.testing.RealKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaPreflightIT {
    @RegisterExtension static final RealKafka KAFKA = RealKafka.shared();

    @Test
    void check_topicsAreThere_passes() throws Exception {
        String topic = KAFKA.newTopic("there", 1);
        assertThatCode(
                        () ->
                                KafkaPreflight.check(
                                        KafkaSettings.of(KAFKA.bootstrapServers()), List.of(topic)))
                .doesNotThrowAnyException();
    }

    @Test
    void check_topicMissing_namesIt() throws Exception {
        String topic = KAFKA.newTopic("there", 1);
        assertThatThrownBy(
                        () ->
                                KafkaPreflight.check(
                                        KafkaSettings.of(KAFKA.bootstrapServers()),
                                        List.of("gone", topic, "lost")))
                .isInstanceOf(EndpointException.class)
                .hasMessage(
                        "Kafka at %s has no topic gone, lost; create it first.",
                        KAFKA.bootstrapServers());
    }

    @Test
    void check_nobodyListens_namesTheAddress() throws Exception {
        String address;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + socket.getLocalPort();
        }
        assertFails(address, "Kafka at " + address + " cannot be reached (Connection refused)");
    }

    @Test
    void check_notKafka_saysSoWithinTenSeconds() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            assertFails(address, "Kafka at " + address + " takes connections but does not answer");
        }
    }

    @Test
    void check_noAddress_saysSo() {
        assertFails("nonsense", "Kafka at nonsense cannot be reached (not host:port)");
        assertFails("no.such.host.invalid:9092", "cannot be reached (unknown host)");
    }

    private static void assertFails(String servers, String message) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> KafkaPreflight.check(KafkaSettings.of(servers), List.of("topic")))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining(message);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
