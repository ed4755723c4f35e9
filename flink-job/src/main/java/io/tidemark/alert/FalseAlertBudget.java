/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/**
 * The one setting of drift alerts, false alerts a week and model, as the level of each family of
 * tests.
 *
 * <p>Every window of every window name is judged once for each family, at q = alerts · slide / week
 * / (window names · families): with no drift anywhere the windows with a false alert then sum to
 * what was asked. The level is capped at 0.05; where the cap binds, fewer false alerts come than
 * asked.
 */
public final class FalseAlertBudget {
    private static final double WEEK_MILLIS = 7 * 24 * 3_600_000.0;
    private static final double HIGHEST_LEVEL = 0.05;

    private FalseAlertBudget() {}

    /**
     * The level of one family in one window.
     *
     * @param falseAlertsPerWeek of the model, at least 0
     * @param slideMillis of the window: how often it is judged
     * @param windowNames of the monitor, at least 1
     * @param families baselines, plus one for scored pairs; at least 1
     * @return in [0, 0.05]
     */
    public static double level(
            double falseAlertsPerWeek, long slideMillis, int windowNames, int families) {
        if (!(falseAlertsPerWeek >= 0) || slideMillis <= 0 || windowNames < 1 || families < 1) {
            throw new IllegalArgumentException("no budget for such a monitor");
        }
        double perWindow = falseAlertsPerWeek * slideMillis / WEEK_MILLIS;
        return StrictMath.min(HIGHEST_LEVEL, perWindow / windowNames / families);
    }
}
