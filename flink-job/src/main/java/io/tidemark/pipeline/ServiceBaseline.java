/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * State: the requests of a segment's first full window, what latency is held against. Fields may be
 * added.
 *
 * @param effectiveFrom windows that start at or after this instant are compared with it
 */
public record ServiceBaseline(long effectiveFrom, ServiceReading reading) {}
