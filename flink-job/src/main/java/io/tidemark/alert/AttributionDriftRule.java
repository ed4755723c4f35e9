/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.WindowKey;
import java.util.List;

/**
 * A model leans on other features than it used to: the ranking by mean absolute attribution agrees
 * too little with the baseline's. A fixed threshold, so no part of the budget of false alerts.
 */
public final class AttributionDriftRule {
    public static final String NAME = "attribution_drift";

    private AttributionDriftRule() {}

    /**
     * @param slideMillis how far apart windows of that name start
     * @param results about attributions, the deciding one first; not empty
     */
    public static Condition judge(
            WindowKey window, long slideMillis, String baseline, List<MultivariateResult> results) {
        WholeFinding finding = new WholeFinding(window, baseline, results);
        MultivariateResult first = finding.first();
        return new Condition(
                window,
                slideMillis,
                NAME,
                Condition.DRIFT,
                Condition.MEDIUM,
                first.method(),
                null,
                first.statistic(),
                first.effectFloor(),
                baseline,
                finding.state(),
                summary(finding),
                finding.evidence());
    }

    private static String summary(WholeFinding finding) {
        String model = Wording.model(finding.window());
        String when = " " + Wording.window(finding.window());
        MultivariateResult first = finding.first();
        return switch (finding.state()) {
            case BREACH ->
                    model
                            + " leans on other features than in "
                            + Wording.baseline(finding.baseline())
                            + when
                            + ": the rankings agree to "
                            + Wording.number(first.statistic())
                            + ", at least "
                            + Wording.number(first.effectFloor())
                            + " is expected"
                            + moved(finding.moved())
                            + ".";
            case OK ->
                    model
                            + " leans on the features of "
                            + Wording.baseline(finding.baseline())
                            + " again"
                            + when
                            + ".";
            case NO_DATA ->
                    "What "
                            + model
                            + " leans on cannot be judged"
                            + when
                            + ": "
                            + first.sampleSize()
                            + " events with attributions ("
                            + String.join(", ", first.reasons())
                            + ").";
        };
    }

    private static String moved(List<Contribution> parts) {
        return parts.isEmpty() ? "" : "; " + parts.get(0).feature() + " has changed most";
    }
}
