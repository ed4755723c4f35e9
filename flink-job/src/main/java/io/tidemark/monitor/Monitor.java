/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.PredictionEvent;
import io.tidemark.performance.LabelRules;
import io.tidemark.performance.TallyLayout;
import io.tidemark.performance.Task;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A spec and its reference, compiled into what the operators ask: which features, segments and
 * windows there are and how each is laid out. Immutable; a copy of it travels to every operator.
 */
public final class Monitor implements Serializable {

    public static final String OVERALL = SegmentValues.OVERALL;
    public static final String PREDICTION = "@prediction";
    public static final String PROBABILITY = "@probability";
    public static final String ERROR = "@error";
    public static final String LABEL = "@label";
    public static final String RESIDUAL = "@residual";

    private static final String ATTRIBUTION = "attribution";

    /** The model of the monitor that serves all models without a spec. */
    public static final String ANY_MODEL = "(any)";

    private static final long serialVersionUID = 1L;
    private static final String[] NO_SEGMENTS = {};

    private final MonitorSpec spec;
    private final Reference reference;
    private final WindowPlan windows;
    private final WindowPlan performanceWindows;
    private final TaskDecision decision;
    private final TallyLayout tallyLayout;
    private final Map<String, FeatureLayout> layouts = new HashMap<>();
    private final FeatureLayout unlisted;
    private final List<String> expectedFeatures;
    private final Set<String> listed;
    private final SegmentValues segmentValues;
    private final SegmentCut[] cuts;

    private Monitor(MonitorSpec spec, Reference reference, WindowPlan windows) {
        this.spec = spec;
        this.reference = reference;
        this.windows = windows;
        this.performanceWindows =
                WindowPlan.ofPerformance(
                        spec.performanceWindows(), spec.windows(), spec.labels().horizonMillis());
        this.decision = ReferenceTask.settle(spec, reference);
        MonitorLayouts compiler = new MonitorLayouts(spec, reference, decision);
        this.tallyLayout = compiler.tallyLayout();
        this.unlisted = compiler.unlisted();
        this.listed = new LinkedHashSet<>(spec.features().keySet());
        listed.addAll(spec.watch());
        this.expectedFeatures = expected();
        List<String> laidOut = new ArrayList<>(expectedFeatures);
        laidOut.addAll(List.of(PREDICTION, PROBABILITY, ERROR));
        for (String feature : laidOut) {
            layouts.put(feature, compiler.layout(feature));
        }
        layouts.put(LABEL, tallyLayout.label());
        layouts.put(RESIDUAL, tallyLayout.residual());
        this.segmentValues =
                SegmentValues.ofSpec(spec, reference == null ? null : reference.segmentValues());
        this.cuts = cuts();
    }

    /**
     * Compiles a monitor.
     *
     * @param reference null: none published
     * @throws InvalidSpec if the windows need the hidden baseline of one hour beside them, and
     *     their pane would be too short with it
     */
    public static Monitor of(MonitorSpec spec, Reference reference) throws InvalidSpec {
        WindowPlan windows;
        try {
            windows = WindowPlan.of(spec.windows(), reference != null);
        } catch (IllegalArgumentException bad) {
            throw new InvalidSpec(List.of(new InvalidSpec.Fault("windows", 0, bad.getMessage())));
        }
        return new Monitor(spec, reference, windows);
    }

    /** The monitor of models without a spec: everything inferred. */
    public static Monitor ofDefaults() {
        MonitorSpec spec = MonitorSpec.ofDefaults(ANY_MODEL);
        return new Monitor(spec, null, WindowPlan.of(spec.windows(), false));
    }

    public MonitorSpec spec() {
        return spec;
    }

    /** Null: none published. */
    public Reference reference() {
        return reference;
    }

    public String modelId() {
        return spec.modelId();
    }

    public long revision() {
        return spec.revision();
    }

    /** The first pane of this revision; {@link Long#MIN_VALUE}: any. */
    public long effectiveFromMillis() {
        Long from = spec.effectiveFromMillis();
        return from == null ? Long.MIN_VALUE : windows.roundUpToPane(from);
    }

    public WindowPlan windows() {
        return windows;
    }

    public WindowPlan performanceWindows() {
        return performanceWindows;
    }

    public long allowedLatenessMillis() {
        return spec.allowedLatenessMillis();
    }

    public long horizonMillis() {
        return spec.labels().horizonMillis();
    }

    /** What the label join needs to know. */
    public LabelRules labelRules() {
        return new LabelRules(
                spec.labels().horizonMillis(),
                spec.labels().correctionsMillis(),
                spec.allowedLatenessMillis(),
                spec.labels().sample(),
                task(),
                classes());
    }

    /** Null: to be inferred from the first labels. */
    public Task task() {
        return decision == null ? null : decision.task();
    }

    /** Binary: [negative, positive]; else in the order of probability arrays; empty: unknown. */
    public List<String> classes() {
        return decision == null ? List.of() : decision.classes();
    }

