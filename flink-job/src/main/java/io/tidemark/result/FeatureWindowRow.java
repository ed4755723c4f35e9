/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * The profile of one feature in a window.
 *
 * @param window model, segment and window
 * @param feature its name; {@code @prediction} and the like are features too
 * @param kind {@code numeric}, {@code categorical} or {@code undeclared}
 * @param count present values, missing ones not included
 * @param missing null or absent values
 * @param typeMismatches present values of the wrong type
 * @param notANumber NaN
 * @param infinite infinities of either sign
 * @param outOfRange values outside the declared range, or too large to be counted in the moments
 * @param newValues values that the baseline does not have, null without a baseline
 * @param outliers values beyond the baseline's 0.1 % and 99.9 % quantiles, null without a baseline
 * @param distinct distinct values (1.6 % standard error when many), null when not kept
 * @param mean arithmetic mean, null when there is none; so for all that follow
 * @param stddev sample standard deviation (ddof 1)
 * @param min smallest value
 * @param max largest value
 * @param q05 5 % quantile
 * @param q25 25 % quantile
 * @param q50 median
 * @param q75 75 % quantile
 * @param q95 95 % quantile
 * @param ageP95Seconds 95 % quantile of the value's age at the prediction
 * @param version what the guard compares
 */
public record FeatureWindowRow(
        WindowKey window,
        String feature,
        String kind,
        long count,
        long missing,
        long typeMismatches,
        long notANumber,
        long infinite,
        long outOfRange,
        Long newValues,
        Long outliers,
        Long distinct,
        Double mean,
        Double stddev,
        Double min,
        Double max,
        Double q05,
        Double q25,
        Double q50,
        Double q75,
        Double q95,
        Double ageP95Seconds,
        RowVersion version)
        implements ResultRow {

    public FeatureWindowRow {
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public Table table() {
        return Table.FEATURE_WINDOW;
    }

    @Override
    public void writeTo(RowWriter out) {
        window.writeTo(out);
        out.text("feature", feature);
        window.writeEndTo(out);
        out.text("kind", kind)
                .integer("count", count)
                .integer("missing", missing)
                .integer("type_mismatches", typeMismatches)
                .integer("not_a_number", notANumber)
                .integer("infinite", infinite)
                .integer("out_of_range", outOfRange)
                .integer("new_values", newValues)
                .integer("outliers", outliers)
                .integer("distinct", distinct)
                .number("mean", mean)
                .number("stddev", stddev)
                .number("min", min)
                .number("max", max)
                .number("q05", q05)
                .number("q25", q25)
                .number("q50", q50)
                .number("q75", q75)
                .number("q95", q95)
                .number("age_p95_seconds", ageP95Seconds);
        version.writeTo(out);
    }
}
