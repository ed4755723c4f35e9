/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import java.util.Locale;

/** What a model predicts. An unknown task is null until {@link TaskInference} finds it. */
public enum Task {
    /** One of two classes. */
    BINARY,
    /** One of several classes. */
    MULTICLASS,
    /** A number. */
    REGRESSION;

    /** Returns the name as the monitor spec writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the task of a name of the monitor spec.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Task ofCode(String code) {
        for (Task task : values()) {
            if (task.code().equals(code)) {
                return task;
            }
        }
        throw new IllegalArgumentException("no task " + code);
    }

    /** Returns whether labels are classes. */
    public boolean isClassification() {
        return this != REGRESSION;
    }
}
