/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.util.Arrays;

/**
 * Scalar values in the order in which a record gave them, as parallel arrays of which the first
 * {@link #size} cells count. Names of an object are unique; those of an array are null.
 */
public final class NamedValues {
    /** A JSON null. */
    public static final byte MISSING = 0;

    /** {@link #numbers} holds the value; it may be NaN or infinite, never negative zero. */
    public static final byte NUMBER = 1;

    /** {@link #texts} holds the value, clean as {@link CleanText} says. */
    public static final byte TEXT = 2;

    /** {@link #texts} holds {@code true} or {@code false}, {@link #numbers} 1 or 0. */
    public static final byte BOOLEAN = 3;

    private static final int INITIAL_CAPACITY = 8;

    public int size;
    public String[] names;
    public byte[] kinds;
    public double[] numbers;
    public String[] texts;

    public NamedValues() {
        this(INITIAL_CAPACITY);
    }

    /**
     * Makes an empty list.
     *
     * @param capacity cells to have ready, at least 0
     */
    public NamedValues(int capacity) {
        names = new String[capacity];
        kinds = new byte[capacity];
        numbers = new double[capacity];
        texts = new String[capacity];
    }

    /** Appends a value; {@code number} and {@code text} are as the kind's constant says. */
    public void add(String name, byte kind, double number, String text) {
        int index = size;
        if (index == names.length) {
            grow();
        }
        names[index] = name;
        kinds[index] = kind;
        numbers[index] = number;
        texts[index] = text;
        size = index + 1;
    }

    public void addMissing(String name) {
        add(name, MISSING, 0, null);
    }

    public void addNumber(String name, double number) {
        add(name, NUMBER, number, null);
    }

    public void addText(String name, String text) {
        add(name, TEXT, 0, text);
    }

    public void addBoolean(String name, boolean value) {
        add(name, BOOLEAN, value ? 1 : 0, value ? "true" : "false");
    }

    /** Returns the index of the first value of that name, or -1. */
    public int indexOf(String name) {
        for (int index = 0; index < size; index++) {
            if (name.equals(names[index])) {
                return index;
            }
        }
        return -1;
    }

    private void grow() {
        int capacity = Math.max(INITIAL_CAPACITY, names.length * 2);
        names = Arrays.copyOf(names, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        texts = Arrays.copyOf(texts, capacity);
    }
}
