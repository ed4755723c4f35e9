/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Files of past predictions, CSV and Parquet, as tables in memory, for {@code compare}.
 *
 * <p>Start at {@link io.tidemark.io.table.TableFile}. CSV is read by the reader of reference files,
 * so that a cell means the same everywhere; Parquet by DuckDB, inside the process. May import the
 * pure packages and JDBC.
 */
package io.tidemark.io.table;
