/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import io.tidemark.event.ShortestForm;
import java.util.Arrays;

/**
 * One event's features as a row: names in code-point order, each with a number, a category or
 * nothing. What cannot be calculated with (not-a-number, infinite, above {@link ExactSum#LARGEST})
 * and what is of the wrong type is nothing.
 *
 * <p>The one that is filled may be filled again for the next event of the same names; a sample
 * keeps {@link #copy copies}.
 */
public final class EventRow {
    /** No value. */
    public static final byte MISSING = NamedValues.MISSING;

    /** A finite number. */
    public static final byte NUMBER = NamedValues.NUMBER;

    /** A category. */
    public static final byte TEXT = NamedValues.TEXT;

    /** A number that is a category; its text is made when the row is copied. */
    private static final byte CODE = 4;

    private final String[] names;
    private final byte[] kinds;
    private final double[] numbers;
    private final String[] texts;

    /**
     * An empty row.
     *
     * @param names unique, in code-point order; kept, so that rows of the same names share them
     */
    public EventRow(String[] names) {
        this.names = names;
        kinds = new byte[names.length];
        numbers = new double[names.length];
        texts = new String[names.length];
    }

    private EventRow(EventRow other) {
        names = other.names;
        kinds = other.kinds.clone();
        numbers = other.numbers.clone();
        texts = other.texts.clone();
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == CODE) {
                kinds[i] = TEXT;
                texts[i] = ShortestForm.of(numbers[i]);
                numbers[i] = 0;
            }
        }
    }

    /** Forgets all values. */
    public void clear() {
        Arrays.fill(kinds, MISSING);
        Arrays.fill(numbers, 0);
        Arrays.fill(texts, null);
    }

    /**
     * Sets a value as an event gives it.
     *
     * @param place of the name
     * @param kind what the feature's values are
     * @param valueKind a kind of {@link NamedValues}
     */
    public void set(int place, FeatureKind kind, byte valueKind, double number, String text) {
        boolean isUsable = Math.abs(number) <= ExactSum.LARGEST;
        switch (valueKind) {
            case NamedValues.NUMBER -> {
                if (isUsable) {
                    kinds[place] = kind == FeatureKind.CATEGORICAL ? CODE : NUMBER;
                    numbers[place] = number + 0.0; // -0.0 and 0.0 are one value
                }
            }
            case NamedValues.TEXT, NamedValues.BOOLEAN -> {
                if (kind != FeatureKind.NUMERIC) {
                    kinds[place] = TEXT;
                    texts[place] = text;
                }
            }
            default -> kinds[place] = MISSING;
        }
    }

    /** Returns a row that stays as it is. */
    EventRow copy() {
        return new EventRow(this);
    }

    /** Returns the names, in code-point order; not to be changed. */
    String[] names() {
        return names;
    }

    /**
     * Returns the kind at a place: {@link #MISSING}, {@link #NUMBER} or {@link #TEXT}; a negative
     * place holds nothing.
     */
    public byte kind(int place) {
        if (place < 0) {
            return MISSING;
        }
        return kinds[place] == CODE ? TEXT : kinds[place];
    }

    /** Returns the number at a place that holds one. */
    public double number(int place) {
        return numbers[place];
    }

    /** Returns the category at a place of a kept row that holds one. */
    public String text(int place) {
        return texts[place];
    }

    /** Returns the place of a name; negative when the row has no such name. */
    public int place(String name) {
        return Arrays.binarySearch(names, name, CodePointOrder.INSTANCE);
    }

    /** Appends the value at a place; a negative place is a missing value. */
    void writeValue(BinaryWriter writer, int place) {
        byte kind = place < 0 ? MISSING : kinds[place];
        writer.writeByte(kind);
        if (kind == NUMBER) {
            writer.writeDouble(numbers[place]);
        } else if (kind == TEXT) {
            writer.writeText(texts[place]);
        }
    }

    /** Reads what {@link #writeValue} wrote. */
    void readValue(BinaryReader reader, int place) {
        kinds[place] = (byte) reader.readCount(TEXT);
        if (kinds[place] == NUMBER) {
            numbers[place] = reader.readDouble();
        } else if (kinds[place] == TEXT) {
            texts[place] = reader.readText();
        }
    }
}
