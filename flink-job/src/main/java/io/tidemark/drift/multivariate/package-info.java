/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Drift of a model's input as a whole: what no single feature shows.
 *
 * <p>Read {@code MultivariateComparison} first: it takes a sample of the baseline's events and one
 * of the window's and runs the methods asked for; then any of them, such as {@code
 * MaximumMeanDiscrepancy}. What comes in are plain rows of numbers ({@code EventRows}) and moments
 * ({@code Covariance}); what goes out says how far, how likely by chance, and which features moved.
 */
package io.tidemark.drift.multivariate;
