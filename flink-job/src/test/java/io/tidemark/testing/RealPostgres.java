/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.io.EndpointException;
import io.tidemark.io.postgres.Migrations;
import io.tidemark.io.postgres.PostgresSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Postgres with a fresh, migrated database for the test class.
 *
 * <p>{@link #shared} servers live as long as the JVM; an {@link #ownEmbedded} one is for tests that
 * stop and kill it.
 */
public final class RealPostgres implements BeforeAllCallback, AfterAllCallback {
    private final boolean isOwn;
    private PostgresServer server;
    private PostgresFaults faults;
    private PostgresSettings settings;

    private RealPostgres(boolean isOwn) {
        this.isOwn = isOwn;
    }

    /** The server that all test classes of this JVM share. */
    public static RealPostgres shared() {
        return new RealPostgres(false);
    }

    /** An embedded server for this class alone, whatever the backing of the others. */
    public static RealPostgres ownEmbedded() {
        return new RealPostgres(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        server =
                isOwn
                        ? PostgresServer.start(Backing.EMBEDDED)
                        : context.getRoot()
                                .getStore(Namespace.create(RealPostgres.class))
                                .getOrComputeIfAbsent(
                                        "server", key -> startShared(), PostgresServer.class);
        if (isOwn && server instanceof PostgresServer.Embedded embedded) {
            faults = new PostgresFaults(embedded.database());
        }
        settings = emptyDatabase();
        Migrations.migrate(settings);
    }

    private static PostgresServer startShared() {
        try {
            return PostgresServer.start(Backing.choose());
        } catch (IOException e) {
            throw new IllegalStateException("Postgres does not start", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (isOwn) {
            faults.thaw();
            server.close();
        }
    }

    /** The class's database. */
    public PostgresSettings settings() {
        return settings;
    }

    /** Another database on the same server, without a schema. */
    public PostgresSettings emptyDatabase() throws SQLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = connect(server.settings("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new SQLException("on " + server, e);
        }
        return server.settings(name);
    }

    /** Another database on the same server, with the schema. */
    public PostgresSettings migratedDatabase() throws SQLException, EndpointException {
        PostgresSettings fresh = emptyDatabase();
        Migrations.migrate(fresh);
        return fresh;
    }

    /** Ways to hurt the server; only of one that is {@link #ownEmbedded}. */
    public PostgresFaults faults() {
        if (faults == null) {
            throw new IllegalStateException("a shared server is not for faults");
        }
        return faults;
    }

    /** A connection to the class's database. */
    public Connection connect() throws SQLException {
        return connect(settings);
    }

    /** A connection to any database. */
    public static Connection connect(PostgresSettings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.url(), settings.connectionOptions().getProperties());
    }

    /** Runs a statement in the class's database. */
    public void execute(String sql) throws SQLException {
        execute(settings, sql);
    }

    /** Runs a statement in any database. */
    public static void execute(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The result of a query, each row's columns joined by a bar. */
    public List<String> rows(String sql) throws SQLException {
        return rows(settings, sql);
    }

    /** The result of a query in any database, each row's columns joined by a bar. */
    public static List<String> rows(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= width; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    /** The single number that a query gives. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0));
    }
}
