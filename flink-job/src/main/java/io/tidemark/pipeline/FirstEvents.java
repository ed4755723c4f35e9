/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * State: the events of a (model, version)'s first full window, as a baseline for later ones. Fields
 * may be added.
 *
 * @param effectiveFrom windows that start at or after this instant are compared with it
 * @param profile bytes of an {@code EventProfile}
 */
public record FirstEvents(long windowStart, long effectiveFrom, byte[] profile) {}
