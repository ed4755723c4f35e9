/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.result.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What two runs are compared by: every column of every table that no wall clock fills. */
public final class ResultTables {
    private ResultTables() {}

    /** SHA-256 of each table's rows in the order of their keys, with the number of rows. */
    public static Map<String, String> hashes(PostgresSettings database) throws SQLException {
        return hashes(database, "true");
    }

    /** The same of the rows for which a condition holds; {@code event_outcome} alone has others. */
    public static Map<String, String> hashes(PostgresSettings database, String outcomes)
            throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        for (Table table : Table.values()) {
            String condition = table == Table.EVENT_OUTCOME ? outcomes : "true";
            List<String> rows = rows(database, table, condition);
            hashes.put(table.tableName(), rows.size() + " rows, " + sha256(rows));
        }
        return hashes;
    }

    /** The first rows in which two databases differ, for a person; empty when none does. */
    public static String difference(PostgresSettings one, PostgresSettings other, String outcomes)
            throws SQLException {
        StringBuilder said = new StringBuilder();
        for (Table table : Table.values()) {
            String condition = table == Table.EVENT_OUTCOME ? outcomes : "true";
            List<String> left = rows(one, table, condition);
            List<String> right = rows(other, table, condition);
            if (!left.equals(right)) {
                said.append(table.tableName())
                        .append(": ")
                        .append(left.size())
                        .append(" and ")
                        .append(right.size())
                        .append(" rows\n");
                left.stream()
                        .filter(row -> !right.contains(row))
                        .limit(3)
                        .forEach(row -> said.append("  < ").append(row).append('\n'));
                right.stream()
                        .filter(row -> !left.contains(row))
                        .limit(3)
                        .forEach(row -> said.append("  > ").append(row).append('\n'));
            }
        }
        return said.toString();
    }

    private static List<String> rows(PostgresSettings database, Table table, String condition)
            throws SQLException {
        String columns =
                table.columns().stream()
                        .map(column -> "\"" + column + "\"")
                        .collect(Collectors.joining(", "));
        String order = String.join("::text COLLATE \"C\", ", table.keyColumns());
        return RealPostgres.rows(
                database,
                "SELECT %s FROM tidemark.%s WHERE %s ORDER BY %s::text COLLATE \"C\""
                        .formatted(columns, table.tableName(), condition, order));
    }

    private static String sha256(List<String> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String row : rows) {
                digest.update(row.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
