/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.simulation.ExpectedAlert;
import io.tidemark.simulation.Fault;
import io.tidemark.simulation.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what was injected against what was found. A finding belongs to a fault when its window has
 * trips of that fault and the fault accounts for an alert of that kind and feature; what belongs to
 * none is a false alarm.
 */
final class Scorecard {
    /** What a finding means for the demo. */
    enum Meaning {
        /** The first sign of a fault. */
        DETECTED,
        /** Another alert that the same fault deserves: the next window size, a segment. */
        CONFIRMED,
        /** Something further down that the fault broke as well. */
        CONSEQUENCE,
        /** Nothing was wrong. */
        FALSE_ALARM
    }

    /**
     * @param fault what was injected
     * @param detected its first sign, null while undetected
     * @param further alerts that it accounts for besides
     */
    record Line(Fault fault, Finding detected, int further) {}

    private final Scenario scenario;
    private final Map<Fault, Finding> detected = new LinkedHashMap<>();
    private final Map<Fault, Integer> further = new LinkedHashMap<>();
    private final List<Finding> falseAlarms = new ArrayList<>();

    Scorecard(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Takes one firing alert into account, in the order in which they come. */
    Meaning add(Finding finding) {
        for (Fault fault : scenario.faults()) {
            if (isBehind(finding, fault, fault.kind().expected())) {
                if (detected.putIfAbsent(fault, finding) == null) {
                    return Meaning.DETECTED;
                }
                further.merge(fault, 1, Integer::sum);
                return Meaning.CONFIRMED;
            }
        }
        for (Fault fault : scenario.faults()) {
            if (isBehind(finding, fault, fault.kind().consequences())) {
                further.merge(fault, 1, Integer::sum);
                return Meaning.CONSEQUENCE;
            }
        }
        falseAlarms.add(finding);
        return Meaning.FALSE_ALARM;
    }

    /** One line for each fault, in the order of the scenario. */
    List<Line> lines() {
        return scenario.faults().stream()
                .map(f -> new Line(f, detected.get(f), further.getOrDefault(f, 0)))
                .toList();
    }

    List<Finding> falseAlarms() {
        return List.copyOf(falseAlarms);
    }

    boolean hasDetectedAll() {
        return detected.size() == scenario.faults().size();
    }

    /** Every fault was found, and nothing else. */
    boolean isPerfect() {
        return hasDetectedAll() && falseAlarms.isEmpty();
    }

    Scenario scenario() {
        return scenario;
    }

    private static boolean isBehind(Finding finding, Fault fault, List<ExpectedAlert> alerts) {
        return fault.overlaps(
                        finding.alert().windowStartMillis(), finding.alert().windowEndMillis())
                && alerts.stream()
                        .anyMatch(
                                alert ->
                                        alert.matches(
                                                finding.alert().kind(), finding.alert().feature()));
    }
}
