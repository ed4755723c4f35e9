/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * What a windowed row is about: the model, the segment and the window.
 *
 * @param modelId the model
 * @param modelVersion its version
 * @param segment {@code overall} or {@code name=value}
 * @param windowName the window as the monitor names it, such as {@code 1h} or {@code 7d/1d}
 * @param windowStartMillis inclusive start, epoch milliseconds
 * @param windowEndMillis exclusive end, epoch milliseconds
 */
public record WindowKey(
        String modelId,
        String modelVersion,
        String segment,
        String windowName,
        long windowStartMillis,
        long windowEndMillis) {

    public WindowKey {
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(windowName, "windowName");
    }

    void writeTo(RowWriter out) {
        out.text("model_id", modelId)
                .text("model_version", modelVersion)
                .text("segment", segment)
                .text("window_name", windowName)
                .time("window_start", windowStartMillis);
    }

    void writeEndTo(RowWriter out) {
        out.time("window_end", windowEndMillis);
    }
}
