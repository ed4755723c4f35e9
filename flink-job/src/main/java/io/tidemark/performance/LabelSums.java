/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.LogHistogram;
import java.util.Arrays;

/** What every pair adds to a tally: its label's value and how long the label took. */
final class LabelSums {
    private final TallyLayout layout;
    private final FeatureProfile values;
    private final LogHistogram delayMillis = new LogHistogram();

    LabelSums(TallyLayout layout) {
        this.layout = layout;
        this.values = new FeatureProfile(layout.label());
    }

    void add(PredictionSlot prediction, LabelCandidate held, int sign) {
        // a label that was there before its prediction took no time
        double delay = StrictMath.max(0.0, (double) held.timestamp - prediction.timestamp);
        if (sign > 0) {
            delayMillis.add(delay);
            switch (held.labelKind) {
                case NamedValues.NUMBER -> values.addNumber(held.labelNumber);
                case NamedValues.BOOLEAN -> values.addBoolean(held.labelNumber == 1);
                default -> values.addText(held.labelText);
            }
        } else {
            delayMillis.remove(delay);
            switch (held.labelKind) {
                case NamedValues.NUMBER -> values.removeNumber(held.labelNumber);
                case NamedValues.BOOLEAN -> values.removeBoolean(held.labelNumber == 1);
                default -> values.removeText(held.labelText);
            }
        }
    }

    void merge(LabelSums other, int sign) {
        if (sign > 0) {
            values.merge(other.values);
            delayMillis.merge(other.delayMillis);
        } else {
            values.retract(other.values);
            delayMillis.retract(other.delayMillis);
        }
    }

    FeatureProfile values() {
        return values;
    }

    LogHistogram delayMillis() {
        return delayMillis;
    }

    void write(BinaryWriter writer) {
        delayMillis.write(writer);
        byte[] bytes = values.toBytes();
        writer.writeBlock(Arrays.equals(bytes, layout.emptyLabel()) ? new byte[0] : bytes);
    }

    void mergeFrom(BinaryReader reader) {
        delayMillis.mergeFrom(reader);
        byte[] bytes = reader.readBlock();
        if (bytes.length > 0) {
            values.merge(bytes);
        }
    }
}
