/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

/** What the yardstick makes of an event. A POJO; public for Flink's serialiser. */
public final class ParsedEvent {
    public String predictionId;
    public String modelId;
    public String modelVersion;
    public long timestamp;
    public double[] numbers;
    public String[] texts;
    public double prediction;
    public double probability;
    public double latencyMillis;

    public ParsedEvent() {
        this(0);
    }

    ParsedEvent(int features) {
        numbers = new double[features];
        texts = new String[features];
    }
}
