/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/** The comparison rule of exact statistics. */
final class Expected {
    private Expected() {}

    /** Relative 1e-9, or absolute 1e-12 where the expected value is below 1e-6 in size. */
    static boolean isEqual(Double found, double expected) {
        if (found == null) {
            return false;
        }
        double size = StrictMath.abs(expected);
        double error = StrictMath.abs(found - expected);
        return size < 1e-6 ? error <= 1e-12 : error <= 1e-9 * size;
    }
}
