/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.multivariate;

import org.apache.commons.math3.special.Erf;

/** The standard normal law, by Commons Math's error function. */
final class NormalLaw {
    /** What a 95 % interval leaves out at either end. */
    static final double TWO_SIDED_95 = 0.025;

    private static final double ROOT_2 = StrictMath.sqrt(2);

    private NormalLaw() {}

    /** The probability of a value above z; accurate in the tail. */
    static double above(double z) {
        return 0.5 * Erf.erfc(z / ROOT_2);
    }

    /** The probability of a value as far from 0 as z, on either side. */
    static double beyond(double z) {
        return StrictMath.min(1, Erf.erfc(StrictMath.abs(z) / ROOT_2));
    }

    /** The value that a share of p in (0, 1) is below. */
    static double quantile(double p) {
        return -ROOT_2 * Erf.erfcInv(2 * p);
    }
}
