/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.Upsert;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs small jobs that end in the sink on a cluster, and says how they fared. */
final class SinkJob {
    private final MiniCluster cluster;
    private final JobID id;

    private SinkJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** Checkpoints every half second, up to a thousand restarts. */
    static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("execution.checkpointing.interval", "500 ms");
        configuration.setString("execution.checkpointing.timeout", "5 min");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "1000");
        configuration.setString("restart-strategy.fixed-delay.delay", "200 ms");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        return environment;
    }

    static SinkJob start(
            MiniCluster cluster,
            DataStream<Upsert> rows,
            PostgresSettings postgres,
            PostgresSink.Settings settings)
            throws Exception {
        rows.sinkTo(new PostgresSink(postgres, settings)).name("rows").uid("rows");
        JobID id = rows.getExecutionEnvironment().executeAsync().getJobID();
        return new SinkJob(cluster, id);
    }

    /** Writes the rows, in order, and waits for the end. */
    static SinkJob write(
            MiniCluster cluster,
            PostgresSettings postgres,
            PostgresSink.Settings settings,
            List<Upsert> rows)
            throws Exception {
        SinkJob job =
                start(
                        cluster,
                        environment().fromData(Upsert.class, rows.toArray(new Upsert[0])),
                        postgres,
                        settings);
        job.awaitEnd();
        return job;
    }

    void awaitEnd() throws Exception {
        cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
    }

    void awaitRunning() throws Exception {
        while (status() != JobStatus.RUNNING || !isEveryTaskRunning()) {
            Thread.sleep(20);
        }
    }

    /** Cancels, and returns after how many milliseconds the job was over. */
    long cancel() throws Exception {
        long start = System.nanoTime();
        cluster.cancelJob(id).get();
        while (!status().isGloballyTerminalState()) {
            Thread.sleep(20);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    JobStatus status() throws Exception {
        return cluster.getJobStatus(id).get();
    }

    /** Restarts of the task that was restarted most. */
    int attempts() throws Exception {
        int most = 0;
        for (AccessExecutionVertex vertex :
                cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
            most = Math.max(most, vertex.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return most;
    }

    /** Sum of a counter over the sink's tasks. */
    long counter(InMemoryReporter metrics, String name) {
        long sum = 0;
        for (Metric metric : metrics.findMetrics(id, "rows.*" + name).values()) {
            sum += ((Counter) metric).getCount();
        }
        return sum;
    }

    private boolean isEveryTaskRunning() throws Exception {
        for (AccessExecutionVertex vertex :
                cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }
}
