/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How right the model was: the join of predictions with labels that come later ({@link
 * io.tidemark.performance.LabelJoin}), the mergeable summary of joined pairs ({@link
 * io.tidemark.performance.Tally}) and the metrics read from it ({@link
 * io.tidemark.performance.PerformanceMetrics}); read in this order. May import {@code profile} and
 * {@code event}; no Flink, no I/O, no clock.
 */
package io.tidemark.performance;
