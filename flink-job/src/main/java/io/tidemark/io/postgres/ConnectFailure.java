/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.io.EndpointException;
import java.sql.SQLException;

/** Says in one sentence why a database cannot be used. */
final class ConnectFailure {
    private ConnectFailure() {}

    static EndpointException explain(PostgresSettings postgres, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String address = postgres.address();
        String sentence;
        if (state.startsWith("28") || state.equals("08004")) {
            sentence =
                    "Postgres at %s does not let user %s in: check user and password (%s)."
                            .formatted(address, postgres.userName(), oneLine(failure.getMessage()));
        } else if (state.equals("3D000")) {
            sentence =
                    "Postgres at %s has no such database; create it first (%s)."
                            .formatted(address, oneLine(failure.getMessage()));
        } else if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P")) {
            sentence =
                    "Postgres at %s cannot be reached: is it running, and is the address right? (%s)"
                            .formatted(address, oneLine(failure.getMessage()));
        } else {
            sentence =
                    "Postgres at %s refuses: %s.".formatted(address, oneLine(failure.getMessage()));
        }
        return new EndpointException(sentence, failure);
    }

    /** The first line that says something, without its full stop. */
    static String oneLine(String message) {
        String line =
                message == null
                        ? ""
                        : message.lines().filter(s -> !s.isBlank()).findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
