/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

/** A baseline as something to draw both samples of a simulation from. */
interface NullBaseline {
    /** Returns the hash of all that the simulation can depend on: bins and counts. */
    long id();

    /** Returns the number of the baseline's values. */
    long size();

    /** Returns the multinomial law of its cells. */
    CountDraws cells();

    /**
     * Returns how far two drawn samples are apart.
     *
     * @return {@link NullForm#quantity} of the two
     */
    double quantity(
            DriftMethod method, NullForm form, long[] baselineCounts, long[] currentCounts);
}
