/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;

/** Predictions and labels for tests. */
final class Pairs {
    private Pairs() {}

    static PredictionSlot predicted(Object value) {
        PredictionSlot slot = new PredictionSlot();
        slot.modelId = "m";
        slot.modelVersion = "1";
        slot.predictionKind = kind(value);
        slot.predictionNumber = number(value);
        slot.predictionText = text(value);
        return slot;
    }

    static PredictionSlot predicted(Object value, double positiveProbability) {
        PredictionSlot slot = predicted(value);
        slot.probabilityForm = PredictionEvent.PROBABILITY_NUMBER;
        slot.probabilities = new double[] {positiveProbability};
        return slot;
    }

    static LabelCandidate label(Object value) {
        LabelCandidate label = new LabelCandidate();
        label.labelName = "label";
        label.labelKind = kind(value);
        label.labelNumber = number(value);
        label.labelText = text(value);
        return label;
    }

    private static byte kind(Object value) {
        return value == null
                ? NamedValues.MISSING
                : value instanceof Number
                        ? NamedValues.NUMBER
                        : value instanceof Boolean ? NamedValues.BOOLEAN : NamedValues.TEXT;
    }

    private static double number(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : Boolean.TRUE.equals(value) ? 1 : 0;
    }

    private static String text(Object value) {
        return value == null || value instanceof Number ? null : value.toString();
    }
}
