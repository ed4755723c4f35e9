/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.performance.Tally;
import io.tidemark.performance.TallyLayout;
import io.tidemark.performance.TaskDecision;
import io.tidemark.profile.EventProfile;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reference data, summarised: one profile for each feature and segment on the grids that were cut
 * from it, and one tally of its labels for each segment. The rows themselves are gone.
 *
 * <p>A segment has the rows of its own where the file has the segment's column (perhaps none, then
 * its profiles are empty), else all rows. Every segment uses overall's grids.
 */
public final class Reference implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private final Map<String, FeatureLayout> layouts;
    private final SegmentValues segmentValues;
    private final Map<String, Map<String, byte[]>> profiles;
    private final TaskDecision decision;
    private final TallyLayout tallyLayout;
    private final Map<String, byte[]> tallies;
    private final List<String> cutFeatures;
    private final byte[] events;

    /** For {@link ReferenceBuilder}: what it has summarised, by segment and feature. */
    Reference(
            long rows,
            Map<String, FeatureLayout> layouts,
            SegmentValues segmentValues,
            Map<String, Map<String, byte[]>> profiles,
            TaskDecision decision,
            TallyLayout tallyLayout,
            Map<String, byte[]> tallies,
            List<String> cutFeatures,
            byte[] events) {
        this.rows = rows;
        this.layouts = new LinkedHashMap<>(layouts);
        this.segmentValues = segmentValues;
        this.profiles = profiles;
        this.decision = decision;
        this.tallyLayout = tallyLayout;
        this.tallies = tallies;
        this.cutFeatures = List.copyOf(cutFeatures);
        this.events = events;
    }

    public long rows() {
        return rows;
    }

    /**
     * The features of the file, {@code @prediction} and {@code @probability} last; columns without
     * a single value are not among them.
     */
    public List<String> features() {
        return List.copyOf(layouts.keySet());
    }

    /** The layout of a feature; null: the file has no value of it. */
    public FeatureLayout layout(String feature) {
        return layouts.get(feature);
    }

    /**
     * A fresh copy of a feature's profile. {@code @label} and {@code @residual} come from the
     * tally.
     *
     * @param segment {@code overall} or {@code name=value}
     * @return null where the file has no value of the feature
     */
    public FeatureProfile profile(String segment, String feature) {
        switch (feature) {
            case "@label" -> {
                return hasLabels() ? tally(segment).label() : null;
            }
            case "@residual" -> {
                return hasLabels() ? tally(segment).residual() : null;
            }
            default -> {
                FeatureLayout layout = layouts.get(feature);
                if (layout == null) {
                    return null;
                }
                Map<String, byte[]> ofSegment = profiles.get(source(segment));
                return ofSegment == null
                        ? new FeatureProfile(layout)
                        : FeatureProfile.fromBytes(layout, ofSegment.get(feature));
            }
        }
    }

    /** Whether any row has a label that can be scored. */
    public boolean hasLabels() {
        return tallies.containsKey(SegmentValues.OVERALL);
    }

    /** How the reference's tallies are laid out; a model's tallies use the same. */
    public TallyLayout tallyLayout() {
        return tallyLayout;
    }

    /** A fresh copy of the tally of a segment's scored rows; empty where it has none. */
    public Tally tally(String segment) {
        byte[] bytes = tallies.get(source(segment));
        return bytes == null ? new Tally(tallyLayout) : Tally.fromBytes(tallyLayout, bytes);
    }

    /** Task, classes and positive class; null: neither spec nor file tells. */
    public TaskDecision decision() {
        return decision;
    }

    /** Columns beyond {@code caps.features}, in the order of the file. */
    public List<String> cutFeatures() {
        return cutFeatures;
    }

    /**
     * A fresh copy of the rows as whole events; null where the spec that it was read for asks for
     * no method that looks at them.
     */
    public EventProfile events() {
        return events == null ? null : EventProfile.fromBytes(events);
    }

    SegmentValues segmentValues() {
        return segmentValues;
    }

    /** Where a segment's rows are kept: with overall unless the file has the segment's column. */
    private String source(String segment) {
        return segmentValues.hasColumn(segment) ? segment : SegmentValues.OVERALL;
    }
}
