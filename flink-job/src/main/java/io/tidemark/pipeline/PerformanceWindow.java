/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.Monitor;
import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyLayout;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tallies of one window, by segment and label name. The predictions themselves belong to every
 * label name, so that coverage has its denominator; the name {@link #DEFAULT_LABEL} is always
 * there.
 */
final class PerformanceWindow {
    static final String DEFAULT_LABEL = "label";

    private final TallyLayout layout;
    private final SortedMap<String, SortedMap<String, Tally>> bySegment = new TreeMap<>();

    PerformanceWindow(TallyLayout layout) {
        this.layout = layout;
    }

    void add(String segment, String labelName, byte[] tally) {
        bySegment
                .computeIfAbsent(segment, s -> new TreeMap<>())
                .computeIfAbsent(labelName, name -> new Tally(layout))
                .merge(tally);
    }

    boolean isEmpty() {
        return bySegment.isEmpty();
    }

    /** Accepted deliveries behind the window, predictions and labels. */
    long deliveries() {
        long sum = 0;
        for (Tally tally : bySegment.getOrDefault(Monitor.OVERALL, new TreeMap<>()).values()) {
            sum += tally.deliveries();
        }
        return sum;
    }

    /** Segment, then label name, to the tally with its predictions. */
    SortedMap<String, SortedMap<String, Tally>> complete() {
        SortedMap<String, SortedMap<String, Tally>> complete = new TreeMap<>();
        for (Map.Entry<String, SortedMap<String, Tally>> segment : bySegment.entrySet()) {
            Tally predictions = segment.getValue().get(TallyPartial.PREDICTIONS);
            SortedMap<String, Tally> labels = new TreeMap<>();
            labels.put(DEFAULT_LABEL, new Tally(layout));
            for (Map.Entry<String, Tally> label : segment.getValue().entrySet()) {
                if (!label.getKey().equals(TallyPartial.PREDICTIONS)) {
                    labels.put(label.getKey(), label.getValue());
                }
            }
            for (Map.Entry<String, Tally> label : labels.entrySet()) {
                Tally sum = new Tally(layout);
                sum.merge(label.getValue());
                if (predictions != null) {
                    sum.merge(predictions);
                }
                label.setValue(sum);
            }
            complete.put(segment.getKey(), labels);
        }
        return complete;
    }
}
