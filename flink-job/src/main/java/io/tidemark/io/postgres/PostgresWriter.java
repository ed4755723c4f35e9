/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.Table;
import io.tidemark.result.Upsert;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer behind {@link PostgresSink}.
 *
 * <p>Everything runs in the task's thread, the timer too, so there is no lock that a cancelled task
 * could wait for. A row leaves the buffer only when its transaction is committed or when Postgres
 * refused it alone; after a connection is lost in a commit, rows are sent again, which changes
 * nothing.
 */
final class PostgresWriter implements SinkWriter<Upsert> {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long MAX_BATCH_CHARS = 4L << 20;
    private static final long REJECTIONS_LOGGED = 100;

    private final JdbcConnectionProvider connections;
    private final String address;
    private final PostgresSink.Settings settings;
    private final UpsertStatement parameters = new UpsertStatement();
    private final ProcessingTimeService clock;
    private final Counter written;
    private final Counter outdated;
    private final Counter rejected;
    private final Counter retries;

    // sorted by table and key: two writers that lock rows in one order cannot deadlock
    private final TreeMap<String, Upsert> buffer = new TreeMap<>();
    private final Map<Table, PreparedStatement> statements = new EnumMap<>(Table.class);
    private long bufferedChars;
    private long lastFlushMillis;

    PostgresWriter(
            JdbcConnectionProvider connections,
            String address,
            PostgresSink.Settings settings,
            WriterInitContext context) {
        this.connections = connections;
        this.address = address;
        this.settings = settings;
        clock = context.getProcessingTimeService();
        written = context.metricGroup().counter("rowsWritten");
        outdated = context.metricGroup().counter("rowsOutdated");
        rejected = context.metricGroup().counter("rowsRejected");
        retries = context.metricGroup().counter("flushRetries");
        context.metricGroup().gauge("lastFlushMillis", () -> lastFlushMillis);
        awaitInterval();
    }

    // what the callback throws fails the task; nobody needs the future
    @SuppressWarnings("FutureReturnValueIgnored")
    private void awaitInterval() {
        clock.registerTimer(
                clock.getCurrentProcessingTime() + settings.flushIntervalMillis(),
                now -> {
                    flush(false);
                    awaitInterval();
                });
    }

    @Override
    public void write(Upsert row, Context context) throws IOException, InterruptedException {
        String place = row.table() + row.key();
        Upsert earlier = buffer.get(place);
        if (earlier == null || row.replaces(earlier)) {
            buffer.put(place, row);
            bufferedChars += row.json().length() - (earlier == null ? 0 : earlier.json().length());
        }
        if (buffer.size() >= settings.batchRows() || bufferedChars >= MAX_BATCH_CHARS) {
            flush(false);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (buffer.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (!buffer.isEmpty()) {
            try {
                store(List.copyOf(buffer.values()));
            } catch (SQLException failure) {
                disconnect();
                boolean isPatient = millisSince(start) + pause <= settings.maxOutageMillis();
                if (SqlFailure.of(failure) != SqlFailure.OUTAGE || !isPatient) {
                    throw new IOException(
                            "Postgres at " + address + ": " + SqlFailure.describe(failure),
                            failure);
                }
                retries.inc();
                LOG.warn(
                        "Postgres at {} does not take {} rows ({}), next try in {} ms",
                        address,
                        buffer.size(),
                        SqlFailure.describe(failure),
                        pause);
                Thread.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
        bufferedChars = 0;
        lastFlushMillis = millisSince(start);
    }

    /** Writes the rows in one transaction; where Postgres refuses it, each half in its own. */
    private void store(List<Upsert> rows) throws SQLException, IOException {
        try {
            send(rows);
        } catch (SQLException failure) {
            if (SqlFailure.of(failure) != SqlFailure.REFUSED) {
                throw failure;
            }
            connections.getConnection().rollback();
            if (rows.size() > 1) {
                store(rows.subList(0, rows.size() / 2));
                store(rows.subList(rows.size() / 2, rows.size()));
                return;
            }
            reject(rows.get(0), failure);
        }
        for (Upsert row : rows) {
            buffer.remove(row.table() + row.key());
        }
    }

    private void reject(Upsert row, SQLException failure) {
        rejected.inc();
        // a source of bad rows must not fill the disk with their names
        if (rejected.getCount() <= REJECTIONS_LOGGED) {
            LOG.warn(
                    "Postgres refuses a row of {}, left out: {} ({})",
                    row.table(),
                    row.key(),
                    SqlFailure.describe(failure));
        }
    }

    private void send(List<Upsert> rows) throws SQLException, IOException {
        connect();
        int changed = 0;
        for (int start = 0, end; start < rows.size(); start = end) {
            String table = rows.get(start).table();
            end = start + 1;
            while (end < rows.size() && rows.get(end).table().equals(table)) {
                end++;
            }
            PreparedStatement statement = statement(Table.named(table));
            parameters.accept(statement, rows.subList(start, end));
            changed += statement.executeUpdate();
        }
        connections.getConnection().commit();
        written.inc(changed);
        outdated.inc(rows.size() - changed);
    }

    private PreparedStatement statement(Table table) throws SQLException {
        PreparedStatement statement = statements.get(table);
        if (statement == null) {
            statement = connections.getConnection().prepareStatement(UpsertStatement.of(table));
            statements.put(table, statement);
        }
        return statement;
    }

    private void connect() throws SQLException, IOException {
        if (connections.getConnection() != null) {
            return;
        }
        try {
            Connection connection = connections.getOrEstablishConnection();
            // below the socket's timeout, so that the server gives up what we do not wait for
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SET statement_timeout = '"
                                + (PostgresSettings.SOCKET_TIMEOUT_SECONDS - 1)
                                + "s'");
            }
            connection.setAutoCommit(false);
        } catch (ClassNotFoundException e) {
            throw new IOException("the Postgres driver is not on the class path", e);
        }
    }

    private void disconnect() {
        statements.clear();
        try {
            connections.closeConnection();
        } catch (RuntimeException e) {
            LOG.info("closing a broken connection to Postgres at {}: {}", address, e.toString());
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void close() {
        disconnect();
    }
}
