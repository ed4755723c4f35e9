/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

/** How many values of a feature were missing or not a finite number, by what they were instead. */
final class TypeCounts {
    long missing;
    long notANumber;
    long infinite;
    long texts;
    long booleans;

    /** Counts a number that is not finite; {@code count} is 1 or -1. */
    void addNotFinite(double value, long count) {
        if (Double.isNaN(value)) {
            notANumber += count;
        } else {
            infinite += count;
        }
    }

    /** Returns how many values were texts or booleans. */
    long notNumbers() {
        return texts + booleans;
    }

    void combine(TypeCounts other, int sign) {
        missing += sign * other.missing;
        notANumber += sign * other.notANumber;
        infinite += sign * other.infinite;
        texts += sign * other.texts;
        booleans += sign * other.booleans;
    }

    void write(BinaryWriter writer) {
        writer.writeSigned(missing);
        writer.writeSigned(notANumber);
        writer.writeSigned(infinite);
        writer.writeSigned(texts);
        writer.writeSigned(booleans);
    }

    void mergeFrom(BinaryReader reader) {
        missing += reader.readSigned();
        notANumber += reader.readSigned();
        infinite += reader.readSigned();
        texts += reader.readSigned();
        booleans += reader.readSigned();
    }
}
