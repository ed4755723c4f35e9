/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/** Where {@link LabelJoin} looks up what a model's monitor says about labels. */
@FunctionalInterface
public interface LabelRulesSource {
    /**
     * Returns the rules in force for a model's predictions of that time. The answer must stay the
     * same for the same arguments, or what was tallied cannot be taken back exactly.
     */
    LabelRules rules(String modelId, long predictionTimeMillis);
}
