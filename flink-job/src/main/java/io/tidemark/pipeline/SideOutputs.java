/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.DeadLetter;
import io.tidemark.result.AlertEvent;
import io.tidemark.result.Upsert;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What leaves an operator beside its main output. */
public final class SideOutputs {
    /** Predictions and labels, cut down to what the label join needs. */
    public static final OutputTag<JoinInput> JOIN_INPUT =
            new OutputTag<>("join-input", TypeInformation.of(JoinInput.class));

    /** Events as wholes: pane profiles that have windows of their own. */
    static final OutputTag<PanePartial> EVENT_PARTIALS =
            new OutputTag<>("event-partials", TypeInformation.of(PanePartial.class));

    /** Rows of an operator whose main output is something else. */
    static final OutputTag<Upsert> ROWS = new OutputTag<>("rows", TypeInformation.of(Upsert.class));

    /** What could not be read, with its reason and origin. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** What became of events: accepted, late, dead letter by reason, duplicate, ... */
    public static final OutputTag<OutcomeDelta> OUTCOMES =
            new OutputTag<>("outcomes", TypeInformation.of(OutcomeDelta.class));

    /** Judged conditions of closed windows, and signs of life, for the alert rules. */
    public static final OutputTag<RuleInput> RULE_INPUT =
            new OutputTag<>("rule-input", TypeInformation.of(RuleInput.class));

    /** Transitions of alerts. */
    public static final OutputTag<AlertEvent> ALERTS =
            new OutputTag<>("alerts", TypeInformation.of(AlertEvent.class));

    private SideOutputs() {}
}
