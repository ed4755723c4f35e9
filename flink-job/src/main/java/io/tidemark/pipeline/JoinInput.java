/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.FeedbackEvent;
import io.tidemark.event.PredictionEvent;
import io.tidemark.performance.LabelCandidate;
import io.tidemark.performance.PredictionSlot;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * A prediction or a label cut down to what the label join needs; one of the last two parts is null.
 *
 * @param idHigh upper half of the 128-bit hash (MurmurHash3) of the prediction id
 * @param idLow lower half
 */
public record JoinInput(long idHigh, long idLow, PredictionSlot prediction, LabelCandidate label) {
    private static final long SEED = 0;

    static JoinInput ofPrediction(PredictionEvent event, String[] segments, long recordTime) {
        PredictionSlot slot = new PredictionSlot();
        slot.modelId = event.modelId;
        slot.modelVersion = event.modelVersion;
        slot.timestamp = event.timestamp;
        slot.contentHash = event.contentHash;
        slot.recordTimestamp = recordTime;
        slot.segments = segments;
        slot.predictionKind = event.predictionKind;
        slot.predictionNumber = event.predictionNumber;
        slot.predictionText = event.predictionText;
        slot.probabilityForm = event.probabilityForm;
        slot.probabilityClasses = event.probabilityClasses;
        slot.probabilities = event.probabilities;
        long[] hash = hash(event.predictionId);
        return new JoinInput(hash[0], hash[1], slot, null);
    }

    static JoinInput ofFeedback(FeedbackEvent event, long recordTime) {
        LabelCandidate label = new LabelCandidate();
        label.labelName = event.labelName;
        label.modelId = event.modelId;
        label.timestamp = event.timestamp;
        label.contentHash = event.contentHash;
        label.recordTimestamp = recordTime;
        label.labelKind = event.labelKind;
        label.labelNumber = event.labelNumber;
        label.labelText = event.labelText;
        label.value = Double.isNaN(event.value) ? null : (Double) event.value;
        long[] hash = hash(event.predictionId);
        return new JoinInput(hash[0], hash[1], null, label);
    }

    private static long[] hash(String predictionId) {
        return MurmurHash3.hash(predictionId.toCharArray(), SEED);
    }
}
