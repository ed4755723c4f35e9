/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.io.Serializable;
import java.util.List;

/**
 * What is settled about a model's task, from its spec, its reference or its first labels.
 *
 * @param task what is predicted
 * @param classes the known classes: binary [negative, positive]; empty for a regression
 * @param positiveClass null unless binary
 */
public record TaskDecision(Task task, List<String> classes, String positiveClass)
        implements Serializable {
    public TaskDecision {
        classes = List.copyOf(classes);
    }
}
