/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.AttributionDriftRule;
import io.tidemark.alert.Condition;
import io.tidemark.alert.InputDriftRule;
import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.AttributionWindowRow;
import io.tidemark.result.ModelDriftRow;
import io.tidemark.result.Moved;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What a closed window's events say as wholes; kept until the window is final, so that nothing
 * costly is worked out twice. State: fields may be added.
 *
 * @param deliveries behind all of it, the first window's included where it is the baseline
 * @param baseline name of the input's baseline; null while there is none
 * @param input results about the input; empty without a baseline
 * @param attribution results about attributions, always against the first window; may be empty
 * @param attributions of every feature that has any
 */
public record EventReading(
        long deliveries,
        String baseline,
        List<MultivariateResult> input,
        List<MultivariateResult> attribution,
        List<AttributionReading> attributions) {

    private static final String OUTLIER_SHARE = "outlier_share";

    List<ResultRow> rows(WindowKey window, RowVersion version) {
        List<ResultRow> rows = new ArrayList<>();
        input.forEach(result -> rows.add(row(window, baseline, result, version)));
        attribution.forEach(
                result -> rows.add(row(window, BaselineComparison.FIRST_WINDOW, result, version)));
        for (AttributionReading one : attributions) {
            rows.add(
                    new AttributionWindowRow(
                            window,
                            one.feature(),
                            one.meanAbsolute(),
                            one.rank(),
                            one.baselineMeanAbsolute(),
                            one.baselineRank(),
                            version));
        }
        return rows;
    }

    private static ModelDriftRow row(
            WindowKey window, String baseline, MultivariateResult result, RowVersion version) {
        List<Moved> moved = new ArrayList<>();
        for (Contribution part : result.moved()) {
            moved.add(new Moved(part.feature(), part.share()));
        }
        return new ModelDriftRow(
                window,
                baseline,
                result.method(),
                result.statistic(),
                result.lower(),
                result.upper(),
                result.pValue(),
                result.pDecision(),
                result.pThreshold(),
                result.effectFloor(),
                result.role(),
                result.isDrifted(),
                result.reasons(),
                moved,
                result.sampleSize(),
                result.baselineSize(),
                version);
    }

    List<Condition> conditions(WindowKey window, long slideMillis) {
        List<Condition> conditions = new ArrayList<>();
        if (!input.isEmpty()) {
            conditions.add(InputDriftRule.judge(window, slideMillis, baseline, input));
        }
        if (!attribution.isEmpty()) {
            conditions.add(
                    AttributionDriftRule.judge(
                            window, slideMillis, BaselineComparison.FIRST_WINDOW, attribution));
        }
        return conditions;
    }

    /** The share of events that are outliers as wholes; null where it was not worked out. */
    Double outlierShare() {
        for (MultivariateResult result : input) {
            if (result.method().equals(OUTLIER_SHARE)) {
                return result.statistic();
            }
        }
        return null;
    }
}
