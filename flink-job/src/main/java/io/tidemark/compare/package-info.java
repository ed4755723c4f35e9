/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Two files of past predictions, judged as one window of a job: what is behind {@code compare}.
 *
 * <p>Start at {@link io.tidemark.compare.FileComparison}; what it returns is a {@link
 * io.tidemark.compare.CompareReport}, which {@link io.tidemark.compare.ReportJson} writes and the
 * command line prints. May import {@code io} and the pure packages, no Flink.
 */
package io.tidemark.compare;
