/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What arrives: predictions, feedback, dead letters, and the JSON that they are read from.
 *
 * <p>Reader's path: {@link io.tidemark.event.PredictionEvent}, then {@link
 * io.tidemark.event.PredictionDecoder} (which field means what), then the package-private {@code
 * RecordReader} (how bytes become values) and {@link io.tidemark.event.DeadLetterReason} (how they
 * fail to). The lowest layer: imports Jackson's streaming parser and nothing of Tidemark; no Flink,
 * no I/O, no clock.
 */
package io.tidemark.event;
