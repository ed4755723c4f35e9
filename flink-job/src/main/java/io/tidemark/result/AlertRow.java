/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * One episode of an alert as the alert table keeps it: its latest transition.
 *
 * @param event that transition
 */
public record AlertRow(AlertEvent event) implements ResultRow {
    public AlertRow {
        Objects.requireNonNull(event, "event");
    }

    @Override
    public Table table() {
        return Table.ALERT;
    }

    @Override
    public RowVersion version() {
        return new RowVersion(0, 0, event.transition(), 0);
    }

    @Override
    public void writeTo(RowWriter out) {
        out.text("fingerprint", event.fingerprint())
                .time("started_at", event.startedAtMillis())
                .text("alert_id", event.alertId())
                .text("status", event.status())
                .text("kind", event.kind())
                .text("severity", event.severity())
                .text("model_id", event.modelId())
                .text("model_version", event.modelVersion())
                .text("rule", event.rule())
                .text("metric", event.metric())
                .text("feature", event.feature())
                .text("segment", event.segment())
                .text("window_name", event.windowName())
                .time("window_end", event.windowEndMillis())
                .number("value", event.value())
                .number("threshold", event.threshold())
                .text("summary", event.summary())
                .json("evidence", event.evidence())
                .time("resolved_at", event.resolvedAtMillis())
                .integer("transition", (long) event.transition());
    }
}
