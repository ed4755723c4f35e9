/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The ends of the pipeline: {@code io.postgres} writes result rows, {@code io.kafka} reads events
 * and writes alerts and dead letters.
 *
 * <p>May import the pure packages, Flink's connector types, JDBC and Kafka clients; never
 * operators. What a person did wrong with an address comes out as an {@link
 * io.tidemark.io.EndpointException}.
 */
package io.tidemark.io;
