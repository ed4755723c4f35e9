/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How far two profiles of one feature are apart: distances, tests and their bounds, one per class.
 *
 * <p>Read {@code DriftMethods} first, the list of all, then {@code FeaturePair}, what they see;
 * then any of them, such as {@code KolmogorovSmirnov} (on a grid, with rigorous bounds) or {@code
 * ChiSquare} (on counts). May import profile, result and event; nothing here decides what is drift.
 */
package io.tidemark.drift;
