/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

/** What is asked about each feature of each window, in the order of ties. */
public enum Question {
    /** Has the distribution of its values changed? */
    SHAPE("shape_changed", 0.1),
    /** Has the share of missing values changed? Here the sample counts the missing too. */
    MISSING("missing_changed", 0.02),
    /** Are there values that the baseline has not? */
    NEW_VALUES("new_values", 0.02),

    /**
     * Has the share of values that cannot be compared changed? Asked of files, and only where there
     * are such values; the sample counts all rows.
     */
    UNUSABLE("unusable_changed", 0.02);

    private final String code;
    private final double effectFloor;

    Question(String code, double effectFloor) {
        this.code = code;
        this.effectFloor = effectFloor;
    }

    /** The reason that a drifted feature shows. */
    public String code() {
        return code;
    }

    /** The smallest effect that matters unless a feature says otherwise. */
    public double effectFloor() {
        return effectFloor;
    }
}
