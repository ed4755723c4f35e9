/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.Upsert;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/**
 * Result rows into the tables of schema {@code tidemark}: at least once, and idempotent, because a
 * row replaces only what is not newer than itself.
 *
 * <p>One writer serves all tables. It keeps the newest row of each key and sends what it has when
 * the batch is full, when the interval is over, and before each checkpoint. While Postgres does not
 * answer it waits, which holds the job back but does not restart it; the checkpoint timeout must
 * exceed the longest outage to ride out. Rows that Postgres refuses are found by bisection,
 * counted, logged and left out. Closing sends nothing and throws nothing: a failure there would end
 * the whole TaskManager.
 *
 * <p>Metrics: {@code rowsWritten}, {@code rowsOutdated} (the table had newer ones), {@code
 * rowsRejected}, {@code flushRetries}, {@code lastFlushMillis}.
 */
public final class PostgresSink implements Sink<Upsert> {
    private static final long serialVersionUID = 1L;

    private final PostgresSettings postgres;
    private final Settings settings;

    public PostgresSink(PostgresSettings postgres, Settings settings) {
        this.postgres = postgres;
        this.settings = settings;
    }

    @Override
    public SinkWriter<Upsert> createWriter(WriterInitContext context) {
        return new PostgresWriter(
                new SimpleJdbcConnectionProvider(postgres.connectionOptions()),
                postgres.address(),
                settings,
                context);
    }

    /**
     * How the writer batches and how patient it is.
     *
     * @param batchRows rows at which a batch is sent
     * @param flushIntervalMillis the longest that a row waits for others
     * @param maxOutageMillis how long Postgres may be gone before the task fails
     */
    public record Settings(int batchRows, long flushIntervalMillis, long maxOutageMillis)
            implements Serializable {

        public Settings {
            if (batchRows < 1 || flushIntervalMillis < 1 || maxOutageMillis < 0) {
                throw new IllegalArgumentException(
                        "batch rows and flush interval must be positive, the longest outage must not be negative");
            }
        }

        /** 500 rows, one second, 30 minutes. */
        public static Settings defaults() {
            return new Settings(500, 1_000, 30 * 60_000L);
        }
    }
}
