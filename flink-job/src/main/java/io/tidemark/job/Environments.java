/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What is a property of the job and not of its deployment, set in code: no Kryo anywhere, a uid on
 * every operator, the number of key groups, objects reused inside chains. All else is
 * configuration.
 */
public final class Environments {
    /**
     * Has many divisors, so that any sensible parallelism gets even shares. It can never change.
     */
    private static final int MAX_PARALLELISM = 720;

    private Environments() {}

    /** The environment that a cluster, a command line or a test gives. */
    public static StreamExecutionEnvironment ofContext() {
        return prepared(StreamExecutionEnvironment.getExecutionEnvironment());
    }

    /** A Flink of its own inside this JVM. */
    public static StreamExecutionEnvironment local(int parallelism, Configuration configuration) {
        return prepared(
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration));
    }

    private static StreamExecutionEnvironment prepared(StreamExecutionEnvironment env) {
        Configuration properties = new Configuration();
        properties.set(PipelineOptions.GENERIC_TYPES, false);
        properties.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        properties.set(PipelineOptions.OBJECT_REUSE, true);
        // an unaligned barrier overtakes records that the watermark in the same snapshot has passed
        properties.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        env.configure(properties);
        env.setMaxParallelism(MAX_PARALLELISM);
        return env;
    }
}
