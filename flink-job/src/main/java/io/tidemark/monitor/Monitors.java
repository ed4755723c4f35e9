/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.performance.LabelRules;
import io.tidemark.performance.LabelRulesSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All monitors by model, and the one that serves models without a spec. Of a model's revisions, the
 * highest whose {@code effective_from} has come holds at an event's time. What {@link #apply} has
 * been given decides, its order does not. Not thread-safe: every operator has a copy of its own.
 */
public final class Monitors implements LabelRulesSource, Serializable {

    private static final long serialVersionUID = 1L;

    /** One revision; the text breaks ties between two specs of one number. */
    private record Revision(Monitor monitor, long fromMillis, String specJson)
            implements Serializable {}

    private static final Comparator<Revision> BY_PRECEDENCE =
            Comparator.<Revision>comparingLong(revision -> revision.monitor().revision())
                    .thenComparing(Revision::specJson)
                    .thenComparing(Revision::fromMillis)
                    .reversed();

    private final Monitor any;
    private final Map<String, List<Revision>> revisions = new TreeMap<>();
    private final Map<String, Reference> references = new HashMap<>();
    private double largestLabelSample;
    private transient MonitorSpecReader reader;

    /** Starts with the monitors known at submission. */
    public Monitors(Collection<Monitor> monitors, Monitor any) {
        this.any = any;
        this.largestLabelSample = any.spec().labels().sample();
        for (Monitor monitor : monitors) {
            if (monitor.reference() != null) {
                references.put(monitor.modelId(), monitor.reference());
            }
            String json = MonitorSpecWriter.toJson(monitor.spec());
            add(new Revision(monitor, monitor.effectiveFromMillis(), json));
        }
    }

    /** Starts with the monitors known at submission, and the defaults for all other models. */
    public Monitors(Collection<Monitor> monitors) {
        this(monitors, Monitor.ofDefaults());
    }

    /** The monitor that holds for a model at an event's time; never null. */
    public Monitor monitor(String modelId, long eventTime) {
        List<Revision> known = revisions.get(modelId);
        if (known != null) {
            for (Revision revision : known) {
                if (revision.fromMillis() <= eventTime) {
                    return revision.monitor();
                }
            }
        }
        return any;
    }

    @Override
    public LabelRules rules(String modelId, long predictionTimeMillis) {
        return monitor(modelId, predictionTimeMillis).labelRules();
    }

    /** All revisions of all models, models in order, the highest revision first. */
    public List<Monitor> all() {
        List<Monitor> all = new ArrayList<>();
        for (List<Revision> known : revisions.values()) {
            known.forEach(revision -> all.add(revision.monitor()));
        }
        return all;
    }

    /** Whether a spec names a model: its name may stand in a table before an event of it counts. */
    public boolean declares(String modelId) {
        return modelId != null && revisions.containsKey(modelId);
    }

    /** The monitor of models without a spec. */
    public Monitor any() {
        return any;
    }

    /** The largest share of prediction ids that any monitor joins; asked on every label. */
    public double largestLabelSample() {
        return largestLabelSample;
    }

    /**
     * Takes a revision in; the reference known for the model goes on to serve.
     *
     * @return whether it changes anything
     * @throws InvalidSpec if it cannot be used; what was in force stays
     */
    public boolean apply(MonitorUpdate update) throws InvalidSpec {
        if (reader == null) {
            reader = new MonitorSpecReader();
        }
        MonitorSpec spec = reader.read(update.specJson());
        if (!spec.modelId().equals(update.modelId())) {
            throw mismatch("model_id", "expected " + update.modelId());
        }
        if (spec.revision() != update.revision()) {
            throw mismatch("revision", "expected " + update.revision());
        }
        Monitor monitor = Monitor.of(spec, references.get(update.modelId()));
        long fromMillis =
                update.effectiveFromMillis() == Long.MIN_VALUE
                        ? monitor.effectiveFromMillis()
                        : monitor.windows().roundUpToPane(update.effectiveFromMillis());
        return add(new Revision(monitor, fromMillis, MonitorSpecWriter.toJson(spec)));
    }

    private boolean add(Revision revision) {
        List<Revision> known =
                revisions.computeIfAbsent(revision.monitor().modelId(), model -> new ArrayList<>());
        for (Revision other : known) {
            if (BY_PRECEDENCE.compare(other, revision) == 0) {
                return false;
            }
        }
        known.add(revision);
        double sample = revision.monitor().spec().labels().sample();
        largestLabelSample = Math.max(largestLabelSample, sample);
        known.sort(BY_PRECEDENCE);
        return true;
    }

    private static InvalidSpec mismatch(String path, String sentence) {
        return new InvalidSpec(
                List.of(new InvalidSpec.Fault(path, 0, sentence + ", as its update says")));
    }
}
