/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * The uids of all operators and the names of all state: a file format. A savepoint finds its state
 * by these strings, so they are only ever added to.
 */
public final class OperatorIds {
    public static final String PREDICTIONS = "predictions-v1";
    public static final String FEEDBACK = "feedback-v1";
    public static final String CONTROL = "control-v1";
    public static final String PROFILE = "profile-v1";
    public static final String FEEDBACK_ROUTE = "feedback-route-v1";
    public static final String WINDOWS = "windows-v1";
    public static final String EVENTS = "events-v1";
    public static final String DECIDE = "decide-v1";
    public static final String JOIN = "join-v1";
    public static final String SCORE = "score-v1";
    public static final String PERFORMANCE = "performance-v1";
    public static final String RULES = "rules-v1";
    public static final String OUTCOMES = "outcomes-v1";
    public static final String MONITOR_ROWS = "monitor-rows-v1";
    public static final String ROWS_SINK = "rows-sink-v1";
    public static final String ALERTS_SINK = "alerts-sink-v1";
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink-v1";

    static final String WATERMARK_STATE = "watermark";
    static final String MONITOR_STATE = "monitor-updates";
    static final String TIMERS = "timers";
    static final String FINE_PANES_STATE = "fine-panes";
    static final String COARSE_PANES_STATE = "coarse-panes";
    static final String LOST_PANES_STATE = "lost-before";
    static final String WAITING_PANES_STATE = "waiting-panes";
    static final String BASELINE_STATE = "first-window-baseline";
    static final String EVENT_PROFILES_STATE = "event-profiles";
    static final String EVENT_READINGS_STATE = "event-readings";
    static final String GATHERED_STATE = "gathered-windows";
    static final String WAITING_FEATURES_STATE = "waiting-features";
    static final String BASELINE_FACTS_STATE = "baseline-facts";
    static final String BASELINE_TOTALS_STATE = "baseline-totals";
    static final String SERVICE_BASELINE_STATE = "service-baseline";
    static final String JOIN_STATE = "join-entry";
    static final String LABEL_PANES_STATE = "label-panes";
    static final String HELD_TALLIES_STATE = "held-tallies";
    static final String TALLIES_STATE = "tallies";
    static final String TASK_STATE = "inferred-task";
    static final String TASK_LABELS_STATE = "task-labels";
    static final String ALERT_STATE = "alert-timelines";
    static final String SILENCE_STATE = "silence";
    static final String OUTCOME_STATE = "outcome-counts";

    private OperatorIds() {}
}
