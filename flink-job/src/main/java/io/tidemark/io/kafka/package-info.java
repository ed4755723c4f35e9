/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events from Kafka, alerts and dead letters to Kafka.
 *
 * <p>May import {@code event}, {@code result}, Flink's Kafka connector and Kafka's clients. Read
 * {@link io.tidemark.io.kafka.KafkaEndpoints} for what connects to which topic, {@link
 * io.tidemark.io.kafka.ArrivalDeserializer} for how a record becomes an event or a dead letter, and
 * {@link io.tidemark.io.kafka.KafkaPreflight} for what is checked before a job starts.
 */
package io.tidemark.io.kafka;
