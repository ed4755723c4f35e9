/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.NamedValues;
import io.tidemark.monitor.Monitor;
import io.tidemark.profile.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the features of one (model, version) in the order in which they are first seen.
 *
 * <p>A feature is found by its place: services write the same names in the same order, so the name
 * at place i is compared with the one seen there last, and a hash map is asked only when they
 * differ.
 */
final class FeatureSlots {
    static final String METADATA = "metadata.";
    private static final int UNWATCHED = -1;

    private final Monitor monitor;
    private final Map<String, Integer> slotsByName = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<FeatureLayout> layouts = new ArrayList<>();
    private String[] predictedNames = new String[0];
    private int[] predictedSlots = new int[0];
    private int featuresSeen;
    private boolean isCapped;

    FeatureSlots(Monitor monitor) {
        this.monitor = monitor;
    }

    int size() {
        return names.size();
    }

    String name(int slot) {
        return names.get(slot);
    }

    FeatureLayout layout(int slot) {
        return layouts.get(slot);
    }

    /**
     * The slot of each of an event's features, below zero where it is not watched; the array is
     * valid until the next event.
     */
    int[] of(NamedValues features) {
        isCapped = false;
        if (predictedNames.length < features.size) {
            predictedNames = Arrays.copyOf(predictedNames, features.size);
            predictedSlots = Arrays.copyOf(predictedSlots, features.size);
        }
        for (int i = 0; i < features.size; i++) {
            String name = features.names[i];
            if (name == null) {
                name = nameAt(i);
            }
            if (!name.equals(predictedNames[i])) {
                predictedNames[i] = name;
                predictedSlots[i] = watchedSlot(name);
            }
            isCapped |= predictedSlots[i] == UNWATCHED && monitor.watches(name);
        }
        return predictedSlots;
    }

    /** The last event's features by place; the array is valid until the next event. */
    String[] names() {
        return predictedNames;
    }

    /** Whether the last event had features that only the cap keeps out. */
    boolean isCapped() {
        return isCapped;
    }

    /**
     * Where a feature stands in the last event, or -1. Services write everything in one order, so
     * the likely place is tried first.
     *
     * @param size how many features the event has
     */
    int placeOf(String name, int likely, int size) {
        for (int i = 0, place = likely; i < size; i++, place++) {
            place = place < size ? place : 0;
            if (name.equals(predictedNames[place])) {
                return place;
            }
        }
        return -1;
    }

    /** An element of an array of features: by the monitor's order, else by its place. */
    private String nameAt(int place) {
        List<String> order = monitor.featureOrder();
        return place < order.size() ? order.get(place) : "[" + place + "]";
    }

    private int watchedSlot(String name) {
        if (name.startsWith(METADATA) || name.startsWith("@")) {
            // the names of what is watched besides features: nobody else may write there
            return UNWATCHED;
        }
        Integer known = slotsByName.get(name);
        if (known != null) {
            return known;
        }
        if (!monitor.watches(name)) {
            return UNWATCHED;
        }
        if (!monitor.expectedFeatures().contains(name)) {
            if (featuresSeen >= monitor.spec().caps().features()) {
                return UNWATCHED;
            }
            featuresSeen++;
        }
        return of(name);
    }

    /** The slot of a feature that no cap counts. */
    int of(String name) {
        Integer known = slotsByName.get(name);
        if (known != null) {
            return known;
        }
        int slot = names.size();
        names.add(name);
        layouts.add(monitor.layout(name));
        slotsByName.put(name, slot);
        return slot;
    }
}