    /** Null: not binary, or not known. */
    public String positiveClass() {
        return decision == null ? null : decision.positiveClass();
    }

    /** How tallies of this model are laid out: as the reference's. */
    public TallyLayout tallyLayout() {
        return tallyLayout;
    }

    /** Names of the elements of array-shaped features; empty: they are called [0], [1], ... */
    public List<String> featureOrder() {
        return spec.featureOrder();
    }

    /** Whether values of this feature are profiled. */
    public boolean watches(String feature) {
        return !spec.onlyListed() || listed.contains(feature) || feature.startsWith("@");
    }

    /**
     * The features that every event should have, so that an absent one counts as missing: those of
     * the spec, of {@code feature_order} and of the reference, {@code watch} last; no {@code @}.
     */
    public List<String> expectedFeatures() {
        return expectedFeatures;
    }

    /** How a feature is laid out; never null: what nobody declared is undeclared. */
    public FeatureLayout layout(String feature) {
        return layouts.getOrDefault(feature, unlisted);
    }

    /** What is computed for a kind: the deciding method, its effect, then what the spec lists. */
    public List<String> driftMethods(FeatureKind kind) {
        boolean isNumeric = kind == FeatureKind.NUMERIC;
        Set<String> methods = new LinkedHashSet<>();
        methods.addAll(
                isNumeric ? List.of("ks", "wasserstein") : List.of("chi_square", "jensen_shannon"));
        methods.addAll(isNumeric ? spec.drift().numeric() : spec.drift().categorical());
        return List.copyOf(methods);
    }

    /** Whether a method is asked for that looks at whole events, not at attributions alone. */
    public boolean wantsEventRows() {
        return spec.drift().multivariate().stream().anyMatch(m -> !m.equals(ATTRIBUTION));
    }

    /** The windows in which the input as a whole is looked at; the first is the smallest. */
    public List<WindowSpec> eventWindows() {
        List<WindowSpec> found = new ArrayList<>(windows.publishedWindows());
        found.removeIf(window -> !window.isForWholeEvents());
        found.sort(Comparator.comparingLong(WindowSpec::sizeMillis));
        return found;
    }

    /** All segments besides overall that an event can be in. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String name : segmentValues.values().keySet()) {
            for (String value : segmentValues.all(name)) {
                segments.add(SegmentValues.segment(name, value));
            }
        }
        return segments;
    }

    /** The segments of an event besides overall, one for each segment name, in their order. */
    public String[] segmentsOf(PredictionEvent event) {
        if (cuts.length == 0) {
            return NO_SEGMENTS;
        }
        String[] segments = new String[cuts.length];
        for (int i = 0; i < cuts.length; i++) {
            segments[i] = cuts[i].of(event);
        }
        return segments;
    }

    /**
     * The value of {@code @probability}: of the positive class of a binary task, else of the most
     * probable class. NaN: the event gives none.
     */
    public double probability(PredictionEvent event) {
        return probability(
                decision, event.probabilityForm, event.probabilityClasses, event.probabilities);
    }

    static double probability(
            TaskDecision decision, byte form, String[] classes, double[] probabilities) {
        if (form == PredictionEvent.NO_PROBABILITY || probabilities.length == 0) {
            return Double.NaN;
        }
        if (form == PredictionEvent.PROBABILITY_NUMBER) {
            return probabilities[0];
        }
        String positive = decision == null ? null : decision.positiveClass();
        if (positive != null) {
            List<String> order =
                    form == PredictionEvent.PROBABILITY_OBJECT
                            ? List.of(classes)
                            : decision.classes();
            int index = order.indexOf(positive);
            return index < 0 || index >= probabilities.length ? Double.NaN : probabilities[index];
        }
        double largest = probabilities[0];
        for (double probability : probabilities) {
            largest = StrictMath.max(largest, probability);
        }
        return largest;
    }

    private List<String> expected() {
        Set<String> names = new LinkedHashSet<>(spec.features().keySet());
        if (!spec.onlyListed()) {
            names.addAll(spec.featureOrder());
            if (reference != null) {
                names.addAll(reference.features());
            }
        }
        names.removeIf(name -> name.startsWith("@") || name.startsWith(SpecChecks.METADATA_PREFIX));
        names.addAll(spec.watch());
        return Collections.unmodifiableList(new ArrayList<>(names));
    }

    private SegmentCut[] cuts() {
        List<SegmentCut> all = new ArrayList<>();
        new LinkedHashMap<>(segmentValues.values())
                .forEach((name, values) -> all.add(new SegmentCut(name, values, arrayIndex(name))));
        return all.toArray(new SegmentCut[0]);
    }

    private int arrayIndex(String name) {
        if (!spec.featureOrder().isEmpty()) {
            return spec.featureOrder().indexOf(name);
        }
        boolean isPosition = name.matches("\\[[0-9]{1,6}]");
        return isPosition ? Integer.parseInt(name.substring(1, name.length() - 1)) : -1;
    }
}
