/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.util.List;
import java.util.Objects;

/**
 * What became of a hypothesis.
 *
 * @param hypothesis the question
 * @param isTested whether there was enough data to ask it
 * @param isDrifted whether it passed all three gates
 * @param pThreshold what false-discovery control left; null when not tested
 * @param reasons the question's code when drifted, else the gates that it did not pass; see {@link
 *     FamilyJudge}
 */
public record Verdict(
        Hypothesis hypothesis,
        boolean isTested,
        boolean isDrifted,
        Double pThreshold,
        List<String> reasons) {

    public Verdict {
        Objects.requireNonNull(hypothesis, "hypothesis");
        reasons = List.copyOf(reasons);
    }
}
