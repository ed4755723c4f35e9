/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the job talks to Kafka.
 *
 * @param bootstrapServers host:port, several separated by commas
 * @param groupId consumer group, and prefix of client and transaction ids; stable over restarts and
 *     the job's own on its cluster
 * @param start where a job without a checkpoint begins to read
 * @param isBounded whether the sources end where the topics end at their start
 * @param partitionDiscoveryMillis how often new partitions are looked for, not positive: never
 * @param alertTransactionTimeoutMillis 0: alerts at least once, at once. Positive: alerts exactly
 *     once, with each checkpoint; must exceed the longest checkpoint and restart together, and not
 *     the broker's transaction.max.timeout.ms
 * @param clientProperties for every client, such as security.protocol; they win over the others
 */
public record KafkaSettings(
        String bootstrapServers,
        String groupId,
        Start start,
        boolean isBounded,
        long partitionDiscoveryMillis,
        long alertTransactionTimeoutMillis,
        Map<String, String> clientProperties)
        implements Serializable {

    private static final long ONE_MINUTE = 60_000;

    /** Where a job without a checkpoint begins to read. */
    public enum Start {
        /** Where its group stopped, else at the beginning. */
        COMMITTED_OR_EARLIEST,
        /** Where its group stopped, else at the end. */
        COMMITTED_OR_LATEST,
        /** At the beginning. */
        EARLIEST,
        /** At the end. */
        LATEST
    }

    public KafkaSettings {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap servers look like host:9092");
        }
        if (groupId == null || groupId.isBlank()) {
            throw new IllegalArgumentException("the group id must not be empty");
        }
        if (alertTransactionTimeoutMillis < 0) {
            throw new IllegalArgumentException("a transaction timeout must not be negative");
        }
        clientProperties = new TreeMap<>(clientProperties);
    }

    /**
     * Group {@code tidemark}, committed offsets or the beginning, unbounded, new partitions within
     * a minute, alerts at least once.
     */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(
                bootstrapServers,
                "tidemark",
                Start.COMMITTED_OR_EARLIEST,
                false,
                ONE_MINUTE,
                0,
                Map.of());
    }

    /** The same for another group. */
    public KafkaSettings withGroupId(String other) {
        return new KafkaSettings(
                bootstrapServers,
                other,
                start,
                isBounded,
                partitionDiscoveryMillis,
                alertTransactionTimeoutMillis,
                clientProperties);
    }

    /** The same with another start. */
    public KafkaSettings withStart(Start other) {
        return new KafkaSettings(
                bootstrapServers,
                groupId,
                other,
                isBounded,
                partitionDiscoveryMillis,
                alertTransactionTimeoutMillis,
                clientProperties);
    }

    /** The same with sources that end where the topics end at their start. */
    public KafkaSettings bounded() {
        return new KafkaSettings(
                bootstrapServers,
                groupId,
                start,
                true,
                partitionDiscoveryMillis,
                alertTransactionTimeoutMillis,
                clientProperties);
    }

    /** The same with alerts exactly once; 0 milliseconds: at least once. */
    public KafkaSettings withAlertTransactions(long timeoutMillis) {
        return new KafkaSettings(
                bootstrapServers,
                groupId,
                start,
                isBounded,
                partitionDiscoveryMillis,
                timeoutMillis,
                clientProperties);
    }

    /** The same with these properties for every client. */
    public KafkaSettings withClientProperties(Map<String, String> others) {
        return new KafkaSettings(
                bootstrapServers,
                groupId,
                start,
                isBounded,
                partitionDiscoveryMillis,
                alertTransactionTimeoutMillis,
                others);
    }
}
