/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From numbers to decisions: which differences count as drift, and when somebody should be told.
 *
 * <p>{@code FamilyJudge} puts the hypotheses of one window through three gates with {@code
 * BenjaminiHochberg} at the level of {@code FalseAlertBudget}; {@code FeatureJudgement} turns
 * verdicts into rows. Each {@code ...Rule} turns what is known of one window into a {@code
 * Condition}; an {@code AlertTimeline} turns conditions into firing and resolved alerts. May import
 * everything below.
 */
package io.tidemark.alert;
