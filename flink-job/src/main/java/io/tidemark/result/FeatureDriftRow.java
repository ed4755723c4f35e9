/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.List;
import java.util.Objects;

/**
 * How far one feature is from one baseline, by one method, and what was made of it.
 *
 * @param window model, segment and window
 * @param feature its name
 * @param baseline {@code reference} or another baseline's name
 * @param method such as {@code ks} or {@code psi}
 * @param statistic the distance, null when undefined (then a reason says why)
 * @param lower rigorous lower bound of the exact statistic, null when there is none
 * @param upper rigorous upper bound
 * @param pValue p-value as SciPy computes it, null where the method has none
 * @param pDecision the probability that the verdict uses
 * @param pThreshold what false-discovery control left
 * @param effectFloor the smallest effect that matters
 * @param role {@code decides}, {@code effect} or {@code informs}
 * @param isDrifted the verdict, null when not judged
 * @param reasons why undefined, not tested or drifted; codes, canonical order
 * @param sampleSize values of the window
 * @param baselineSize values of the baseline
 * @param version what the guard compares
 */
public record FeatureDriftRow(
        WindowKey window,
        String feature,
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
        long sampleSize,
        long baselineSize,
        RowVersion version)
        implements ResultRow {

    public FeatureDriftRow {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(reasons, "reasons");
    }

    @Override
    public Table table() {
        return Table.FEATURE_DRIFT;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("feature", feature).text("baseline", baseline).text("method", method);
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
                .integer("sample_size", sampleSize)
                .integer("baseline_size", baselineSize);
        version.writeTo(out);
    }
}
