/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;

/**
 * What WINDOWS tells DECIDE about one feature of one closed window; just one of the last five parts
 * beside {@code reading} and {@code comparison}, which go together, is there.
 *
 * @param stage {@link RowVersion#PROVISIONAL} (the clock stands still) or {@link RowVersion#OPEN}
 *     (closed)
 * @param service requests as a whole, for {@link PanePartial#SERVICE}
 * @param reading a feature's summary
 * @param comparison with its baseline; null while there is none
 * @param outlierShare of events as wholes, for {@link PanePartial#EVENTS}
 * @param facts what a first-window baseline holds, once, when it has been fixed
 * @param isCut whether a part of the window's state could not be read: how many values are missing
 *     is not known
 */
public record WindowedFeature(
        WindowKey window,
        String feature,
        int stage,
        ServiceReading service,
        FeatureReading reading,
        BaselineComparison comparison,
        BaselineFacts facts,
        Double outlierShare,
        boolean isCut) {

    static WindowedFeature ofService(WindowKey window, int stage, ServiceReading service) {
        return new WindowedFeature(
                window, PanePartial.SERVICE, stage, service, null, null, null, null, false);
    }

    static WindowedFeature ofFeature(
            WindowKey window,
            String feature,
            int stage,
            FeatureReading reading,
            BaselineComparison comparison) {
        return new WindowedFeature(
                window, feature, stage, null, reading, comparison, null, null, false);
    }

    static WindowedFeature ofBaseline(WindowKey window, String feature, BaselineFacts facts) {
        return new WindowedFeature(
                window, feature, RowVersion.OPEN, null, null, null, facts, null, false);
    }

    static WindowedFeature ofEvents(WindowKey window, Double outlierShare) {
        return new WindowedFeature(
                window,
                PanePartial.EVENTS,
                RowVersion.OPEN,
                null,
                null,
                null,
                null,
                outlierShare,
                false);
    }

    WindowedFeature cut() {
        return new WindowedFeature(
                window, feature, stage, service, reading, comparison, facts, outlierShare, true);
    }
}
