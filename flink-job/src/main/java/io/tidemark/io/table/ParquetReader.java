/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.table;

import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.ReferenceColumn;
import io.tidemark.monitor.ReferenceReader;
import io.tidemark.monitor.ReferenceTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads a Parquet file through an in-memory DuckDB, column types as the file has them: every sort
 * of number is a number, booleans are booleans, texts (and dates and times, as ISO-8601 text) are
 * categories, null and the empty text are missing. Lists, maps, structures and bytes are left out,
 * and said so.
 *
 * <p>DuckDB may not load extensions, spill to disk or look at other files of the directory.
 */
final class ParquetReader {

    private static final String OPTIONS =
            ", hive_partitioning = false, union_by_name = false, filename = false)";

    /** How a column is fetched. */
    private enum Form {
        NUMBER,
        TEXT
    }

    /** One column that somebody asks for, and where its values go. */
    private record Target(ReferenceColumn column, Form form) {}

    private final MonitorSpec spec;

    ParquetReader(MonitorSpec spec) {
        this.spec = spec;
    }

    TableFile read(Path file) throws InvalidReference {
        String name = file.toString();
        try (Connection connection = connect()) {
            return read(connection, file);
        } catch (SQLException e) {
            throw new InvalidReference(name, null, 0, "cannot be read as Parquet: " + sentence(e));
        } catch (UnsatisfiedLinkError e) {
            throw new InvalidReference(
                    name,
                    null,
                    0,
                    "Parquet cannot be read on this machine, for which DuckDB has no library");
        }
    }

    private static Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("threads", "2");
        settings.setProperty("memory_limit", "1GB");
        settings.setProperty("temp_directory", "");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private TableFile read(Connection connection, Path file) throws SQLException, InvalidReference {
        String name = file.toString();
        String source = "read_parquet(" + quoted(pattern(file)) + OPTIONS;
        List<String> names = names(connection, file);
        ReferenceReader.checkHeader(names, name);
        ReferenceTable.Layout layout = new ReferenceTable.Layout(spec);
        List<Target> targets = new ArrayList<>();
        List<String> fetched = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            for (int i = 0; columns.next(); i++) {
                Form form = form(columns.getString("column_type"));
                if (form == null) {
                    notes.add(
                            name
                                    + ": column "
                                    + names.get(i)
                                    + " is left out, its values are neither numbers nor texts");
                    continue;
                }
                ReferenceColumn column = layout.place(names.get(i));
                if (column != null) {
                    // DuckDB's own name for it: those of the file may differ in case alone
                    String type = form == Form.NUMBER ? "DOUBLE" : "VARCHAR";
                    fetched.add(
                            "CAST("
                                    + identifier(columns.getString("column_name"))
                                    + " AS "
                                    + type
                                    + ")");
                    targets.add(new Target(column, form));
                }
            }
        }
        fetched.add("1");
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet values =
                        statement.executeQuery(
                                "SELECT " + String.join(", ", fetched) + " FROM " + source)) {
            while (values.next()) {
                if (++rows > ReferenceReader.MOST_ROWS) {
                    throw new InvalidReference(
                            name,
                            null,
                            rows,
                            "is beyond the most rows that are read, " + ReferenceReader.MOST_ROWS);
                }
                addRow(values, targets);
            }
        }
        if (rows == 0) {
            throw new InvalidReference(name, null, 0, "has columns, but no rows");
        }
        return new TableFile(layout.table(name, rows), notes);
    }

    private static void addRow(ResultSet values, List<Target> targets) throws SQLException {
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (target.form() == Form.NUMBER) {
                double number = values.getDouble(i + 1);
                if (values.wasNull()) {
                    target.column().addMissing();
                } else {
                    target.column().addNumber(number);
                }
            } else {
                String text = values.getString(i + 1);
                if (text == null) {
                    target.column().addMissing();
                } else {
                    target.column().addText(text);
                }
            }
        }
    }

    /** The names of the columns as the file has them, which DuckDB changes where two are alike. */
    private static List<String> names(Connection connection, Path file) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, num_children FROM parquet_schema(?)")) {
            statement.setString(1, pattern(file));
            try (ResultSet nodes = statement.executeQuery()) {
                nodes.next(); // the root
                while (nodes.next()) {
                    names.add(nodes.getString(1));
                    skipChildren(nodes, nodes.getInt(2));
                }
            }
        }
        return names;
    }

    private static void skipChildren(ResultSet nodes, int children) throws SQLException {
        for (int i = 0; i < children && nodes.next(); i++) {
            skipChildren(nodes, nodes.getInt(2));
        }
    }

    /** Null: neither a number nor a text. */
    private static Form form(String type) {
        if (type.endsWith("]") || type.startsWith("DECIMAL")) {
            return type.endsWith("]") ? null : Form.NUMBER;
        }
        return switch (type) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE" ->
                    Form.NUMBER;
            case "BOOLEAN", "VARCHAR", "UUID", "DATE", "TIME", "INTERVAL" -> Form.TEXT;
            default -> isText(type) ? Form.TEXT : null;
        };
    }

    private static boolean isText(String type) {
        return type.startsWith("TIMESTAMP") || type.startsWith("TIME ") || type.startsWith("ENUM(");
    }

    /** The path as a pattern that matches it alone. */
    private static String pattern(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String sentence(SQLException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.lines().findFirst().orElse("no reason given").strip();
    }
}
