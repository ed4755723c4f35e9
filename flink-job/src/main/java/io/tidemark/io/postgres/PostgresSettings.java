/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/**
 * Where the database is and who we are there.
 *
 * @param url a {@code jdbc:postgresql:} URL; parameters in it win over the defaults set here
 * @param user null when the URL names it
 * @param password null when none is needed or the URL has it
 */
public record PostgresSettings(String url, String user, String password) implements Serializable {
    static final int CONNECT_TIMEOUT_SECONDS = 3;
    static final int LOGIN_TIMEOUT_SECONDS = 5;

    /** A server that hangs must not hold a task for longer. */
    static final int SOCKET_TIMEOUT_SECONDS = 10;

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern USER = Pattern.compile("[?&]user=([^&]*)");

    /**
     * @throws IllegalArgumentException when the URL is not one for Postgres
     */
    public PostgresSettings {
        if (url == null || !url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "a Postgres URL looks like jdbc:postgresql://host:5432/database, not like "
                            + (url == null ? "nothing" : withoutParameters(url)));
        }
    }

    /**
     * Host, port and database as the URL gives them, without parameters (they may hold secrets).
     */
    public String address() {
        String rest = withoutParameters(url).substring(PREFIX.length());
        return rest.startsWith("//") ? rest.substring(2) : "localhost:5432/" + rest;
    }

    String userName() {
        if (user != null) {
            return user;
        }
        Matcher matcher = USER.matcher(url);
        return matcher.find() ? matcher.group(1) : System.getProperty("user.name");
    }

    /** Options for connections that notice within seconds when the server is gone or hangs. */
    public JdbcConnectionOptions connectionOptions() {
        JdbcConnectionOptions.JdbcConnectionOptionsBuilder options =
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(url)
                        .withDriverName("org.postgresql.Driver")
                        .withConnectionCheckTimeoutSeconds(LOGIN_TIMEOUT_SECONDS)
                        .withProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS))
                        .withProperty("loginTimeout", String.valueOf(LOGIN_TIMEOUT_SECONDS))
                        .withProperty("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS))
                        .withProperty("tcpKeepAlive", "true")
                        .withProperty("ApplicationName", "tidemark");
        if (user != null) {
            options.withUsername(user);
        }
        if (password != null) {
            options.withPassword(password);
        }
        return options.build();
    }

    /** Address and user; neither the password nor the URL's parameters. */
    @Override
    public String toString() {
        return "Postgres at " + address() + " as " + userName();
    }

    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
