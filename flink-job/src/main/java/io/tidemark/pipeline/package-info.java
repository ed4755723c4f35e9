/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Flink operators: thin adapters, each around plain logic from the layers below.
 *
 * <p>In the order of the flow: {@code ProfileOperator} (one profile per pane, before any shuffle),
 * {@code WindowOperator} (panes to windows, compared with baselines), {@code DecideOperator} (a
 * window's features judged together), {@code JoinOperator}, {@code ScoreOperator} and {@code
 * PerformanceOperator} (delayed labels), {@code AlertOperator} (alert episodes) and {@code
 * OutcomeOperator} (what became of every event). Names that are a file format stand in {@code
 * OperatorIds}. May import everything below; the topology that wires them is in {@code job}.
 */
package io.tidemark.pipeline;
