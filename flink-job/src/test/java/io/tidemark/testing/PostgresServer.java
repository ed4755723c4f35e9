/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.embedded.EmbeddedDatabase;
import io.tidemark.io.postgres.PostgresSettings;
import java.io.IOException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A running server, in a container or beside this JVM. */
interface PostgresServer extends AutoCloseable {
    PostgresSettings settings(String database);

    @Override
    void close() throws IOException;

    static PostgresServer start(Backing backing) throws IOException {
        PostgresServer server = backing == Backing.DOCKER ? new Docker() : new Embedded();
        System.out.println("Postgres backing: " + server);
        return server;
    }

    /** A container of an official image. */
    final class Docker implements PostgresServer {
        private final PostgreSQLContainer container =
                new PostgreSQLContainer(
                        System.getProperty("tidemark.postgres.image", "postgres:15"));

        Docker() {
            container.start();
        }

        @Override
        public PostgresSettings settings(String database) {
            return new PostgresSettings(
                    "jdbc:postgresql://%s:%d/%s"
                            .formatted(
                                    container.getHost(),
                                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                                    database),
                    container.getUsername(),
                    container.getPassword());
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

    /** Zonky's binaries. */
    final class Embedded implements PostgresServer {
        private final EmbeddedDatabase database = EmbeddedDatabase.start();

        Embedded() throws IOException {}

        EmbeddedDatabase database() {
            return database;
        }

        @Override
        public PostgresSettings settings(String name) {
            return database.settings(name);
        }

        @Override
        public void close() throws IOException {
            database.close();
        }

        @Override
        public String toString() {
            return "embedded, " + database.settings().address();
        }
    }
}
