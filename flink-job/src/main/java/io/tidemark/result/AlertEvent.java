/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.List;
import java.util.Objects;

/**
 * One transition of an alert, as it goes to the alert topic; {@code schema/alert.schema.json}
 * describes its JSON.
 *
 * @param alertId hash of fingerprint, start and transition: a repeat has the same
 * @param fingerprint hash of model, version, rule, feature, segment, window name
 * @param status {@link #FIRING} or {@link #RESOLVED}
 * @param kind {@code drift}, {@code quality}, {@code performance}, {@code service}, ...
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param modelId the model
 * @param modelVersion its version
 * @param rule the rule's name
 * @param metric what the rule looks at
 * @param feature the feature, null when the rule is about the model
 * @param segment {@code overall} or {@code name=value}
 * @param windowName the window as the monitor names it
 * @param windowStartMillis start of the window that made the transition, epoch milliseconds
 * @param windowEndMillis its end
 * @param value the observed value, null when undefined
 * @param threshold what it was held against, null when there is none
 * @param baseline the baseline's name, null when there is none
 * @param startedAtMillis end of the first breaching window, epoch milliseconds
 * @param resolvedAtMillis event time too; null while firing
 * @param summary one sentence that a person can act on
 * @param evidence a JSON object: top contributing bins or groups, sample sizes
 * @param runbookUrl null when not configured
 * @param dashboardUrl null when not configured
 * @param transition which one of its episode: 1 for the first firing, 2 for the first resolving;
 *     more where late data made it go on, or end at another time
 */
public record AlertEvent(
        String alertId,
        String fingerprint,
        String status,
        String kind,
        String severity,
        String modelId,
        String modelVersion,
        String rule,
        String metric,
        String feature,
        String segment,
        String windowName,
        long windowStartMillis,
        long windowEndMillis,
        Double value,
        Double threshold,
        String baseline,
        long startedAtMillis,
        Long resolvedAtMillis,
        String summary,
        String evidence,
        String runbookUrl,
        String dashboardUrl,
        int transition) {

    /** The condition holds. */
    public static final String FIRING = "firing";

    /** It does not hold any more. */
    public static final String RESOLVED = "resolved";

    public AlertEvent {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** The first transition of its status in an episode. */
    public AlertEvent(
            String alertId,
            String fingerprint,
            String status,
            String kind,
            String severity,
            String modelId,
            String modelVersion,
            String rule,
            String metric,
            String feature,
            String segment,
            String windowName,
            long windowStartMillis,
            long windowEndMillis,
            Double value,
            Double threshold,
            String baseline,
            long startedAtMillis,
            Long resolvedAtMillis,
            String summary,
            String evidence,
            String runbookUrl,
            String dashboardUrl) {
        this(
                alertId,
                fingerprint,
                status,
                kind,
                severity,
                modelId,
                modelVersion,
                rule,
                metric,
                feature,
                segment,
                windowName,
                windowStartMillis,
                windowEndMillis,
                value,
                threshold,
                baseline,
                startedAtMillis,
                resolvedAtMillis,
                summary,
                evidence,
                runbookUrl,
                dashboardUrl,
                RESOLVED.equals(status) ? 2 : 1);
    }

    /** Whether this transition ends the episode. */
    public boolean isResolved() {
        return RESOLVED.equals(status);
    }

    /** The event as canonical JSON: every member is there, null where it does not apply. */
    public String toJson() {
        RowWriter out = new RowWriter(List.of());
        out.text("alert_id", alertId)
                .text("fingerprint", fingerprint)
                .text("status", status)
                .text("kind", kind)
                .text("severity", severity)
                .text("model_id", modelId)
                .text("model_version", modelVersion)
                .text("rule", rule)
                .text("metric", metric)
                .text("feature", feature)
                .text("segment", segment)
                .object("window", this, AlertEvent::writeWindow)
                .number("value", value)
                .number("threshold", threshold)
                .text("baseline", baseline)
                .time("started_at", startedAtMillis)
                .time("resolved_at", resolvedAtMillis)
                .text("summary", summary)
                .json("evidence", evidence)
                .text("runbook_url", runbookUrl)
                .text("dashboard_url", dashboardUrl)
                .integer("transition", (long) transition);
        return out.finish();
    }

    private static void writeWindow(RowWriter out, AlertEvent event) {
        out.text("name", event.windowName)
                .time("start", event.windowStartMillis)
                .time("end", event.windowEndMillis);
    }
}
