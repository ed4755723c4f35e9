/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.embedded;

import io.tidemark.io.postgres.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;

/**
 * A real Postgres server from its own binaries, as a child process on loopback.
 *
 * <p>Survives the death of its processes, not that of the machine: commits are written, but not
 * forced to the disk.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String USER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final EmbeddedPostgres server;
    private final ExitHook exitHook = new ExitHook("postgres-exit", this::close);
    private boolean isClosed;

    private EmbeddedDatabase(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts an empty server; returns when it answers. The first start unpacks the binaries. */
    public static EmbeddedDatabase start() throws IOException {
        Path directory = Files.createTempDirectory("tidemark-postgres");
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(dataDirectory(directory))
                            .setCleanDataDirectory(true)
                            // ours, because its own would race with close()
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(START_PATIENCE)
                            .setServerConfig("listen_addresses", HOST)
                            .setServerConfig("unix_socket_directories", "")
                            // off by default here: a killed server would forget what it confirmed
                            .setServerConfig("synchronous_commit", "on")
                            .start();
            return new EmbeddedDatabase(directory, server);
        } catch (IOException | RuntimeException e) {
            FileUtils.deleteQuietly(directory.toFile());
            throw e;
        }
    }

    /** How to reach the database that every server has. */
    public PostgresSettings settings() {
        return settings("postgres");
    }

    /** How to reach one of its databases, which need not exist yet. */
    public PostgresSettings settings(String database) {
        return new PostgresSettings(
                "jdbc:postgresql://" + HOST + ":" + server.getPort() + "/" + database, USER, null);
    }

    /** Where the server keeps its data, {@code postmaster.pid} among them. */
    public Path dataDirectory() {
        return dataDirectory(directory);
    }

    /** Stops the server and deletes its data. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        exitHook.cancel();
        try {
            server.close();
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    private static Path dataDirectory(Path directory) {
        return directory.resolve("data");
    }
}
