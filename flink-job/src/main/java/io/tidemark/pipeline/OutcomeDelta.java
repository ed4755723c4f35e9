/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.ServiceProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * So many more events of a model that met one outcome.
 *
 * @param modelId the model, or {@link #UNKNOWN_MODEL}
 * @param hour start of the hour of the Kafka record's time (replay: event time), milliseconds
 */
public record OutcomeDelta(String modelId, long hour, String outcome, long count) {
    public static final String UNKNOWN_MODEL = "(unknown)";

    public static final String ACCEPTED = "accepted";
    public static final String LATE = "late";
    public static final String LATE_FOR_LABELS = "late_for_labels";
    public static final String CAPPED = "capped";

    private static final long HOUR_MILLIS = 3_600_000;

    /**
     * A model's deliveries by hour.
     *
     * @param service bytes of a {@code ServiceProfile}
     */
    static List<OutcomeDelta> ofDeliveries(String modelId, byte[] service, boolean isLate) {
        List<OutcomeDelta> deltas = new ArrayList<>();
        ServiceProfile.fromBytes(service)
                .hours()
                .forEach(
                        (hour, count) ->
                                deltas.add(
                                        new OutcomeDelta(
                                                modelId, hour, isLate ? LATE : ACCEPTED, count)));
        return deltas;
    }

    public static long hourOf(long timeMillis) {
        return Math.floorDiv(timeMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }
}
