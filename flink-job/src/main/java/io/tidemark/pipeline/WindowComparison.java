/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.NullDistributions;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericGrid;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.List;

/**
 * COMPARE: one feature's window beside its baseline, the published reference or the first window.
 */
final class WindowComparison {
    private WindowComparison() {}

    /** Compares without a memory of null distributions. */
    static WindowedFeature compare(
            Monitor monitor,
            FeatureKey key,
            WindowKey window,
            FeatureProfile current,
            FirstWindow first,
            int stage) {
        return compare(monitor, key, window, current, first, stage, new NullDistributions(0));
    }

    /**
     * @param first the first-window baseline; null where there is a reference or none is fixed yet
     * @param stage {@link RowVersion#PROVISIONAL} compares nothing
     * @param nulls a cache: what is in it makes no difference
     */
    static WindowedFeature compare(
            Monitor monitor,
            FeatureKey key,
            WindowKey window,
            FeatureProfile current,
            FirstWindow first,
            int stage,
            NullDistributions nulls) {
        FeatureKind kind = current.layout().kind();
        if (kind == FeatureKind.UNDECLARED) {
            // known when the window closes: a later revision of it must not decide anew
            boolean isDecided = first != null && first.effectiveFrom() <= window.windowEndMillis();
            kind = isDecided ? first.kind() : current.resolveKind();
        }
        return compare(monitor, key, window, current, kind, first, stage, nulls);
    }

    private static WindowedFeature compare(
            Monitor monitor,
            FeatureKey key,
            WindowKey window,
            FeatureProfile current,
            FeatureKind kind,
            FirstWindow first,
            int stage,
            NullDistributions nulls) {
        FeatureProfile reference =
                monitor.reference() == null
                        ? null
                        : monitor.reference().profile(key.segment(), key.feature());
        BaselineComparison comparison = null;
        if (stage > RowVersion.PROVISIONAL && reference != null) {
            comparison =
                    compare(monitor, BaselineComparison.REFERENCE, reference, current, kind, nulls);
        } else if (stage > RowVersion.PROVISIONAL
                && first != null
                && window.windowStartMillis() >= first.effectiveFrom()) {
            FeatureProfile baseline = FeatureProfile.fromBytes(current.layout(), first.profile());
            comparison =
                    compare(
                            monitor,
                            BaselineComparison.FIRST_WINDOW,
                            baseline,
                            current,
                            kind,
                            nulls);
        }
        return WindowedFeature.ofFeature(
                window, key.feature(), stage, FeatureReading.of(current, kind), comparison);
    }

    /**
     * A feature of the scored pairs, beside the reference alone.
     *
     * @param kind of an undeclared one
     * @param nulls a cache: what is in it makes no difference
     */
    static WindowedFeature ofPairs(
            Monitor monitor,
            FeatureKey key,
            WindowKey window,
            FeatureProfile current,
            FeatureKind kind,
            NullDistributions nulls) {
        FeatureKind known = current.layout().kind();
        return compare(
                monitor,
                key,
                window,
                current,
                known == FeatureKind.UNDECLARED ? kind : known,
                null,
                RowVersion.OPEN,
                nulls);
    }

    private static BaselineComparison compare(
            Monitor monitor,
            String name,
            FeatureProfile baseline,
            FeatureProfile current,
            FeatureKind kind,
            NullDistributions nulls) {
        MonitorSpec spec = monitor.spec();
        List<String> methods = monitor.driftMethods(kind);
        NumericGrid grid = baseline.layout().grid();
        return new BaselineComparison(
                name,
                baseline.present(),
                grid == null ? null : grid.id(),
                FeatureComparison.of(
                        baseline,
                        baseline.missing(),
                        current,
                        current.missing(),
                        kind,
                        methods,
                        spec.minCategoryCount(),
                        nulls));
    }
}
