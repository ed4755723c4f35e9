/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/** How a feature's values are summarised. */
public enum FeatureKind {
    /** Numbers on a grid; texts and booleans are type mismatches. */
    NUMERIC,
    /** Counts per category; numbers count under their shortest decimal form. */
    CATEGORICAL,
    /** Not decided yet: numbers on the log grid, everything else as categories. */
    UNDECLARED
}
