/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.WindowKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about events as wholes: breach, fine, no data, and who is named. */
class WholeRulesTest {
    private static final long DAY = 86_400_000;
    private static final WindowKey WINDOW = new WindowKey("fare", "7", "overall", "1d", 0, DAY);

    private static MultivariateResult result(
            String method, Double statistic, Boolean isDrifted, Contribution... moved) {
        return new MultivariateResult(
                method,
                statistic,
                null,
                null,
                null,
                isDrifted == null ? null : 0.001,
                isDrifted == null ? null : 0.01,
                0.05,
                MultivariateResult.DECIDES,
                isDrifted,
                isDrifted == null ? List.of("too_few_events") : List.of(),
                List.of(moved),
                12,
                500);
    }

    @Test
    void input_oneMethodOfSeveral_breachesAndNamesWhatMoved() {
        Condition condition =
                InputDriftRule.judge(
                        WINDOW,
                        DAY,
                        "reference",
                        List.of(
                                result("domain_classifier", 0.52, false),
                                result("mmd", 0.0213, true),
                                result(
                                        "correlation",
                                        0.6,
                                        true,
                                        new Contribution("distance × price", 0.9))));
        assertThat(condition.state()).isEqualTo(Condition.State.BREACH);
        assertThat(condition.kind()).isEqualTo("drift");
        assertThat(condition.rule()).isEqualTo("input_drift");
        assertThat(condition.metric()).isEqualTo("mmd");
        assertThat(condition.value()).isEqualTo(0.0213);
        assertThat(condition.threshold()).isEqualTo(0.05);
        assertThat(condition.feature()).isNull();
        assertThat(condition.summary())
                .isEqualTo(
                        "The input of fare 7 as a whole has drifted from the reference in the 1d"
                                + " window up to 1970-01-02T00:00:00Z: mmd 0.0213, correlation 0.6;"
                                + " most of it moved in distance × price (90 %) (12 events looked"
                                + " at).");
        assertThat(condition.evidence())
                .contains("\"mmd_p_decision\":0.001", "\"moved\":[\"distance × price 90 %\"]");
    }

    @Test
    void input_judgedAndNothingFound_isFine() {
        Condition condition =
                InputDriftRule.judge(
                        WINDOW,
                        DAY,
                        "first_window",
                        List.of(result("mmd", null, null), result("correlation", 0.01, false)));
        assertThat(condition.state()).isEqualTo(Condition.State.OK);
        assertThat(condition.metric()).isEqualTo("correlation");
        assertThat(condition.summary()).contains("is like the first window again");
    }

    @Test
    void input_nothingJudged_isNoData() {
        Condition condition =
                InputDriftRule.judge(WINDOW, DAY, "reference", List.of(result("mmd", 0.2, null)));
        assertThat(condition.state()).isEqualTo(Condition.State.NO_DATA);
        assertThat(condition.summary()).contains("cannot be judged", "12 events (too_few_events)");
    }

    @Test
    void attribution_rankingsDisagree_breaches() {
        Condition condition =
                AttributionDriftRule.judge(
                        WINDOW,
                        DAY,
                        "first_window",
                        List.of(
                                result("attribution", 0.7, true, new Contribution("hour", 0.5)),
                                result("attribution_norm", 0.4, null)));
        assertThat(condition.state()).isEqualTo(Condition.State.BREACH);
        assertThat(condition.rule()).isEqualTo("attribution_drift");
        assertThat(condition.summary())
                .startsWith("fare 7 leans on other features than in the first window")
                .contains("agree to 0.7", "hour has changed most");
        assertThat(
                        AttributionDriftRule.judge(
                                        WINDOW,
                                        DAY,
                                        "first_window",
                                        List.of(result("attribution", 0.99, false)))
                                .state())
                .isEqualTo(Condition.State.OK);
    }
}
