/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

/**
 * A row on its way out: the element of the streams that end in the database or in a file of rows.
 *
 * @param table SQL name of the table, without its schema
 * @param key the primary key as a JSON array of texts; equal exactly if the keys are equal
 * @param version what the table's guard compares
 * @param json one JSON object with every column of {@link Table#columns}, in that order
 */
public record Upsert(String table, String key, RowVersion version, String json) {

    /** The row in the form in which it travels; the same row gives the same bytes. */
    public static Upsert of(ResultRow row) {
        RowWriter out = new RowWriter(row.table().keyColumns());
        row.writeTo(out);
        return new Upsert(row.table().tableName(), out.key(), row.version(), out.finish());
    }

    /** Whether this row replaces the other one, which has the same key and came before it. */
    public boolean replaces(Upsert earlier) {
        return version.compareTo(earlier.version) >= 0;
    }

    /** The row as a line of a file of rows: its JSON object with member {@code table} in front. */
    public String toLine() {
        return "{\"table\":\"" + table + "\"," + json.substring(1);
    }
}
