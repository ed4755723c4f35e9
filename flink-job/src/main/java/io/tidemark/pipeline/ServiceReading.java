/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.LatencyRule;
import io.tidemark.monitor.Monitor;
import io.tidemark.profile.ServiceProfile;

/**
 * A segment's requests in one window. {@code deliveries} to {@code withProbability} count events;
 * {@code predictions} and {@code errors} are scaled by their sample weight.
 */
public record ServiceReading(
        long deliveries,
        long featured,
        long answered,
        long withProbability,
        long predictions,
        long errors,
        Double latencyP50Millis,
        Double latencyP95Millis,
        Double latencyP95LowerMillis,
        Double latencyP99Millis) {

    static ServiceReading of(ServiceProfile profile) {
        return new ServiceReading(
                profile.deliveries(),
                profile.featured(),
                profile.answered(),
                profile.withProbability(),
                profile.predictions(),
                profile.errors(),
                profile.latency().percentile(0.5),
                profile.latency().percentile(0.95),
                profile.latency()
                        .percentile(LatencyRule.lowerPercentile(profile.latency().count())),
                profile.latency().percentile(0.99));
    }

    /** In 0..1; 0 without predictions. */
    double errorRate() {
        return predictions == 0 ? 0 : (double) errors / predictions;
    }

    /**
     * How many events should have carried a feature: those with features for a feature, those
     * answered for what the model says; the rest are not missed.
     */
    long expected(String feature) {
        return switch (feature) {
            case Monitor.PREDICTION, Monitor.PROBABILITY -> answered;
            default -> feature.startsWith("metadata.") ? deliveries : featured;
        };
    }
}
