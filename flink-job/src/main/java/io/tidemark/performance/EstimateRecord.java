/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * How an estimator of performance has done against the labels that came later: windows in which the
 * observed figure could be compared, and those in which it lay outside of the estimate's 95 %
 * range. If the estimator is right, one in twenty does; it counts as wrong when so many as that
 * would happen by chance in less than {@value #CHANCE} of all cases, and never before two.
 *
 * @param windows compared
 * @param missed outside
 */
public record EstimateRecord(long windows, long missed) {
    static final double CHANCE = 0.01;

    private static final double MISSED_IF_RIGHT = 0.05;

    /** No window yet. */
    public static EstimateRecord none() {
        return new EstimateRecord(0, 0);
    }

    /** Returns the record with one more window; unchanged where either figure is undefined. */
    public EstimateRecord with(Metric estimated, Metric observed) {
        if (estimated.lower() == null || estimated.upper() == null || observed.value() == null) {
            return this;
        }
        boolean isOutside =
                observed.value() < estimated.lower() || observed.value() > estimated.upper();
        return new EstimateRecord(windows + 1, missed + (isOutside ? 1 : 0));
    }

    /** Returns whether the estimator has been wrong too often for chance. */
    public boolean isWrong() {
        return missed >= 2 && tail() < CHANCE;
    }

    /** P(at least so many of these windows are missed if one in twenty is). */
    private double tail() {
        double below = 0;
        double probability = StrictMath.pow(1 - MISSED_IF_RIGHT, (double) windows);
        for (long i = 0; i < missed; i++) {
            below += probability;
            probability *=
                    (double) (windows - i) / (i + 1) * MISSED_IF_RIGHT / (1 - MISSED_IF_RIGHT);
        }
        return StrictMath.max(0, 1 - below);
    }
}
