/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * How many events of an hour came to one end.
 *
 * @param modelId the model, {@code (unknown)} when unreadable or beyond the cap
 * @param hourMillis start of the hour, epoch milliseconds
 * @param outcome such as {@code accepted}, {@code late} or a dead letter's reason
 * @param count all so far, not an increment
 */
public record EventOutcomeRow(String modelId, long hourMillis, String outcome, long count)
        implements ResultRow {

    public EventOutcomeRow {
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(outcome, "outcome");
    }

    @Override
    public Table table() {
        return Table.EVENT_OUTCOME;
    }

    @Override
    public RowVersion version() {
        return new RowVersion(0, 0, count, 0);
    }

    @Override
    public void writeTo(RowWriter out) {
        out.text("model_id", modelId)
                .time("hour", hourMillis)
                .text("outcome", outcome)
                .integer("count", count);
    }
}
