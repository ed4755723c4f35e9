/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Mergeable summaries of what streamed by: adding values in any order, in any parts, gives the same
 * bytes. Start with {@link io.tidemark.profile.FeatureProfile} (one feature) and {@link
 * io.tidemark.profile.FeatureLayout} (what it is laid out for), then {@link
 * io.tidemark.profile.NumericGrid} and {@link io.tidemark.profile.NumericDistribution} (what the
 * statistics read), then {@link io.tidemark.profile.ExactSum} (why order does not matter). Imports
 * {@code io.tidemark.event} only; no Flink, no input or output, no clock.
 */
package io.tidemark.profile;
