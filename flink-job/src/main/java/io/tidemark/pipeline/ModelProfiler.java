/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Monitor;
import io.tidemark.profile.EventProfile;
import io.tidemark.profile.FeatureProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The open panes of one (model, version) on one subtask. */
final class ModelProfiler {

    private final String modelId;
    private final String modelVersion;
    private final Monitor monitor;
    private final OutcomeCounter outcomes;
    private final EventFold events;
    private final long paneMillis;

    private final FeatureSlots features;
    private final Map<String, String> watchedMetadata = new HashMap<>();
    private final int predictionSlot;
    private final int probabilitySlot;
    private final int errorSlot;

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
        this.events = new EventFold(monitor);
        this.paneMillis = monitor.windows().paneMillis();
        this.features = new FeatureSlots(monitor);
        for (String watched : monitor.spec().watch()) {
            watchedMetadata.put(watched.substring(FeatureSlots.METADATA.length()), watched);
        }
        this.predictionSlot = features.of(Monitor.PREDICTION);
        this.probabilitySlot = features.of(Monitor.PROBABILITY);
        this.errorSlot = features.of(Monitor.ERROR);
    }

    int size() {
        return size;
    }

    /** Time of the newest event. */
    long newest() {
        return newest;
    }

    /** Returns the event's segments besides overall. */
    String[] add(PredictionEvent event, long recordTime) {
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
        int[] slots = event.features == null ? null : features.of(event.features);
        if (slots != null && features.isCapped()) {
            outcomes.add(modelId, recordTime, OutcomeDelta.CAPPED, 1);
        }
        double probability = event.isError ? Double.NaN : monitor.probability(event);
        fold(lastOverall, event, slots, probability, recordHour);
        if (events.takes(event)) {
            events.fold(events(lastOverall), event, features.names(), slots);
        }
        String[] segments = monitor.segmentsOf(event);
        for (int i = 0; i < segments.length; i++) {
            fold(segment(segments[i]), event, slots, probability, recordHour);
        }
        return segments;
    }

    private EventProfile events(SegmentPane pane) {
        if (pane.events == null) {
            pane.events = new EventProfile();
            size++;
        }
        return pane.events;
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
            NamedValues values = event.features;
            for (int i = 0; i < values.size; i++) {
                if (slots[i] >= 0) {
                    fold(
                            profile(pane, slots[i]),
                            values.kinds[i],
                            values.numbers[i],
                            values.texts[i]);
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
            int feature = features.placeOf(written.names[i], next, event.features.size);
            next = feature + 1;
            if (feature >= 0 && slots[feature] >= 0 && written.kinds[i] == NamedValues.NUMBER) {
                profile(pane, slots[feature]).addAge(event.timestamp - (long) written.numbers[i]);
            }
        }
    }

    private void foldMetadata(SegmentPane pane, NamedValues metadata) {
        for (int i = 0; i < metadata.size; i++) {
            String watched = watchedMetadata.get(metadata.names[i]);
            if (watched != null) {
                fold(
                        profile(pane, features.of(watched)),
                        metadata.kinds[i],
                        metadata.numbers[i],
                        metadata.texts[i]);
            }
        }
    }

    private FeatureProfile profile(SegmentPane pane, int slot) {
        if (slot >= pane.profiles.length) {
            pane.profiles = Arrays.copyOf(pane.profiles, Math.max(slot + 1, features.size()));
        }
        FeatureProfile profile = pane.profiles[slot];
        if (profile == null) {
            profile = new FeatureProfile(features.layout(slot));
            pane.profiles[slot] = profile;
            size++;
        }
        return profile;
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
        if (segment.events != null) {
            out.partial(partial(name, PanePartial.EVENTS, paneStart, segment.events.toBytes()));
            size--;
        }
        for (int slot = 0; slot < segment.profiles.length; slot++) {
            if (segment.profiles[slot] != null) {
                byte[] bytes = segment.profiles[slot].toBytes();
                out.partial(partial(name, features.name(slot), paneStart, bytes));
                size--;
            }
        }
    }

    private PanePartial partial(String segment, String feature, long paneStart, byte[] profile) {
        return new PanePartial(modelId, modelVersion, segment, feature, paneStart, profile);
    }
}
