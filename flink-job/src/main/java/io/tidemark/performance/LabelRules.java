/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import java.io.Serializable;
import java.util.List;

/**
 * What a monitor says about labels.
 *
 * @param horizonMillis how far label and prediction may be apart, either way
 * @param correctionsMillis how long after the earliest counted label a later one corrects it
 * @param allowedLatenessMillis how far events may lag behind the watermark
 * @param sample share of prediction ids that are joined at all, 0 to 1
 * @param task null while unknown: every label fits
 * @param classes classes of the spec or reference; fewer than two: any class is expected
 */
public record LabelRules(
        long horizonMillis,
        long correctionsMillis,
        long allowedLatenessMillis,
        double sample,
        Task task,
        List<String> classes)
        implements Serializable {

    public LabelRules {
        classes = List.copyOf(classes);
    }

    /** Returns whether the label is of a type that the task can use. */
    boolean accepts(LabelCandidate label) {
        if (label.labelKind == NamedValues.NUMBER) {
            return Double.isFinite(label.labelNumber);
        }
        return label.labelKind != NamedValues.MISSING && task != Task.REGRESSION;
    }

    /** Returns whether the label names a class that neither spec nor reference knows. */
    boolean isUnknownClass(LabelCandidate label) {
        return task != null
                && task.isClassification()
                && classes.size() > 1
                && !classes.contains(
                        ClassNames.of(
                                label.labelKind, label.labelNumber, label.labelText, classes));
    }
}
