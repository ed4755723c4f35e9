/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.event.NamedValues;
import java.util.HashMap;
import java.util.Map;

/**
 * What the plain job accumulates in each window: moments by Welford's recurrence, a histogram of 20
 * bins, counts by category. A POJO; public for Flink's serialiser.
 */
public final class FeatureStatistics {
    private static final int BINS = 20;

    public String modelId;
    public String feature;
    public long windowStart;
    public long count;
    public long missing;
    public double mean;
    public double squares;
    public double minimum = Double.POSITIVE_INFINITY;
    public double maximum = Double.NEGATIVE_INFINITY;
    public long[] histogram = new long[BINS];
    public Map<String, Long> categories = new HashMap<>();

    public FeatureStatistics() {}

    void add(FeatureValue value, double[] edges) {
        if (modelId == null) {
            modelId = value.modelId;
            feature = value.feature;
        }
        switch (value.kind) {
            case NamedValues.MISSING -> missing++;
            case NamedValues.NUMBER -> {
                count++;
                double deviation = value.number - mean;
                mean += deviation / count;
                squares += deviation * (value.number - mean);
                minimum = Math.min(minimum, value.number);
                maximum = Math.max(maximum, value.number);
                int bin = 0;
                while (bin < edges.length && value.number >= edges[bin]) {
                    bin++;
                }
                histogram[bin]++;
            }
            default -> {
                count++;
                categories.merge(value.text, 1L, Long::sum);
            }
        }
    }
}
