/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The benchmarks behind {@code bench}. {@code pipeline}: the job, a parser alone and a plain
 * windowed job on the same events in one process. Only the command line uses it; it may import
 * everything below that.
 *
 * <p>Read {@link io.tidemark.bench.PipelineBenchmark} first (what is run, in which order), then
 * {@code Variant} (the jobs that are compared), then {@code TrafficSource} and {@code CpuSamples}
 * (what they read and how they are timed). {@code CompareBenchmark} stands alone. {@code
 * docs/benchmarks.md} says what the figures mean.
 */
package io.tidemark.bench;
