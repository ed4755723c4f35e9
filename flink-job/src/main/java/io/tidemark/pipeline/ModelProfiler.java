/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitor;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The open panes of one (model, version) on one subtask.
 *
 * <p>A feature is found by its place: services write the same names in the same order, so the name
 * at place i is compared with the one seen there last, and a hash map is asked only when they
 * differ.
 */
final class ModelProfiler {
    private static final String METADATA = "metadata.";
    private static final int UNWATCHED = -1;

    private final String modelId;
    private final String modelVersion;
    private final Monitor monitor;
    private final OutcomeCounter outcomes;
    private final long paneMillis;

    private final Map<String, Integer> slotsByName = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<FeatureLayout> layouts = new ArrayList<>();
    private String[] predictedNames = new String[0];
    private int[] predictedSlots = new int[0];
    private final Map<String, String> watchedMetadata = new HashMap<>();
    private final int predictionSlot;
    private final int probabilitySlot;
    private final int errorSlot;
    private int featuresSeen;

    private final Map<Long, Map<String, SegmentPane>> panes = new HashMap<>();
    private long lastPane = Long.MIN_VALUE;
    private Map<String, SegmentPane> lastSegments;
    private SegmentPane lastOverall;
    private long newest = Long.MIN_VALUE;
    private int size;

    ModelProfiler(String modelId, String modelVersion, Monitor monitor, OutcomeCounter outcomes) {
        this.modelId = modelId;
        this.modelVersion = modelVersion;
        this.monitor = monitor;
        this.outcomes = outcomes;
        this.paneMillis = monitor.windows().paneMillis();
        for (String watched : monitor.spec().watch()) {
            watchedMetadata.put(watched.substring(METADATA.length()), watched);
        }
        this.predictionSlot = slot(Monitor.PREDICTION);
        this.probabilitySlot = slot(Monitor.PROBABILITY);
        this.errorSlot = slot(Monitor.ERROR);
    }

    int size() {
        return size;
    }

    /** Time of the newest event. */
    long newest() {
        return newest;
    }

    void add(PredictionEvent event, long recordTime) {
        long pane = Math.floorDiv(event.timestamp, paneMillis) * paneMillis;
        if (pane != lastPane) {
            lastPane = pane;
            lastSegments = panes.computeIfAbsent(pane, p -> new HashMap<>());
            lastOverall = segment(Monitor.OVERALL);
        }
        if (event.timestamp > newest) {
            newest = event.timestamp;
        }
        long recordHour = OutcomeDelta.hourOf(recordTime);
        int[] slots = event.features == null ? null : slotsOf(event.features, recordTime);
        double probability = event.isError ? Double.NaN : monitor.probability(event);
        fold(lastOverall, event, slots, probability, recordHour);
        String[] segments = monitor.segmentsOf(event);
        for (int i = 0; i < segments.length; i++) {
            fold(segment(segments[i]), event, slots, probability, recordHour);
        }
    }

    private SegmentPane segment(String name) {
        SegmentPane found = lastSegments.get(name);
        if (found == null) {
            found = new SegmentPane();
            lastSegments.put(name, found);
            size++;
        }
        return found;
    }

    private void fold(
            SegmentPane pane,
            PredictionEvent event,
            int[] slots,
            double probability,
            long recordHour) {
        pane.service.add(
                event.features != null,
                !event.isError,
                !Double.isNaN(probability),
                event.sampleWeight,
                event.latencyMillis,
                recordHour);
        if (slots != null) {
            NamedValues features = event.features;
            for (int i = 0; i < features.size; i++) {
                if (slots[i] >= 0) {
                    fold(
                            profile(pane, slots[i]),
                            features.kinds[i],
                            features.numbers[i],
                            features.texts[i]);
                }
            }
        }
        if (event.isError) {
            if (event.errorCode != null) {
                profile(pane, errorSlot).addText(event.errorCode);
            }
        } else {
            fold(
                    profile(pane, predictionSlot),
                    event.predictionKind,
                    event.predictionNumber,
                    event.predictionText);
            if (!Double.isNaN(probability)) {
                profile(pane, probabilitySlot).addNumber(probability);
            }
        }
        if (event.featureTimestamps != null && slots != null) {
            foldAges(pane, event, slots);
        }
        if (event.metadata != null && !watchedMetadata.isEmpty()) {
            foldMetadata(pane, event.metadata);
        }
    }

