/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.AlertEvent;
import java.time.Instant;

/** The alert events for what can happen to an episode. */
final class AlertTransition {
    private AlertTransition() {}

    static AlertEvent firing(Condition condition, long started, String severity, int transition) {
        String summary =
                condition.state() == Condition.State.BREACH
                        ? condition.summary()
                        : "Late data have corrected an earlier window; "
                                + subject(condition)
                                + " still breaches with the window up to "
                                + Instant.ofEpochMilli(started)
                                + ".";
        return event(condition, AlertEvent.FIRING, transition, started, null, severity, summary);
    }

    private static String subject(Condition condition) {
        String what = condition.feature() == null ? condition.metric() : condition.feature();
        return Wording.subject(what, condition.window().segment());
    }

    /** Late data showed that the window which ended the episode breached as well. */
    static AlertEvent firingAgain(
            Condition condition, long started, String severity, int transition) {
        return event(
                condition,
                AlertEvent.FIRING,
                transition,
                started,
                null,
                severity,
                "Not over after all, late data say. " + condition.summary());
    }

    static AlertEvent resolved(
            Condition condition, long started, long ended, String severity, int transition) {
        String summary =
                condition.state() == Condition.State.OK
                        ? condition.summary()
                        : "Over since " + Instant.ofEpochMilli(ended) + ". " + condition.summary();
        return event(condition, AlertEvent.RESOLVED, transition, started, ended, severity, summary);
    }

    /** Late data changed the windows so that the episode, as it was told, never was. */
    static AlertEvent withdrawn(
            Condition condition, long started, String severity, int transition) {
        return event(
                condition,
                AlertEvent.RESOLVED,
                transition,
                started,
                condition.window().windowEndMillis(),
                severity,
                "Withdrawn after late data. " + condition.summary());
    }

    private static AlertEvent event(
            Condition condition,
            String status,
            int transition,
            long started,
            Long ended,
            String severity,
            String summary) {
        String fingerprint = condition.fingerprint();
        return new AlertEvent(
                AlertIdentity.alertId(fingerprint, started, status, transition),
                fingerprint,
                status,
                condition.kind(),
                severity,
                condition.window().modelId(),
                condition.window().modelVersion(),
                condition.rule(),
                condition.metric(),
                condition.feature(),
                condition.window().segment(),
                condition.window().windowName(),
                condition.window().windowStartMillis(),
                condition.window().windowEndMillis(),
                condition.value(),
                condition.threshold(),
                condition.baseline(),
                started,
                ended,
                summary,
                condition.evidence(),
                null,
                null,
                transition);
    }
}
