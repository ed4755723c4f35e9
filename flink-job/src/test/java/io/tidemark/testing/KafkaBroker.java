/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.embedded.EmbeddedKafka;
import java.io.IOException;
import org.testcontainers.kafka.KafkaContainer;

/** A running broker, in a container or in this JVM. */
interface KafkaBroker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close() throws IOException;

    static KafkaBroker start(Backing backing) throws IOException {
        KafkaBroker broker = backing == Backing.DOCKER ? new Docker() : new Embedded();
        System.out.println("Kafka backing: " + broker);
        return broker;
    }

    /** A container of the official image. */
    final class Docker implements KafkaBroker {
        private final KafkaContainer container =
                new KafkaContainer(
                        System.getProperty("tidemark.kafka.image", "apache/kafka:4.1.2"));

        Docker() {
            container.start();
        }

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void close() {
            container.stop();
        }

        @Override
        public String toString() {
            return "docker, " + container.getDockerImageName();
        }
    }

    /** Apache's jars in this JVM. */
    final class Embedded implements KafkaBroker {
        private final EmbeddedKafka kafka = EmbeddedKafka.start();

        Embedded() throws IOException {}

        EmbeddedKafka kafka() {
            return kafka;
        }

        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        public void close() throws IOException {
            kafka.close();
        }

        @Override
        public String toString() {
            return "embedded, " + kafka.bootstrapServers();
        }
    }
}
