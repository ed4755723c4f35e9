/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import io.tidemark.profile.ExactSum;
import io.tidemark.profile.Moments;

/**
 * Errors relative to what they are errors of: |y - p| ÷ |y| where y is not 0, and 2 |y - p| ÷ (|y|
 * + |p|), which is 0 for 0 ÷ 0 and at most 2.
 */
final class RelativeErrors {
    private final Moments ofLabel = new Moments(true);
    private final Moments ofBoth = new Moments(true);
    private long beyond;

    void add(double label, double prediction, int sign) {
        double size = StrictMath.abs(label - prediction);
        double both = StrictMath.abs(label) + StrictMath.abs(prediction);
        add(ofBoth, both == 0 ? 0 : 2 * size / both, sign);
        if (label != 0) {
            double relative = size / StrictMath.abs(label);
            if (relative <= ExactSum.LARGEST) {
                add(ofLabel, relative, sign);
            } else {
                beyond += sign;
            }
        }
    }

    private static void add(Moments moments, double value, int sign) {
        if (sign > 0) {
            moments.add(value);
        } else {
            moments.remove(value);
        }
    }

    void merge(RelativeErrors other, int sign) {
        beyond += sign * other.beyond;
        if (sign > 0) {
            ofLabel.merge(other.ofLabel);
            ofBoth.merge(other.ofBoth);
        } else {
            ofLabel.retract(other.ofLabel);
            ofBoth.retract(other.ofBoth);
        }
    }

    Moments ofLabel() {
        return ofLabel;
    }

    Moments ofBoth() {
        return ofBoth;
    }

    /**
     * Returns the number of errors relative to a label next to 0 that are too large to be summed.
     */
    long beyond() {
        return beyond;
    }

    void write(BinaryWriter writer) {
        writer.writeSigned(beyond);
        ofLabel.write(writer);
        ofBoth.write(writer);
    }

    void mergeFrom(BinaryReader reader) {
        beyond += reader.readSigned();
        ofLabel.mergeFrom(reader);
        ofBoth.mergeFrom(reader);
    }
}
