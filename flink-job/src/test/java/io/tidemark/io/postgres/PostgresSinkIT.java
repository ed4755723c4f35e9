/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.result.AlertEvent;
import io.tidemark.result.AlertRow;
import io.tidemark.result.EventOutcomeRow;
import io.tidemark.result.MonitorRow;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.Table;
import io.tidemark.result.Upsert;
import io.tidemark.result.WindowKey;
import io.tidemark.testing.RealPostgres;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSinkIT {
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.shared();

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final PostgresSink.Settings ONE_BY_ONE =
            new PostgresSink.Settings(1, 60_000, 60_000);
    private static final PostgresSink.Settings BATCHES =
            new PostgresSink.Settings(500, 60_000, 60_000);

    // 5 and 5.0 are one number
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) ->
                    a.isNumber() && b.isNumber()
                            ? Double.compare(a.doubleValue(), b.doubleValue())
                            : a.equals(b) ? 0 : 1;

    @BeforeEach
    void emptyTables() throws Exception {
        for (Table table : Table.values()) {
            POSTGRES.execute("TRUNCATE tidemark." + table.tableName());
        }
    }

    @Test
    void write_everyTable_readsBackAsWritten(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Upsert> rows = SampleRows.all().stream().map(Upsert::of).toList();
        SinkJob job = SinkJob.write(cluster, POSTGRES.settings(), BATCHES, rows);
        assertThat(job.counter(METRICS, "rowsWritten")).isEqualTo(rows.size());
        ObjectMapper json = new ObjectMapper();
        for (Upsert row : rows) {
            Table table = Table.named(row.table());
            String clock = table.clockColumn() == null ? "" : " - '" + table.clockColumn() + "'";
            String stored =
                    POSTGRES.rows(
                                    "SELECT to_jsonb(t)"
                                            + clock
                                            + " FROM tidemark."
                                            + row.table()
                                            + " t")
                            .get(0)
                            .replace("+00:00\"", "Z\"");
            assertThat(json.readTree(stored).equals(BY_VALUE, json.readTree(row.json())))
                    .as("%s is %s", stored, row.json())
                    .isTrue();
        }
        assertThat(POSTGRES.rows("SELECT max, q95 FROM tidemark.feature_window"))
                .containsExactly("1e+300|5e-324");
        assertThat(
                        POSTGRES.rows(
                                "SELECT position, label, low, high, share FROM"
                                        + " tidemark.v_feature_distribution ORDER BY position"))
                .containsExactly("1|(-inf, 1]|null|1|0.25", "2|(1, inf)|1|null|0.75");
        assertThat(POSTGRES.rows("SELECT actual, predicted, count FROM tidemark.v_confusion"))
                .containsExactlyInAnyOrder("a|a|7", "a|b|3");
    }

    @Test
    void write_olderVersionAfterNewer_leavesTheNewer(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Upsert> rows =
                List.of(
                        window(5, new RowVersion(0, 1, 50, 1)),
                        window(1, new RowVersion(0, 1, 49, 2)),
                        window(2, new RowVersion(0, 0, 60, 2)),
                        window(3, new RowVersion(0, 1, 50, 0)));
        SinkJob job = SinkJob.write(cluster, POSTGRES.settings(), ONE_BY_ONE, rows);
        assertThat(predictions()).containsExactly("5");
        assertThat(job.counter(METRICS, "rowsOutdated")).isEqualTo(3);

        SinkJob.write(
                cluster,
                POSTGRES.settings(),
                ONE_BY_ONE,
                List.of(window(6, new RowVersion(0, 1, 50, 1))));
        assertThat(predictions()).as("equal version").containsExactly("6");
        SinkJob.write(
                cluster,
                POSTGRES.settings(),
                ONE_BY_ONE,
                List.of(window(7, new RowVersion(1, 0, 1, 0))));
        assertThat(predictions()).as("newer generation").containsExactly("7");
    }

    @Test
    void write_otherGuards_keepTheirPromises(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<ResultRow> rows =
                List.of(
                        new EventOutcomeRow("m", 0, "late", 7),
                        new EventOutcomeRow("m", 0, "late", 3),
                        new AlertRow(SampleRows.alert(AlertEvent.RESOLVED)),
                        new AlertRow(SampleRows.alert(AlertEvent.FIRING)),
                        new AlertRow(SampleRows.alert(AlertEvent.RESOLVED, "f2", 2)),
                        new AlertRow(SampleRows.alert(AlertEvent.FIRING, "f2", 3)),
                        new MonitorRow("m", 1, "{\"a\":1}"),
                        new MonitorRow("m", 1, "{\"a\":1}"),
                        new MonitorRow("m", 2, "{\"a\":2}"));
        SinkJob job =
                SinkJob.write(
                        cluster,
                        POSTGRES.settings(),
                        ONE_BY_ONE,
                        rows.stream().map(Upsert::of).toList());
        assertThat(POSTGRES.rows("SELECT count FROM tidemark.event_outcome")).containsExactly("7");
        assertThat(POSTGRES.rows("SELECT status FROM tidemark.alert ORDER BY fingerprint"))
                .as("a late firing of the first is older, one of the second says it goes on")
                .containsExactly("resolved", "firing");
        assertThat(POSTGRES.rows("SELECT spec ->> 'a' FROM tidemark.monitor ORDER BY revision"))
                .containsExactly("1", "2");
        assertThat(job.counter(METRICS, "rowsOutdated")).isEqualTo(3);
    }

    @Test
    void write_oneKeyOftenInABatch_sendsTheNewestOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Upsert> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(window(i, new RowVersion(0, 1, i == 40 ? 1000 : i, 1)));
        }
        SinkJob job = SinkJob.write(cluster, POSTGRES.settings(), BATCHES, rows);
        assertThat(predictions()).containsExactly("40");
        assertThat(job.counter(METRICS, "rowsWritten")).isEqualTo(1);
    }

    @Test
    void write_rowsThatPostgresRefuses_loseNoOthers(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Upsert> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(Upsert.of(new EventOutcomeRow("m", i * SampleRows.HOUR, "accepted", i)));
        }
        Upsert good = window(1, new RowVersion(0, 1, 1, 1));
        String json = good.json();
        // 5,000 characters that do not compress: more than an index row can hold
        StringBuilder tooLong = new StringBuilder();
        new Random(1).ints(5_000, 'a', 'z').forEach(c -> tooLong.append((char) c));
        List<String> poison =
                List.of(
                        json.replace("fare", "fa\\u0000re"),
                        json.replace("fare", tooLong),
                        json.replace("\"stage\":1", "\"stage\":9"),
                        json.replace("\"predictions\":1", "\"predictions\":null"),
                        json.replace("2026-11-21T", "2026-99-21T"),
                        json.substring(5));
        for (int i = 0; i < poison.size(); i++) {
            rows.add(
                    i * 50,
                    new Upsert(
                            good.table(), "[\"poison " + i + "\"]", good.version(), poison.get(i)));
        }
        rows.add(good);
        SinkJob job = SinkJob.write(cluster, POSTGRES.settings(), BATCHES, rows);
        assertThat(POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome")).isEqualTo(300);
        assertThat(predictions()).containsExactly("1");
        assertThat(job.counter(METRICS, "rowsWritten")).isEqualTo(301);
        assertThat(job.counter(METRICS, "rowsRejected")).isEqualTo(poison.size());
        assertThat(job.attempts()).isZero();
    }

    @Test
    void write_hostileText_isStoredWithoutControlCharacters(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        EventOutcomeRow hostile =
                new EventOutcomeRow("a\0b\u001bc\ud800d\te'\"\\ \ud83c\udf0a", 0, "late", 1);
        SinkJob job =
                SinkJob.write(cluster, POSTGRES.settings(), BATCHES, List.of(Upsert.of(hostile)));
        assertThat(POSTGRES.rows("SELECT model_id FROM tidemark.event_outcome"))
                .containsExactly("abc\ufffdd e'\"\\ \ud83c\udf0a");
        assertThat(job.counter(METRICS, "rowsRejected")).isZero();
    }

    @Test
    void write_intervalOver_sendsWithoutFullBatchOrCheckpoint(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        var environment = SinkJob.environment();
        environment.getCheckpointConfig().setCheckpointInterval(3_600_000);
        SinkJob job =
                SinkJob.start(
                        cluster,
                        environment
                                .fromSequence(0, 1_000_000)
                                .map(new SlowRows())
                                .returns(Upsert.class),
                        POSTGRES.settings(),
                        new PostgresSink.Settings(1_000_000, 100, 60_000));
        job.awaitRunning();
        while (POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome") == 0) {
            Thread.sleep(50);
        }
        job.cancel();
    }

    @Test
    void write_twoWritersOnTheSameKeys_doNotBlockEachOther(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Upsert> rows = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            WindowKey key = new WindowKey("m" + random.nextInt(300), "v", "overall", "1h", 0, 1);
            rows.add(Upsert.of(SampleRows.modelWindow(key, i, new RowVersion(0, 1, i, 1))));
        }
        var environment = SinkJob.environment();
        environment.setParallelism(2);
        SinkJob job =
                SinkJob.start(
                        cluster,
                        environment.fromData(Upsert.class, rows.toArray(new Upsert[0])).rebalance(),
                        POSTGRES.settings(),
                        new PostgresSink.Settings(100, 50, 60_000));
        job.awaitEnd();
        assertThat(job.attempts()).isZero();
        assertThat(job.counter(METRICS, "flushRetries")).isZero();
        assertThat(
                        POSTGRES.number(
                                "SELECT count(*) FROM tidemark.model_window WHERE predictions = revision"))
                .isEqualTo(300);
        assertThat(POSTGRES.number("SELECT max(predictions) FROM tidemark.model_window"))
                .isEqualTo(19_999);
    }

    private static Upsert window(long predictions, RowVersion version) {
        return Upsert.of(SampleRows.modelWindow(SampleRows.WINDOW, predictions, version));
    }

    private static List<String> predictions() throws Exception {
        return POSTGRES.rows("SELECT predictions FROM tidemark.model_window");
    }
}
