/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.result.RowVersion;
import io.tidemark.result.Upsert;
import io.tidemark.result.WindowKey;
import io.tidemark.testing.PostgresFaults;
import io.tidemark.testing.RealPostgres;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a running job while its database is stopped, killed or frozen. */
class PostgresOutageIT {
    @RegisterExtension static final RealPostgres POSTGRES = RealPostgres.ownEmbedded();

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final int KEYS = 200;
    private static final PostgresSink.Settings PATIENT =
            new PostgresSink.Settings(500, 200, 300_000);

    @BeforeEach
    void emptyTables() throws Exception {
        POSTGRES.execute("TRUNCATE tidemark.event_outcome, tidemark.model_window");
    }

    @Test
    void run_databaseStoppedKilledAndFrozen_losesNothingAndNeverRestarts(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        int numbers = 25_000;
        PostgresFaults faults = POSTGRES.faults();
        SinkJob job = SinkJob.start(cluster, rows(numbers), POSTGRES.settings(), PATIENT);
        awaitRows(job);

        faults.stop();
        Thread.sleep(20_000);
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        faults.start();
        awaitRows(job);

        faults.killBackend(
                POSTGRES.number(
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'tidemark'"
                                + " AND pid <> pg_backend_pid() LIMIT 1"));
        Thread.sleep(1_000);
        awaitRows(job);

        faults.killAll();
        Thread.sleep(2_000);
        faults.start();
        awaitRows(job);

        faults.freeze();
        Thread.sleep(12_000);
        faults.thaw();
        awaitRows(job);

        assertThat(job.status()).as("the faults hit a running job").isEqualTo(JobStatus.RUNNING);
        job.awaitEnd();
        assertThat(job.attempts()).isZero();
        assertThat(job.counter(METRICS, "rowsRejected")).isZero();
        assertThat(job.counter(METRICS, "flushRetries")).isPositive();
        assertThat(POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome"))
                .as("every row that was ever sent")
                .isEqualTo(numbers);
        assertThat(
                        POSTGRES.number(
                                "SELECT count(*) FROM tidemark.model_window WHERE revision >= "
                                        + (numbers - KEYS)))
                .as("keys that hold their last revision")
                .isEqualTo(KEYS);
    }

    @Test
    void cancel_databaseDown_endsQuicklyAndLeavesTheTaskManager(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        SinkJob job = SinkJob.start(cluster, rows(10_000_000), POSTGRES.settings(), PATIENT);
        awaitRows(job);
        POSTGRES.faults().stop();
        Thread.sleep(3_000);
        long millis = job.cancel();
        POSTGRES.faults().start();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(millis).isLessThan(5_000);
        assertThatTaskManagerWorks(cluster);
    }

    @Test
    void cancel_databaseFrozen_endsWithinTheSocketTimeout(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        SinkJob job = SinkJob.start(cluster, rows(10_000_000), POSTGRES.settings(), PATIENT);
        awaitRows(job);
        POSTGRES.faults().freeze();
        Thread.sleep(2_000);
        long millis = job.cancel();
        POSTGRES.faults().thaw();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(millis).isLessThan(15_000);
        assertThatTaskManagerWorks(cluster);
    }

    @Test
    void run_outageBeyondPatience_restartsAndLosesNothing(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        int numbers = 8_000;
        SinkJob job =
                SinkJob.start(
                        cluster,
                        rows(numbers),
                        POSTGRES.settings(),
                        new PostgresSink.Settings(500, 200, 1_000));
        awaitRows(job);
        POSTGRES.faults().stop();
        Thread.sleep(6_000);
        POSTGRES.faults().start();
        job.awaitEnd();
        assertThat(job.attempts()).isPositive();
        assertThat(POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome"))
                .isEqualTo(numbers);
    }

    private static DataStream<Upsert> rows(long numbers) {
        return SinkJob.environment()
                .fromSequence(0, numbers - 1)
                .flatMap(new SlowHistory())
                .returns(Upsert.class);
    }

    /** Waits until the job has written something new. */
    private static void awaitRows(SinkJob job) throws Exception {
        job.awaitRunning();
        long before = POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome");
        while (POSTGRES.number("SELECT count(*) FROM tidemark.event_outcome") == before) {
            Thread.sleep(50);
        }
    }

    private static void assertThatTaskManagerWorks(MiniCluster cluster) throws Exception {
        POSTGRES.execute("TRUNCATE tidemark.model_window");
        Upsert row =
                Upsert.of(SampleRows.modelWindow(SampleRows.WINDOW, 1, new RowVersion(0, 1, 1, 1)));
        SinkJob.write(cluster, POSTGRES.settings(), PATIENT, List.of(row));
        assertThat(POSTGRES.number("SELECT count(*) FROM tidemark.model_window")).isEqualTo(1);
    }

    /** For each number a row of its own key, and a newer version of one of a few rows. */
    public static final class SlowHistory implements FlatMapFunction<Long, Upsert> {
        private static final long serialVersionUID = 1L;

        private final SlowRows history = new SlowRows();

        @Override
        public void flatMap(Long number, Collector<Upsert> out) throws Exception {
            out.collect(history.map(number));
            WindowKey key =
                    new WindowKey("m" + number % KEYS, "v", "overall", "1h", SampleRows.START, 1);
            out.collect(
                    Upsert.of(
                            SampleRows.modelWindow(key, number, new RowVersion(0, 1, number, 1))));
        }
    }
}
