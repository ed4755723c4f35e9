/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.performance.JoinOutcome;
import io.tidemark.performance.PredictionChange;
import io.tidemark.performance.TallyChange;

/**
 * What JOIN tells SCORE: a step of the pairs, of the predictions, or an event that does not count.
 */
public record JoinOutput(TallyChange tally, PredictionChange prediction, JoinOutcome outcome) {}
