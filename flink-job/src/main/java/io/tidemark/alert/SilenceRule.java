/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.AlertEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * The alert for a model of which nothing comes any more. It is about processing time, so it has no
 * window: the time of the model's last event stands in for its start.
 */
public final class SilenceRule {
    public static final String RULE = "silence";

    private SilenceRule() {}

    /**
     * Says that a model has gone silent.
     *
     * @param lastEventTime event time of the last event heard of, milliseconds
     * @param silentAfterMillis how long nothing has come, processing time
     * @param transition which one since that event: older ones may come and end the silence
     */
    public static AlertEvent firing(
            String modelId, long lastEventTime, long silentAfterMillis, int transition) {
        String summary =
                modelId
                        + " has been silent for "
                        + minutes(silentAfterMillis)
                        + "; its last event is of "
                        + Instant.ofEpochMilli(lastEventTime)
                        + ". See whether the service runs and its events reach Kafka.";
        return event(modelId, AlertEvent.FIRING, lastEventTime, null, summary, transition);
    }

    /**
     * Says that a silent model is heard of again.
     *
     * @param resolvedAt event time of the first event after the silence
     * @param transition as of {@link #firing}
     */
    public static AlertEvent resolved(
            String modelId, long lastEventTime, long resolvedAt, int transition) {
        String summary = modelId + " is heard of again.";
        return event(modelId, AlertEvent.RESOLVED, lastEventTime, resolvedAt, summary, transition);
    }

    private static AlertEvent event(
            String modelId,
            String status,
            long lastEventTime,
            Long resolvedAt,
            String summary,
            int transition) {
        String fingerprint = AlertIdentity.fingerprint(modelId, "", RULE, null, "overall", RULE);
        return new AlertEvent(
                AlertIdentity.alertId(fingerprint, lastEventTime, status, transition),
                fingerprint,
                status,
                Condition.SERVICE,
                Condition.HIGH,
                modelId,
                "",
                RULE,
                "events",
                null,
                "overall",
                RULE,
                lastEventTime,
                lastEventTime,
                null,
                null,
                null,
                lastEventTime,
                resolvedAt,
                summary,
                "{}",
                null,
                null,
                transition);
    }

    private static String minutes(long millis) {
        Duration silence = Duration.ofMillis(millis);
        return silence.toMinutes() < 1
                ? silence.toSeconds() + " seconds"
                : silence.toMinutes() + " minutes";
    }
}
