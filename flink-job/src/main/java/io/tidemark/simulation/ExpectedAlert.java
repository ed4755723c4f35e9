/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

/**
 * An alert that a fault gives rise to.
 *
 * @param kind the alert's kind: {@code drift}, {@code quality}, {@code service}, {@code
 *     performance}
 * @param feature the feature it is about; null: whichever, or none
 */
public record ExpectedAlert(String kind, String feature) {
    public boolean matches(String alertKind, String alertFeature) {
        return kind.equals(alertKind) && (feature == null || feature.equals(alertFeature));
    }
}
