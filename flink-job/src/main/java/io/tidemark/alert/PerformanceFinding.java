/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.WindowKey;
import java.util.List;

/**
 * What the performance rule looks at: metrics of one window beside the reference's.
 *
 * @param window model, version, segment and window of the predictions
 * @param slideMillis how far apart windows of that name start
 * @param labelled predictions of the window whose label is known
 * @param predictions of the window
 * @param baseline what the reference values come from
 * @param metrics in the order of publication
 */
public record PerformanceFinding(
        WindowKey window,
        long slideMillis,
        long labelled,
        long predictions,
        String baseline,
        List<Measured> metrics) {

    /**
     * One metric.
     *
     * @param name such as {@code accuracy} or {@code mae}
     * @param value null when undefined
     * @param lower lower end of its 95 % interval; null when there is none
     * @param upper upper end
     * @param reference the reference's value; null when undefined
     */
    public record Measured(
            String name, Double value, Double lower, Double upper, Double reference) {}
}
