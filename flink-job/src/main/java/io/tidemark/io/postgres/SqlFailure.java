/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import java.sql.SQLException;

/** What a failure of the database is about, by its SQLSTATE. */
enum SqlFailure {
    /** The rows: the same rows would be refused again, others not. */
    REFUSED,
    /** The server or the way to it: the same rows may pass later. */
    OUTAGE,
    /** The set-up: missing table, wrong password, no permission. */
    SETUP;

    private static final int LONGEST_LINE = 200;

    static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return OUTAGE; // a login that timed out carries none
        }
        return switch (state.substring(0, 2)) {
            // one key twice, bad data, constraints, limits such as the size of an index row
            case "21", "22", "23", "54" -> REFUSED;
            // connection; transaction state, such as read-only after a failover; rollback and
            // deadlock; resources; locks; operator intervention; system; internal
            case "08", "25", "40", "53", "55", "57", "58", "XX" -> OUTAGE;
            default -> SETUP;
        };
    }

    /**
     * State and message on one line, without the end of a long one: it may quote the whole batch.
     */
    static String describe(SQLException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String line = message.replaceAll("\\s*\\R\\s*", " ");
        return (failure.getSQLState() == null ? "no SQLSTATE" : failure.getSQLState())
                + " "
                + (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
    }
}
