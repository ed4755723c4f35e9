/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.io.kafka.KafkaEndpoints;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.monitor.Monitors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** The whole job on a cluster of the test's own, against a real broker and a real database. */
final class LiveJob implements AutoCloseable {
    /** Event time alone: what is judged here must not depend on how fast the machine is. */
    static final Settings.TimeSettings EVENT_TIME =
            new Settings.TimeSettings(null, "0s", null, null, "0s", "0s");

    private static final long PAUSE_MILLIS = 20;

    private final MiniCluster cluster;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final JobID id;
    private final Admin admin;

    private LiveJob(MiniCluster cluster, KafkaSettings kafka, Topics topics, JobID id) {
        this.cluster = cluster;
        this.kafka = kafka;
        this.topics = topics;
        this.id = id;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /**
     * How the job runs.
     *
     * @param checkpoints a directory
     * @param backend {@code hashmap} or {@code rocksdb}
     * @param savepoint where it starts from, null for the beginning
     */
    record Deployment(int parallelism, Path checkpoints, String backend, String savepoint) {
        StreamExecutionEnvironment environment() {
            Configuration configuration = new Configuration();
            configuration.setString("execution.checkpointing.interval", "400 ms");
            // on a slow disk the job would do nothing else
            configuration.setString("execution.checkpointing.min-pause", "400 ms");
            configuration.setString("execution.checkpointing.timeout", "5 min");
            configuration.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
            configuration.setString("state.backend.type", backend);
            configuration.setString("restart-strategy.type", "fixed-delay");
            configuration.setString("restart-strategy.fixed-delay.attempts", "100");
            configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
            if (savepoint != null) {
                configuration.setString("execution.state-recovery.path", savepoint);
            }
            StreamExecutionEnvironment env = Environments.ofContext();
            env.configure(configuration);
            env.setParallelism(parallelism);
            return env;
        }
    }

    static LiveJob start(
            MiniCluster cluster,
            Deployment deployment,
            Monitors monitors,
            KafkaSettings kafka,
            Topics topics,
            Settings.TimeSettings time,
            PostgresSettings postgres)
            throws Exception {
        StreamExecutionEnvironment env = deployment.environment();
        Settings settings =
                new Settings(
                        new Settings.KafkaSettings(
                                null,
                                null,
                                topics.predictions(),
                                topics.feedback(),
                                topics.alerts(),
                                topics.deadLetters(),
                                null,
                                null,
                                null),
                        null,
                        null,
                        time,
                        null);
        Topology.build(
                env,
                settings,
                monitors,
                new KafkaEndpoints(kafka),
                new PostgresSink(postgres, new PostgresSink.Settings(500, 200, 300_000)));
        return new LiveJob(cluster, kafka, topics, env.executeAsync().getJobID());
    }

    /** Waits for the end of a bounded run; a failure of the job is one of the test. */
    void awaitEnd() throws Exception {
        cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
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

    long completedCheckpoints() throws Exception {
        return snapshot().getCounts().getNumberOfCompletedCheckpoints();
    }

    /** How often the job was restored from a checkpoint. */
    long restores() throws Exception {
        return snapshot().getCounts().getNumberOfRestoredCheckpoints();
    }

    private CheckpointStatsSnapshot snapshot() throws Exception {
        return cluster.getExecutionGraph(id).get().getCheckpointStatsSnapshot();
    }

    void awaitRestore(long count) throws Exception {
        while (restores() < count) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Waits until a checkpoint has committed more records than these. */
    void awaitCommitted(long more) throws Exception {
        while (committed() <= more) {
            requireRunning();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Waits until a checkpoint holds everything that the topics hold now. */
    void awaitAllCommitted() throws Exception {
        long all = available();
        while (committed() < all) {
            requireRunning();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void requireRunning() throws Exception {
        if (status().isGloballyTerminalState()) {
            awaitEnd();
            throw new IllegalStateException("the job has ended as " + status());
        }
    }

    /** Records behind the last checkpoint, of both topics. */
    long committed() throws Exception {
        long sum = 0;
        for (OffsetAndMetadata offset :
                admin.listConsumerGroupOffsets(kafka.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .values()) {
            sum += offset.offset();
        }
        return sum;
    }

    /** Records of both topics. */
    long available() throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(List.of(topics.predictions(), topics.feedback()))
                        .allTopicNames()
                        .get()
                        .values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                ends.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest());
            }
        }
        long sum = 0;
        for (ListOffsetsResultInfo end : admin.listOffsets(ends).all().get().values()) {
            sum += end.offset();
        }
        return sum;
    }

    /** Stops where it is; returns the savepoint. */
    String stop(Path savepoints) throws Exception {
        return stop(savepoints, false);
    }

    /** Stops as if the input had ended: every window closes. */
    void drain(Path savepoints) throws Exception {
        stop(savepoints, true);
    }

    private String stop(Path savepoints, boolean isEndOfTime) throws Exception {
        String savepoint =
                cluster.stopWithSavepoint(
                                id,
                                savepoints.toUri().toString(),
                                isEndOfTime,
                                SavepointFormatType.CANONICAL)
                        .get();
        awaitEnd();
        return savepoint;
    }

    /** Lets go of the broker; the job is the cluster's. */
    @Override
    public void close() {
        admin.close();
    }

    /** Cancels, and returns after how many milliseconds the job was over. */
    long cancel() throws Exception {
        long start = System.nanoTime();
        cluster.cancelJob(id).get();
        while (!status().isGloballyTerminalState()) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
