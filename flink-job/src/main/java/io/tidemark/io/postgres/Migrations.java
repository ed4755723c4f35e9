/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.io.EndpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings schema {@code tidemark} to the version that this job writes. Safe to run again, and by
 * several jobs at once.
 */
public final class Migrations {
    private static final String SCHEMA = "tidemark";
    private static final List<String> SCRIPTS =
            List.of(
                    "V1__result_tables.sql",
                    "V1_1__alert_transition.sql",
                    "V2__input_as_a_whole.sql");

    // any number that no other program is likely to lock
    private static final long LOCK = 0x7469_6465_6d61_726bL;
    private static final long LOCK_PATIENCE_MILLIS = 120_000;
    private static final long LOCK_PAUSE_MILLIS = 200;

    private Migrations() {}

    /**
     * Migrates, and creates the partitions from last month until a year from now.
     *
     * @throws EndpointException when the database cannot be reached or used, or when its schema is
     *     newer than this job
     */
    public static void migrate(PostgresSettings postgres) throws EndpointException {
        try (Connection connection = dataSource(postgres).getConnection()) {
            lock(connection, postgres);
            flyway(postgres);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SELECT tidemark.ensure_partitions("
                                + "now() - interval '1 month', now() + interval '12 months')");
            }
        } catch (SQLException e) {
            throw ConnectFailure.explain(postgres, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndpointException("Interrupted while migrating " + postgres + ".", e);
        }
    }

    /**
     * Creates the monthly partitions for a range of time other than now, as a replay of history
     * needs; without them rows go to the DEFAULT partitions.
     *
     * @return how many tables were created
     */
    public static int ensurePartitions(PostgresSettings postgres, Instant from, Instant to)
            throws EndpointException {
        try (Connection connection = dataSource(postgres).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT tidemark.ensure_partitions(?, ?)")) {
            statement.setObject(1, OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
            statement.setObject(2, OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw ConnectFailure.explain(postgres, e);
        }
    }

    /** The SQL of all migrations, in order, as somebody without this job would run it. */
    public static String script() {
        StringBuilder all = new StringBuilder("CREATE SCHEMA IF NOT EXISTS tidemark;\n\n");
        for (String name : SCRIPTS) {
            try (InputStream in = Migrations.class.getResourceAsStream("/db/migration/" + name)) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    private static void flyway(PostgresSettings postgres) throws EndpointException {
        try {
            Flyway flyway =
                    Flyway.configure(Migrations.class.getClassLoader())
                            .dataSource(dataSource(postgres))
                            .defaultSchema(SCHEMA)
                            .schemas(SCHEMA)
                            .table("schema_history")
                            .locations("classpath:db/migration")
                            .loggers("slf4j")
                            .load();
            for (MigrationInfo applied : flyway.info().applied()) {
                if (isNewer(applied.getState())) {
                    throw new EndpointException(
                            "The schema tidemark at "
                                    + postgres.address()
                                    + " has version "
                                    + applied.getVersion()
                                    + ", which this job does not know; run a job as new as the"
                                    + " schema.");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new EndpointException(
                    "The schema tidemark at "
                            + postgres.address()
                            + " cannot be migrated: "
                            + ConnectFailure.oneLine(e.getMessage())
                            + ".",
                    e);
        }
    }

    private static boolean isNewer(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }

    // Flyway locks too, but only once its own table is there
    private static void lock(Connection connection, PostgresSettings postgres)
            throws SQLException, InterruptedException, EndpointException {
        long start = System.nanoTime();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            while (true) {
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    if (result.getBoolean(1)) {
                        return;
                    }
                }
                if ((System.nanoTime() - start) / 1_000_000 > LOCK_PATIENCE_MILLIS) {
                    throw new EndpointException(
                            "Another job has been migrating the schema tidemark at "
                                    + postgres.address()
                                    + " for more than two minutes.");
                }
                Thread.sleep(LOCK_PAUSE_MILLIS);
            }
        }
    }

    // no socket timeout: a migration may have much to do
    private static PGSimpleDataSource dataSource(PostgresSettings postgres) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(PostgresSettings.CONNECT_TIMEOUT_SECONDS);
        source.setLoginTimeout(PostgresSettings.LOGIN_TIMEOUT_SECONDS);
        source.setApplicationName("tidemark");
        source.setUrl(postgres.url());
        if (postgres.user() != null) {
            source.setUser(postgres.user());
        }
        if (postgres.password() != null) {
            source.setPassword(postgres.password());
        }
        return source;
    }
}
