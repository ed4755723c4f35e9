/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Result rows into Postgres: schema and sink.
 *
 * <p>May import {@code result}, Flink's sink and JDBC connector types, JDBC and Flyway. Read {@link
 * io.tidemark.io.postgres.PostgresSink} for the promises, {@code PostgresWriter} for how they are
 * kept, {@code UpsertStatement} for the SQL, and {@link io.tidemark.io.postgres.Migrations} for the
 * schema.
 */
package io.tidemark.io.postgres;
