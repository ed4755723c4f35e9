/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.alert.Condition;

/**
 * What RULES hears about a model: a judged condition, or a sign of life.
 *
 * @param condition null for a sign of life: events of the model have arrived
 * @param time event time that the sign of life speaks of; the window's end for a condition
 */
public record RuleInput(String modelId, String modelVersion, Condition condition, long time) {
    static RuleInput of(Condition condition) {
        return new RuleInput(
                condition.modelId(),
                condition.modelVersion(),
                condition,
                condition.window().windowEndMillis());
    }

    static RuleInput signOfLife(String modelId, String modelVersion, long time) {
        return new RuleInput(modelId, modelVersion, null, time);
    }
}
