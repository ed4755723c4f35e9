/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/**
 * An element of the control stream: a new revision of a model's spec.
 *
 * @param specJson the spec as JSON (or YAML)
 * @param effectiveFromMillis event time from which it holds, rounded up to a pane; {@link
 *     Long#MIN_VALUE}: what the spec itself says
 */
public record MonitorUpdate(
        String modelId, long revision, String specJson, long effectiveFromMillis) {

    /** The update that publishes a spec as it is. */
    public static MonitorUpdate of(MonitorSpec spec) {
        return new MonitorUpdate(
                spec.modelId(), spec.revision(), MonitorSpecWriter.toJson(spec), Long.MIN_VALUE);
    }
}
