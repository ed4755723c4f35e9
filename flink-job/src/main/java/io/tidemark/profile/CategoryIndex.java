/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.ShortestForm;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The known categories of a feature, numbered by code-point order, found by text or, for those that
 * are a number's {@link ShortestForm}, by number without making the text.
 */
final class CategoryIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final int mask;
    private final int[] byText;
    private final int[] byNumber;
    private final double[] numbers;

    CategoryIndex(Collection<String> categories) {
        TreeSet<String> sorted = new TreeSet<>(CodePointOrder.INSTANCE);
        sorted.addAll(categories);
        names = sorted.toArray(new String[0]);
        mask = Integer.highestOneBit(4 * names.length + 4) - 1;
        byText = new int[mask + 1];
        byNumber = new int[mask + 1];
        numbers = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            put(byText, names[i].hashCode(), i);
            numbers[i] = numberOf(names[i]);
            if (!Double.isNaN(numbers[i])) {
                put(byNumber, Double.hashCode(numbers[i]), i);
            }
        }
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    List<String> names() {
        return List.of(names);
    }

    /**
     * Returns the number of a category; -1 when it is not known. Each name is kept as the String
     * that asked for it last: decoders give the same one again and again, which then needs no
     * comparing (threads may disagree about it without harm).
     */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    int find(String text) {
        int slot = slot(text.hashCode());
        while (byText[slot] != 0) {
            int index = byText[slot] - 1;
            String name = names[index];
            if (name == text) {
                return index;
            }
            if (name.equals(text)) {
                names[index] = text;
                return index;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /** Returns the number of the category that is a number's shortest form; -1 when not known. */
    int find(double number) {
        double value = number + 0.0; // -0.0 reads 0
        int slot = slot(Double.hashCode(value));
        while (byNumber[slot] != 0) {
            if (numbers[byNumber[slot] - 1] == value) {
                return byNumber[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /** Zero marks a free slot, so what is stored is the index + 1. */
    private void put(int[] table, int hash, int index) {
        int slot = slot(hash);
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = index + 1;
    }

    private int slot(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread ^ (spread >>> 16)) & mask;
    }

    private static double numberOf(String name) {
        try {
            double number = Double.parseDouble(name);
            boolean isShortest = ShortestForm.of(number).equals(name);
            return isShortest && Math.abs(number) <= Double.MAX_VALUE ? number + 0.0 : Double.NaN;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
