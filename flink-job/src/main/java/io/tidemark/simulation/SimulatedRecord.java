/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.nio.charset.StandardCharsets;

/**
 * One record as a model service or a label pipeline would send it.
 *
 * @param stream which of the two topics it belongs to
 * @param key the record's key: the prediction id
 * @param json the event
 * @param timestamp event time and record time, epoch milliseconds
 */
public record SimulatedRecord(Stream stream, String key, String json, long timestamp) {
    /** The record's value on the wire: the event as UTF-8 JSON. */
    public byte[] value() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The two kinds of events that a monitored model gives rise to. */
    public enum Stream {
        PREDICTION,
        FEEDBACK
    }
}