    private static void fold(FeatureProfile profile, byte kind, double number, String text) {
        switch (kind) {
            case NamedValues.NUMBER -> profile.addNumber(number);
            case NamedValues.TEXT -> profile.addText(text);
            case NamedValues.BOOLEAN -> profile.addBoolean(number != 0);
            default -> profile.addMissing();
        }
    }

    /** Of the features that the event has: what other events had must not matter. */
    private void foldAges(SegmentPane pane, PredictionEvent event, int[] slots) {
        NamedValues written = event.featureTimestamps;
        int next = 0;
        for (int i = 0; i < written.size; i++) {
            int feature = placeOf(written.names[i], next, event.features.size);
            next = feature + 1;
            if (feature >= 0 && slots[feature] >= 0 && written.kinds[i] == NamedValues.NUMBER) {
                profile(pane, slots[feature]).addAge(event.timestamp - (long) written.numbers[i]);
            }
        }
    }

    /** Services write both in one order, so the place after the last one is tried first. */
    private int placeOf(String name, int likely, int size) {
        for (int i = 0, place = likely; i < size; i++, place++) {
            place = place < size ? place : 0;
            if (name.equals(predictedNames[place])) {
                return place;
            }
        }
        return -1;
    }

    private void foldMetadata(SegmentPane pane, NamedValues metadata) {
        for (int i = 0; i < metadata.size; i++) {
            String watched = watchedMetadata.get(metadata.names[i]);
            if (watched != null) {
                fold(
                        profile(pane, slot(watched)),
                        metadata.kinds[i],
                        metadata.numbers[i],
                        metadata.texts[i]);
            }
        }
    }

    private FeatureProfile profile(SegmentPane pane, int slot) {
        if (slot >= pane.profiles.length) {
            pane.profiles = Arrays.copyOf(pane.profiles, Math.max(slot + 1, names.size()));
        }
        FeatureProfile profile = pane.profiles[slot];
        if (profile == null) {
            profile = new FeatureProfile(layouts.get(slot));
            pane.profiles[slot] = profile;
            size++;
        }
        return profile;
    }

    /** The slot of each of an event's features; the array is valid until the next event. */
    private int[] slotsOf(NamedValues features, long recordTime) {
        boolean isCapped = false;
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
        if (isCapped) {
            outcomes.add(modelId, recordTime, OutcomeDelta.CAPPED, 1);
        }
        return predictedSlots;
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
        return slot(name);
    }

    private int slot(String name) {
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

    /** Sends the panes that end at or before {@code watermark} + 1 and drops them. */
    void flushThrough(long watermark, PaneProfiler.Output out) {
        if (panes.isEmpty()) {
            return;
        }
        boolean hasSent = false;
        for (Iterator<Map.Entry<Long, Map<String, SegmentPane>>> open = panes.entrySet().iterator();
                open.hasNext(); ) {
            Map.Entry<Long, Map<String, SegmentPane>> pane = open.next();
            if (pane.getKey() + paneMillis - 1 <= watermark) {
                pane.getValue().forEach((name, segment) -> send(pane.getKey(), name, segment, out));
                open.remove();
                hasSent = true;
            }
        }
        if (hasSent) {
            lastPane = Long.MIN_VALUE;
            lastSegments = null;
            lastOverall = null;
            out.signOfLife(modelId, modelVersion, newest);
        }
    }

    private void send(long paneStart, String name, SegmentPane segment, PaneProfiler.Output out) {
        out.partial(partial(name, PanePartial.SERVICE, paneStart, segment.service.toBytes()));
        size--;
        for (int slot = 0; slot < segment.profiles.length; slot++) {
            if (segment.profiles[slot] != null) {
                byte[] bytes = segment.profiles[slot].toBytes();
                out.partial(partial(name, names.get(slot), paneStart, bytes));
                size--;
            }
        }
    }

    private PanePartial partial(String segment, String feature, long paneStart, byte[] profile) {
        return new PanePartial(modelId, modelVersion, segment, feature, paneStart, profile);
    }
}
