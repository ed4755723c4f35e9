/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.WindowKey;
import java.util.List;

/**
 * A model's input as a whole is another than the baseline's: some method that looks at all features
 * together says so.
 *
 * <p>The methods share the level of one family, each behind a gate of its own. One alert speaks for
 * all of them, with the method that comes first in their order as its metric, and names what moved.
 */
public final class InputDriftRule {
    public static final String NAME = "input_drift";

    private InputDriftRule() {}

    /**
     * @param slideMillis how far apart windows of that name start
     * @param results of all methods about the input; not empty
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
                first.effectFloor() == null ? first.pThreshold() : first.effectFloor(),
                baseline,
                finding.state(),
                summary(finding),
                finding.evidence());
    }

    private static String summary(WholeFinding finding) {
        String subject = "The input of " + Wording.model(finding.window()) + " as a whole";
        String when = " " + Wording.window(finding.window());
        return switch (finding.state()) {
            case BREACH ->
                    subject
                            + " has drifted from "
                            + Wording.baseline(finding.baseline())
                            + when
                            + ": "
                            + finding.said(" ")
                            + moved(finding.moved())
                            + " ("
                            + finding.first().sampleSize()
                            + " events looked at).";
            case OK ->
                    subject
                            + " is like "
                            + Wording.baseline(finding.baseline())
                            + " again"
                            + when
                            + ".";
            case NO_DATA ->
                    subject
                            + " cannot be judged"
                            + when
                            + ": "
                            + finding.first().sampleSize()
                            + " events ("
                            + String.join(", ", finding.first().reasons())
                            + ").";
        };
    }

    private static String moved(List<Contribution> parts) {
        StringBuilder text = new StringBuilder();
        for (Contribution part : parts.subList(0, StrictMath.min(3, parts.size()))) {
            text.append(text.length() == 0 ? "; most of it moved in " : ", ")
                    .append(part.feature())
                    .append(" (")
                    .append(Wording.percent(part.share()))
                    .append(')');
        }
        return text.toString();
    }
}
