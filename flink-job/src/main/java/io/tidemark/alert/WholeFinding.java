/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What several methods say about one window's events as wholes.
 *
 * @param baseline what they were compared with
 * @param results in the order of the methods; not empty
 */
record WholeFinding(WindowKey window, String baseline, List<MultivariateResult> results) {
    /** It holds if any method says so; nobody can tell if none does. */
    Condition.State state() {
        boolean isJudged = false;
        for (MultivariateResult result : results) {
            if (isBreach(result)) {
                return Condition.State.BREACH;
            }
            isJudged |= result.isDrifted() != null;
        }
        return isJudged ? Condition.State.OK : Condition.State.NO_DATA;
    }

    private static boolean isBreach(MultivariateResult result) {
        return Boolean.TRUE.equals(result.isDrifted());
    }

    /** The first method that found something, else the first that was judged, else the first. */
    MultivariateResult first() {
        MultivariateResult judged = null;
        for (MultivariateResult result : results) {
            if (isBreach(result)) {
                return result;
            }
            judged = judged == null && result.isDrifted() != null ? result : judged;
        }
        return judged == null ? results.get(0) : judged;
    }

    /** What moved, by the first method that found something and can name it; may be empty. */
    List<Contribution> moved() {
        for (MultivariateResult result : results) {
            if (isBreach(result) && !result.moved().isEmpty()) {
                return result.moved();
            }
        }
        return List.of();
    }

    /** The methods that found something, each with its statistic. */
    String said(String between) {
        List<String> said = new ArrayList<>();
        for (MultivariateResult result : results) {
            if (isBreach(result)) {
                said.add(result.method() + between + Wording.number(result.statistic()));
            }
        }
        return String.join(", ", said);
    }

    String evidence() {
        Evidence evidence =
                new Evidence()
                        .integer("sample_size", first().sampleSize())
                        .integer("baseline_size", first().baselineSize());
        for (MultivariateResult result : results) {
            evidence.number(result.method(), result.statistic());
            if (result.pDecision() != null) {
                evidence.number(result.method() + "_p_decision", result.pDecision())
                        .number(result.method() + "_p_threshold", result.pThreshold());
            }
        }
        List<String> moved = new ArrayList<>();
        moved().forEach(part -> moved.add(part.feature() + " " + Wording.percent(part.share())));
        return evidence.texts("moved", moved).texts("reasons", first().reasons()).toJson();
    }
}
