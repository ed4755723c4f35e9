/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.io.EndpointException;
import io.tidemark.result.Table;
import io.tidemark.testing.RealPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsIT {
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    @Test
    void migrate_again_changesNothing() throws Exception {
        String schema =
                "SELECT c.relname, c.relkind, a.attname, a.atttypid FROM pg_class c"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE c.relnamespace = 'tidemark'::regnamespace ORDER BY 1, 3";
        List<String> before = POSTGRES.rows(schema);
        Migrations.migrate(POSTGRES.settings());
        assertThat(POSTGRES.rows(schema)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void migrate_byFourAtOnce_succeedsForAll() throws Exception {
        PostgresSettings fresh = POSTGRES.emptyDatabase();
        ExecutorService jobs = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> job =
                    () -> {
                        Migrations.migrate(fresh);
                        return null;
                    };
            for (Future<Void> done : jobs.invokeAll(List.of(job, job, job, job))) {
                done.get();
            }
        } finally {
            jobs.shutdownNow();
        }
        assertThat(RealPostgres.rows(fresh, "SELECT count(*) FROM tidemark.model_window"))
                .containsExactly("0");
    }

    @Test
    void tables_inDatabase_areThoseOfTheEnum() throws Exception {
        List<String> expected =
                Arrays.stream(Table.values()).map(Table::tableName).sorted().toList();
        assertThat(
                        POSTGRES.rows(
                                "SELECT relname FROM pg_class"
                                        + " WHERE relnamespace = 'tidemark'::regnamespace"
                                        + " AND relkind IN ('r', 'p') AND NOT relispartition"
                                        + " AND relname <> 'schema_history'"
                                        + " ORDER BY relname COLLATE \"C\""))
                .isEqualTo(expected);
    }

    @Test
    void columns_ofEveryTable_areThoseOfTheEnumWithItsKey() throws Exception {
        for (Table table : Table.values()) {
            List<String> expected = new ArrayList<>(table.columns());
            if (table.clockColumn() != null) {
                expected.add(table.clockColumn());
            }
            String relation = "'tidemark." + table.tableName() + "'::regclass";
            assertThat(
                            POSTGRES.rows(
                                    "SELECT attname FROM pg_attribute WHERE attrelid = "
                                            + relation
                                            + " AND attnum > 0 ORDER BY attnum"))
                    .as(table.tableName() + ": a column that a later migration adds stands last")
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(
                            POSTGRES.rows(
                                    "SELECT a.attname FROM pg_index i"
                                            + " CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (n, o)"
                                            + " JOIN pg_attribute a ON a.attrelid = i.indrelid"
                                            + " AND a.attnum = k.n WHERE i.indisprimary"
                                            + " AND i.indrelid = "
                                            + relation
                                            + " ORDER BY k.o"))
                    .as(table.tableName())
                    .isEqualTo(table.keyColumns());
            assertThat(POSTGRES.rows("SELECT relkind FROM pg_class WHERE oid = " + relation))
                    .containsExactly(table.isPartitioned() ? "p" : "r");
        }
    }

    @Test
    void comments_areThereForEveryTableAndColumn() throws Exception {
        assertThat(
                        POSTGRES.rows(
                                "SELECT c.relname, a.attname FROM pg_class c"
                                        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0"
                                        + " WHERE c.relnamespace = 'tidemark'::regnamespace"
                                        + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                                        + " AND c.relname <> 'schema_history'"
                                        + " AND col_description(c.oid, a.attnum) IS NULL"))
                .isEmpty();
        assertThat(
                        POSTGRES.rows(
                                "SELECT c.relname FROM pg_class c"
                                        + " WHERE c.relnamespace = 'tidemark'::regnamespace"
                                        + " AND c.relkind IN ('r', 'p', 'v')"
                                        + " AND NOT c.relispartition AND c.relname <> 'schema_history'"
                                        + " AND obj_description(c.oid, 'pg_class') IS NULL"))
                .isEmpty();
    }

    @Test
    void ensurePartitions_rowsInDefault_moveToTheirMonth() throws Exception {
        PostgresSettings fresh = POSTGRES.migratedDatabase();
        RealPostgres.execute(
                fresh,
                "INSERT INTO tidemark.confusion VALUES"
                        + " ('m', 'v', 'overall', '1h', '2011-07-31T23:00:00Z', 'label',"
                        + " '2011-08-01T00:00:00Z', '[]', 0, 1, 1, 2),"
                        + " ('m', 'v', 'overall', '1h', '2011-08-01T00:00:00Z', 'label',"
                        + " '2011-08-01T01:00:00Z', '[]', 0, 1, 1, 2)");
        String where =
                "SELECT tableoid::regclass, count(*) FROM tidemark.confusion GROUP BY 1 ORDER BY 1";
        assertThat(RealPostgres.rows(fresh, where)).containsExactly("tidemark.confusion_default|2");

        Instant july = Instant.parse("2011-07-05T00:00:00Z");
        Instant august = Instant.parse("2011-08-01T00:00:00Z");
        int tables = (int) Arrays.stream(Table.values()).filter(Table::isPartitioned).count();
        assertThat(Migrations.ensurePartitions(fresh, july, august)).isEqualTo(2 * tables);
        assertThat(Migrations.ensurePartitions(fresh, july, august)).isZero();
        assertThat(RealPostgres.rows(fresh, where))
                .containsExactlyInAnyOrder(
                        "tidemark.confusion_y2011m07|1", "tidemark.confusion_y2011m08|1");
    }

    @Test
    void migrate_schemaNewerThanJob_saysSo() throws Exception {
        PostgresSettings fresh = POSTGRES.migratedDatabase();
        RealPostgres.execute(
                fresh,
                "INSERT INTO tidemark.schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)");
        assertThatThrownBy(() -> Migrations.migrate(fresh))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining(fresh.address())
                .hasMessageContaining("version 99")
                .hasMessageContaining("as new as the schema");
    }

    @Test
    void migrate_nobodyListens_namesTheAddress() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String address = "127.0.0.1:" + port + "/tidemark";
        PostgresSettings nobody =
                new PostgresSettings("jdbc:postgresql://" + address, "me", "secret");
        assertThatThrownBy(() -> Migrations.migrate(nobody))
                .isInstanceOf(EndpointException.class)
                .hasMessageStartingWith("Postgres at " + address + " cannot be reached")
                .hasMessageNotContaining("secret");
    }

    @Test
    void migrate_wrongPassword_namesTheUserAndNotThePassword() throws Exception {
        String user = "clerk" + System.identityHashCode(this);
        POSTGRES.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'right'");
        String rules = POSTGRES.rows("SELECT pg_read_file(current_setting('hba_file'))").get(0);
        String hbaFile = POSTGRES.rows("SHOW hba_file").get(0);
        POSTGRES.execute(
                "COPY (SELECT 'host all %s all scram-sha-256' UNION ALL SELECT line FROM"
                                .formatted(user)
                        + " string_to_table('"
                        + rules.replace("'", "''")
                        + "', E'\\n') line WHERE line !~ '^#' AND line <> '')"
                        + " TO '"
                        + hbaFile
                        + "'");
        POSTGRES.execute("SELECT pg_reload_conf()");
        PostgresSettings wrong =
                new PostgresSettings(POSTGRES.settings().url(), user, "wrong-password");
        assertThatThrownBy(() -> Migrations.migrate(wrong))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("does not let user " + user + " in")
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    void migrate_noSuchDatabase_saysSo() {
        String url = POSTGRES.settings().url().replaceAll("/[^/]*$", "/nowhere");
        PostgresSettings nowhere =
                new PostgresSettings(
                        url, POSTGRES.settings().user(), POSTGRES.settings().password());
        assertThatThrownBy(() -> Migrations.migrate(nowhere))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("no such database");
    }

    @Test
    void script_runByHand_makesTheSchema() throws Exception {
        PostgresSettings fresh = POSTGRES.emptyDatabase();
        RealPostgres.execute(fresh, Migrations.script());
        assertThat(RealPostgres.rows(fresh, "SELECT count(*) FROM tidemark.v_confusion"))
                .containsExactly("0");
    }
}
