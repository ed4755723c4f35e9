/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.io.postgres.Migrations;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class EmbeddedIT {
    @Test
    void kafka_stoppedAndStarted_keepsItsTopicsAndAddress() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();
            }
            kafka.stop();
            kafka.startAgain();
            try (Admin admin = Admin.create(client)) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }

    @Test
    void kafka_closed_leavesPortAndDirectory() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start();
        int port = Integer.parseInt(kafka.bootstrapServers().replaceAll(".*:", ""));
        kafka.close();
        kafka.close();
        assertThat(kafka.directory()).doesNotExist();
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void database_started_isMigratedAndLeavesNothing() throws Exception {
        Path data;
        try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
            data = database.dataDirectory();
            assertThat(data).exists();
            Migrations.migrate(database.settings());
        }
        assertThat(data.getParent()).doesNotExist();
    }
}
