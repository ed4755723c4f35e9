/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.util.List;

/**
 * What can go wrong in the simulated world, and which alerts that deserves.
 *
 * <p>{@code expected}: the fault is detected when one of these fires. {@code consequences}: true as
 * well, further down (a model that is fed metres quotes wrong fares), so no false alarms.
 */
public enum FaultKind {
    /** A service upstream sends {@code distance_km} in metres. */
    UNIT_CHANGE(
            "upstream unit change",
            "distance_km arrives in metres",
            List.of(new ExpectedAlert("drift", "distance_km")),
            List.of(
                    new ExpectedAlert("quality", "distance_km"),
                    new ExpectedAlert("drift", "@prediction"),
                    new ExpectedAlert("drift", "@residual"),
                    new ExpectedAlert("performance", null))),

    /** Road works: trips take longer and longer. Fares follow, so the model stays right. */
    SLOW_DRIFT(
            "slow drift",
            "duration_min grows by 60 %",
            List.of(new ExpectedAlert("drift", "duration_min")),
            List.of(
                    new ExpectedAlert("drift", "@prediction"),
                    new ExpectedAlert("drift", "@label"))),

    /** A release of the app renames a payment type that the model knows. */
    BROKEN_CATEGORY(
            "broken category",
            "payment_type card becomes credit_card",
            List.of(
                    new ExpectedAlert("quality", "payment_type"),
                    new ExpectedAlert("drift", "payment_type")),
            List.of()),

    /** The model server is short of CPU. */
    SERVICE_SLOWDOWN(
            "service slowdown",
            "three times the latency, 4 % time-outs",
            List.of(new ExpectedAlert("service", null)),
            List.of(
                    new ExpectedAlert("drift", "@error"),
                    new ExpectedAlert("quality", "@error"),
                    new ExpectedAlert("quality", "@prediction"))),

    /** A new tariff: the same trips cost more, and the model does not know. */
    CONCEPT_CHANGE(
            "concept change",
            "a new tariff, same inputs, late labels",
            List.of(new ExpectedAlert("performance", null)),
            List.of(
                    new ExpectedAlert("drift", "@label"),
                    new ExpectedAlert("drift", "@residual"),
                    new ExpectedAlert("retrain", null)));

    private final String title;
    private final String effect;

    // immutable lists, which their type does not tell
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ExpectedAlert> expected;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ExpectedAlert> consequences;

    FaultKind(
            String title,
            String effect,
            List<ExpectedAlert> expected,
            List<ExpectedAlert> consequences) {
        this.title = title;
        this.effect = effect;
        this.expected = expected;
        this.consequences = consequences;
    }

    /** Two or three words for a table. */
    public String title() {
        return title;
    }

    /** What it does to the events, in half a sentence. */
    public String effect() {
        return effect;
    }

    public List<ExpectedAlert> expected() {
        return expected;
    }

    public List<ExpectedAlert> consequences() {
        return consequences;
    }
}
