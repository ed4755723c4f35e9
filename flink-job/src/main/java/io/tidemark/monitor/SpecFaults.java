/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults of one spec while it is read: one for each path, later reported in document order. */
final class SpecFaults {

    private static final int MOST_REPORTED = 100;

    private final Map<String, String> sentences = new LinkedHashMap<>();
    private final Map<String, Integer> lines;
    private final Map<String, Integer> order = new LinkedHashMap<>();

    /** Takes the line of each path, in the order of the document. */
    SpecFaults(Map<String, Integer> lines) {
        this.lines = lines;
        for (String path : lines.keySet()) {
            order.put(path, order.size());
        }
    }

    /** The first fault of a path is kept: what follows is mostly its consequence. */
    void add(String path, String sentence) {
        sentences.putIfAbsent(path, sentence);
    }

    boolean isFaulty(String path) {
        return sentences.containsKey(path);
    }

    void throwIfAny() throws InvalidSpec {
        if (sentences.isEmpty()) {
            return;
        }
        List<InvalidSpec.Fault> faults = new ArrayList<>();
        sentences.forEach(
                (path, sentence) ->
                        faults.add(
                                new InvalidSpec.Fault(
                                        path, lines.getOrDefault(path, 0), sentence)));
        faults.sort(
                Comparator.comparingInt(fault -> order.getOrDefault(fault.path(), order.size())));
        if (faults.size() > MOST_REPORTED) {
            int more = faults.size() - MOST_REPORTED;
            faults.subList(MOST_REPORTED, faults.size()).clear();
            faults.add(new InvalidSpec.Fault(SpecPath.ROOT, 0, "and " + more + " more faults"));
        }
        throw new InvalidSpec(faults);
    }
}
