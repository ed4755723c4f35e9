/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.ExactSum;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.LogHistogram;
import io.tidemark.profile.Moments;
import java.util.Arrays;

/**
 * What every pair adds to a tally: its label's value, how long the label took and the business
 * value that came with it. Business values beyond the range that can be summed count as none.
 */
final class LabelSums {
    private final TallyLayout layout;
    private final FeatureProfile values;
    private final LogHistogram delayMillis = new LogHistogram();
    private final Moments business = new Moments(true);

    LabelSums(TallyLayout layout) {
        this.layout = layout;
        this.values = new FeatureProfile(layout.label());
    }

    void add(PredictionSlot prediction, LabelCandidate held, int sign) {
        // a label that was there before its prediction took no time
        double delay = StrictMath.max(0.0, (double) held.timestamp - prediction.timestamp);
        if (held.value != null && StrictMath.abs(held.value) <= ExactSum.LARGEST) {
            addBusiness(held.value, sign);
        }
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

    private void addBusiness(double value, int sign) {
        if (sign > 0) {
            business.add(value);
        } else {
            business.remove(value);
        }
    }

    void merge(LabelSums other, int sign) {
        if (sign > 0) {
            business.merge(other.business);
            values.merge(other.values);
            delayMillis.merge(other.delayMillis);
        } else {
            business.retract(other.business);
            values.retract(other.values);
            delayMillis.retract(other.delayMillis);
        }
    }

    FeatureProfile values() {
        return values;
    }

    Moments business() {
        return business;
    }

    LogHistogram delayMillis() {
        return delayMillis;
    }

    void write(BinaryWriter writer) {
        delayMillis.write(writer);
        business.write(writer);
        byte[] bytes = values.toBytes();
        writer.writeBlock(Arrays.equals(bytes, layout.emptyLabel()) ? new byte[0] : bytes);
    }

    void mergeFrom(BinaryReader reader) {
        delayMillis.mergeFrom(reader);
        business.mergeFrom(reader);
        byte[] bytes = reader.readBlock();
        if (bytes.length > 0) {
            values.merge(bytes);
        }
    }
}
