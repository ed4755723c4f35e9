/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitor;
import io.tidemark.profile.EventProfile;
import io.tidemark.profile.EventRow;
import io.tidemark.profile.FeatureKind;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Folds events as wholes into a pane of the overall segment: rows where the monitor asks for a
 * method that looks at them, attributions where events carry some. Everybody else pays for two
 * comparisons an event.
 *
 * <p>Services write the same names in the same order, so how names are sorted is worked out again
 * only when they change.
 */
final class EventFold {
    private static final String[] NO_NAMES = {};

    private final Monitor monitor;
    private final boolean hasWindows;
    private final boolean wantsRows;

    // the last event's names as it gave them, and where each goes in the row
    private String[] given = NO_NAMES;
    private int[] places = new int[0];
    private FeatureKind[] kinds = new FeatureKind[0];
    private EventRow row;

    EventFold(Monitor monitor) {
        this.monitor = monitor;
        this.hasWindows = !monitor.eventWindows().isEmpty();
        this.wantsRows = hasWindows && monitor.wantsEventRows();
    }

    /** Whether an event leaves anything here. */
    boolean takes(PredictionEvent event) {
        return wantsRows || (hasWindows && event.attributions != null);
    }

    /**
     * Folds an event that it {@link #takes}.
     *
     * @param names of its features, by place
     * @param slots negative where a feature is not watched; null when it has no features
     */
    void fold(EventProfile profile, PredictionEvent event, String[] names, int[] slots) {
        profile.addEvent();
        if (event.attributions != null) {
            profile.addAttributions(event.attributions);
        }
        if (wantsRows && slots != null) {
            NamedValues features = event.features;
            if (row == null || !isSame(names, features.size)) {
                sort(names, slots, features.size);
            }
            row.clear();
            for (int i = 0; i < features.size; i++) {
                if (places[i] >= 0) {
                    row.set(
                            places[i],
                            kinds[i],
                            features.kinds[i],
                            features.numbers[i],
                            features.texts[i]);
                }
            }
            profile.addRow(event.predictionId, event.contentHash, row);
        }
    }

    private boolean isSame(String[] names, int size) {
        if (given.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!names[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private void sort(String[] names, int[] slots, int size) {
        given = Arrays.copyOf(names, size);
        places = new int[size];
        kinds = new FeatureKind[size];
        SortedMap<String, Integer> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int i = 0; i < size; i++) {
            places[i] = -1;
            if (slots[i] >= 0 && !names[i].startsWith("@")) {
                kinds[i] = monitor.layout(names[i]).kind();
                sorted.put(names[i], i);
            }
        }
        int place = 0;
        for (int i : sorted.values()) {
            places[i] = place++;
        }
        row = new EventRow(sorted.keySet().toArray(NO_NAMES));
    }
}
