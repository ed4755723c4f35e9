/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.List;
import java.util.Objects;

/**
 * How far a model's input as a whole is from one baseline, by one method, and what was made of it.
 *
 * @param window model, segment and window
 * @param baseline {@code reference} or another baseline's name
 * @param method such as {@code domain_classifier}
 * @param statistic what the method measures, null when undefined (then a reason says why)
 * @param lower lower confidence bound, null when there is none
 * @param upper upper confidence bound
 * @param pValue probability without drift, null where the method has none
 * @param pDecision the probability that the verdict uses
 * @param pThreshold what it or the bound was held against
 * @param effectFloor the smallest statistic that matters
 * @param role {@code decides} or {@code informs}
 * @param isDrifted the verdict, null when not judged
 * @param reasons why undefined, not judged or drifted; codes, canonical order
 * @param moved what moved, the largest share first
 * @param sampleSize events of the window that were looked at
 * @param baselineSize events of the baseline that were looked at
 * @param version what the guard compares
 */
public record ModelDriftRow(
        WindowKey window,
        String baseline,
        String method,
        Double statistic,
        Double lower,
        Double upper,
        Double pValue,
        Double pDecision,
        Double pThreshold,
        Double effectFloor,
        String role,
        Boolean isDrifted,
        List<String> reasons,
        List<Moved> moved,
        long sampleSize,
        long baselineSize,
        RowVersion version)
        implements ResultRow {

    public ModelDriftRow {
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(reasons, "reasons");
        Objects.requireNonNull(moved, "moved");
    }

    @Override
    public Table table() {
        return Table.MODEL_DRIFT;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("baseline", baseline).text("method", method);
        window.writeEndTo(out);
        out.number("statistic", statistic)
                .number("lower", lower)
                .number("upper", upper)
                .number("p_value", pValue)
                .number("p_decision", pDecision)
                .number("p_threshold", pThreshold)
                .number("effect_floor", effectFloor)
                .text("role", role)
                .bool("drifted", isDrifted)
                .texts("reasons", reasons)
                .objects("moved", moved, Moved::write)
                .integer("sample_size", sampleSize)
                .integer("baseline_size", baselineSize);
        version.writeTo(out);
    }
}
