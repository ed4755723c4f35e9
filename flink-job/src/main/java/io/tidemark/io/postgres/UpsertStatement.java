/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.Table;
import io.tidemark.result.Upsert;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;

/**
 * The SQL that upserts rows of one table behind its guard, and how rows become its one parameter.
 *
 * <p>The parameter is a JSON array of rows, so that one statement, planned and routed once, takes a
 * batch of any size. The rows must have distinct keys, and are written in the order given.
 */
final class UpsertStatement implements JdbcStatementBuilder<List<Upsert>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void accept(PreparedStatement statement, List<Upsert> rows) throws SQLException {
        StringJoiner array = new StringJoiner(",", "[", "]");
        for (Upsert row : rows) {
            array.add(row.json());
        }
        statement.setString(1, array.toString());
    }

    /** The statement for a table. */
    static String of(Table table) {
        String name = "tidemark." + table.tableName();
        String columns = quoted(table.columns(), "");
        List<String> others =
                table.columns().stream()
                        .filter(column -> !table.keyColumns().contains(column))
                        .toList();
        StringJoiner set = new StringJoiner(", ");
        for (String column : others) {
            set.add(quote(column) + " = EXCLUDED." + quote(column));
        }
        if (table.clockColumn() != null) {
            set.add(quote(table.clockColumn()) + " = now()");
        }
        return "INSERT INTO %s AS t (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%s, ?::jsonb) ON CONFLICT (%s) DO UPDATE SET %s WHERE %s"
                .formatted(
                        name,
                        columns,
                        columns,
                        name,
                        quoted(table.keyColumns(), ""),
                        set,
                        condition(table, others));
    }

    private static String condition(Table table, List<String> others) {
        return switch (table.guard()) {
            case VERSION -> {
                List<String> version = List.of("generation", "spec_revision", "revision", "stage");
                yield "(%s) >= (%s)".formatted(quoted(version, "EXCLUDED."), quoted(version, "t."));
            }
            case COUNT -> "EXCLUDED.\"count\" >= t.\"count\"";
            case TRANSITION -> "EXCLUDED.transition >= t.transition";
            case CHANGE ->
                    "(%s) IS DISTINCT FROM (%s)"
                            .formatted(quoted(others, "EXCLUDED."), quoted(others, "t."));
        };
    }

    private static String quoted(List<String> columns, String prefix) {
        return columns.stream()
                .map(column -> prefix + quote(column))
                .collect(Collectors.joining(", "));
    }

    // a column of the contract is named distinct, which SQL reserves
    private static String quote(String column) {
        return '"' + column + '"';
    }
}
