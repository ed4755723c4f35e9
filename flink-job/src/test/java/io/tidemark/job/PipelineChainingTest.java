/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.io.kafka.KafkaEndpoints;
import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import io.tidemark.monitor.Monitors;
import io.tidemark.pipeline.OperatorIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * That no event crosses a task boundary, or is copied, between its source and PROFILE: the whole
 * point of profiling before the shuffle.
 */
class PipelineChainingTest {
    private final StreamExecutionEnvironment env = Environments.local(2, new Configuration());

    @Test
    void topology_predictions_areChainedIntoProfile() {
        Settings settings = new Settings(null, null, null, null, null);
        Topology.build(
                env,
                settings,
                new Monitors(List.of()),
                new KafkaEndpoints(KafkaSettings.of("localhost:9092")),
                new PostgresSink(
                        new PostgresSettings("jdbc:postgresql://localhost:5432/x", null, null),
                        PostgresSink.Settings.defaults()));

        assertThat(verticesWith("Source: predictions"))
                .singleElement()
                .satisfies(PipelineChainingTest::isProfileWithoutNetworkInput);
    }

    @Test
    void replay_events_areChainedIntoProfile() {
        ReplayJob.build(
                        env,
                        ReplayJob.Request.of(
                                Path.of("predictions.jsonl"),
                                Path.of("feedback.jsonl"),
                                new Monitors(List.of()),
                                0))
                .print()
                .uid("rows");

        assertThat(verticesWith("Source: events"))
                .singleElement()
                .satisfies(PipelineChainingTest::isProfileWithoutNetworkInput);
    }

    @Test
    void environment_chains_passObjectsOn() {
        assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
    }

    /** What a vertex does not name among its operators is in none of its checkpoints. */
    private static void isProfileWithoutNetworkInput(JobVertex vertex) {
        assertThat(vertex.getName()).contains("profile");
        assertThat(vertex.getInputs()).isEmpty();
        assertThat(vertex.getOperatorIDs())
                .extracting(OperatorIDPair::getUserDefinedOperatorUid)
                .contains(OperatorIds.PREDICTIONS, OperatorIds.PROFILE);
    }

    private List<JobVertex> verticesWith(String name) {
        List<JobVertex> found = new ArrayList<>();
        for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
            if (vertex.getName().contains(name)) {
                found.add(vertex);
            }
        }
        return found;
    }
}
