/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.Durations;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds predictions into one profile per (model, version, segment, pane, feature): the work of
 * PROFILE, on every event, without Flink.
 */
final class PaneProfiler {
    /** Where flushed profiles go. */
    interface Output {
        void partial(PanePartial partial);

        void signOfLife(String modelId, String modelVersion, long time);
    }

    private static final long RETIRED_AFTER_MILLIS = Durations.DAY_MILLIS;
    private static final Comparator<ModelProfiler> BY_LAST_EVENT =
            Comparator.comparingLong(ModelProfiler::newest);

    private final Monitors monitors;
    private final int modelCap;
    private final OutcomeCounter outcomes;
    private final Map<String, Map<String, ModelProfiler>> models = new HashMap<>();
    private int size;

    /** No model's newest event was older when last looked for: it saves looking each time. */
    private long noModelSilentBefore = Long.MIN_VALUE;

    PaneProfiler(Monitors monitors, int modelCap, OutcomeCounter outcomes) {
        this.monitors = monitors;
        this.modelCap = modelCap;
        this.outcomes = outcomes;
    }

    /** Returns the event's segments besides overall; null: its model is beyond a cap. */
    String[] add(PredictionEvent event, long recordTime) {
        ModelProfiler model = model(event);
        if (model == null) {
            // the model's own name is what the cap keeps out, so it is not in the count either
            String counted = models.containsKey(event.modelId) ? event.modelId : null;
            outcomes.add(counted, recordTime, OutcomeDelta.CAPPED, 1);
            return null;
        }
        int before = model.size();
        String[] segments = model.add(event, recordTime);
        size += model.size() - before;
        return segments;
    }

    private Map<String, ModelProfiler> versions(PredictionEvent event) {
        Map<String, ModelProfiler> versions = models.get(event.modelId);
        if (versions == null
                && (models.size() < modelCap
                        || monitors.declares(event.modelId)
                        || retireModel(event.timestamp - RETIRED_AFTER_MILLIS))) {
            versions = new HashMap<>();
            models.put(event.modelId, versions);
        }
        return versions;
    }

    /** Makes room for a new model, as {@link #retireOne} does for a version. */
    private boolean retireModel(long silentSince) {
        if (silentSince < noModelSilentBefore) {
            return false;
        }
        String oldest = null;
        noModelSilentBefore = Long.MAX_VALUE;
        for (Map.Entry<String, Map<String, ModelProfiler>> model : models.entrySet()) {
            long newest = Long.MIN_VALUE;
            for (ModelProfiler version : model.getValue().values()) {
                newest = Math.max(newest, version.size() > 0 ? Long.MAX_VALUE : version.newest());
            }
            boolean isOlder =
                    newest < noModelSilentBefore
                            || (newest == noModelSilentBefore
                                    && oldest != null
                                    && model.getKey().compareTo(oldest) < 0);
            if (isOlder && !monitors.declares(model.getKey())) {
                oldest = model.getKey();
                noModelSilentBefore = newest;
            }
        }
        return oldest != null
                && noModelSilentBefore <= silentSince
                && models.remove(oldest) != null;
    }

    private ModelProfiler model(PredictionEvent event) {
        Map<String, ModelProfiler> versions = versions(event);
        if (versions == null) {
            return null;
        }
        ModelProfiler found = versions.get(event.modelVersion);
        if (found == null) {
            Monitor monitor = monitors.monitor(event.modelId, Long.MAX_VALUE);
            boolean isFull = versions.size() >= monitor.spec().caps().versions();
            if (isFull && !retireOne(versions, event.timestamp - RETIRED_AFTER_MILLIS)) {
                return null;
            }
            found = new ModelProfiler(event.modelId, event.modelVersion, monitor, outcomes);
            versions.put(event.modelVersion, found);
        }
        return found;
    }

    /**
     * Makes room for a new version: the one that has been silent for longest gives way, if that is
     * long enough. A model may have any number of versions over the years.
     */
    private boolean retireOne(Map<String, ModelProfiler> versions, long silentSince) {
        ModelProfiler oldest = Collections.min(versions.values(), BY_LAST_EVENT);
        if (oldest.size() > 0 || oldest.newest() > silentSince) {
            return false;
        }
        versions.values().remove(oldest);
        return true;
    }

    /** How many profiles are held. */
    int size() {
        return size;
    }

    /** Sends the panes that end at or before {@code watermark} + 1. */
    void flushThrough(long watermark, Output out) {
        size = 0;
        for (Map<String, ModelProfiler> versions : models.values()) {
            for (ModelProfiler model : versions.values()) {
                model.flushThrough(watermark, out);
                size += model.size();
            }
        }
    }

    void flush(Output out) {
        flushThrough(Long.MAX_VALUE, out);
    }
}
