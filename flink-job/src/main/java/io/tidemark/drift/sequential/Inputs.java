/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

/** What detectors accept. */
final class Inputs {
    private Inputs() {}

    static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite value: " + value);
        }
        return value;
    }

    static double share(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("an error is a number from 0 to 1, not " + value);
        }
        return value;
    }

    static void require(boolean isGiven, String what) {
        if (!isGiven) {
            throw new IllegalArgumentException(what);
        }
    }
}
