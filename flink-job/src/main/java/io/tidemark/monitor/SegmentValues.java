/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CodePointOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values that each segment of a monitor knows: those that the spec declares and those of the
 * reference. Where {@code caps.segments} is exceeded, declared ones stay before others and frequent
 * ones before rare ones; what is cut falls under {@code (other)}.
 *
 * @param values known values by segment name, in the order of the spec, sensitive attributes last
 * @param columns the segment names of which the reference has a column
 * @param cut how many values the cap has cut
 */
record SegmentValues(Map<String, List<String>> values, List<String> columns, int cut)
        implements Serializable {

    static final String OVERALL = "overall";
    static final String OTHER = "(other)";
    static final String MISSING = "(missing)";

    private record Candidate(String name, int rank, String value, boolean isDeclared, long count) {}

    static SegmentValues ofReference(MonitorSpec spec, ReferenceTable table) {
        Map<String, SortedMap<String, Long>> counts = new HashMap<>();
        for (String name : names(spec)) {
            ReferenceColumn column = table.column(name);
            if (column != null) {
                counts.put(name, column.categoryCounts());
            }
        }
        return of(spec, counts);
    }

    /** For a spec whose reference was read for another one, or that has none (null). */
    static SegmentValues ofSpec(MonitorSpec spec, SegmentValues reference) {
        Map<String, SortedMap<String, Long>> counts = new HashMap<>();
        if (reference != null) {
            for (String name : reference.columns()) {
                SortedMap<String, Long> known = new TreeMap<>(CodePointOrder.INSTANCE);
                reference.values().get(name).forEach(value -> known.put(value, 1L));
                counts.put(name, known);
            }
        }
        return of(spec, counts);
    }

    private static SegmentValues of(
            MonitorSpec spec, Map<String, SortedMap<String, Long>> reference) {
        List<String> columns = new ArrayList<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (String name : names(spec)) {
            SortedMap<String, Long> counts = new TreeMap<>(CodePointOrder.INSTANCE);
            if (reference.containsKey(name)) {
                counts.putAll(reference.get(name));
                columns.add(name);
            }
            List<String> declared = spec.feature(name).values();
            if (declared != null) {
                declared.forEach(value -> counts.putIfAbsent(value, 0L));
            }
            int rank = values.size();
            values.put(name, new ArrayList<>());
            counts.forEach(
                    (value, count) -> {
                        boolean isDeclared = declared != null && declared.contains(value);
                        candidates.add(new Candidate(name, rank, value, isDeclared, count));
                    });
        }
        candidates.sort(
                Comparator.comparing(Candidate::isDeclared)
                        .thenComparing(Candidate::count)
                        .reversed()
                        .thenComparing(Candidate::rank)
                        .thenComparing(Candidate::value, CodePointOrder.INSTANCE));
        int kept = Math.min(spec.caps().segments(), candidates.size());
        for (Candidate candidate : candidates.subList(0, kept)) {
            values.get(candidate.name()).add(candidate.value());
        }
        values.values().forEach(known -> known.sort(CodePointOrder.INSTANCE));
        return new SegmentValues(values, columns, candidates.size() - kept);
    }

    /** What a monitor cuts by: its segments, then the sensitive attributes that are none. */
    static List<String> names(MonitorSpec spec) {
        List<String> names = new ArrayList<>(spec.segments());
        for (String attribute : spec.sensitive()) {
            if (!names.contains(attribute)) {
                names.add(attribute);
            }
        }
        return names;
    }

    /** The segment of a value, as rows name it: {@code name=value}. */
    static String segment(String name, String value) {
        return name + "=" + value;
    }

    /** Whether {@code name=value} is cut by a column of the reference. */
    boolean hasColumn(String segment) {
        for (String name : columns) {
            if (segment.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    /** All values of a segment: the known ones, {@code (other)}, {@code (missing)}. */
    List<String> all(String name) {
        List<String> all = new ArrayList<>(values.get(name));
        all.add(OTHER);
        all.add(MISSING);
        return all;
    }
}
