/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Detectors that read one stream of numbers in order and say when it has changed, one per class:
 * start with {@link io.tidemark.drift.sequential.SequentialDetector}, then any of them, such as
 * {@link io.tidemark.drift.sequential.PageHinkley} (the shortest) or {@link
 * io.tidemark.drift.sequential.Adwin}. May import profile (for the byte form of states); pure, no
 * clock, no unseeded chance.
 */
package io.tidemark.drift.sequential;
