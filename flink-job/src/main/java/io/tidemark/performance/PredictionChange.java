/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * One step of the distinct predictions, the denominator of coverage.
 *
 * @param sign 1: one more; -1: one that no longer holds; 0: nothing but deliveries to count
 * @param deliveries deliveries that were not counted before; never taken back
 * @param prediction whose model, version, segments and time are meant
 */
public record PredictionChange(int sign, long deliveries, PredictionSlot prediction) {}
