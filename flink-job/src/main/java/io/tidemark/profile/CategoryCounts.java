/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.ShortestForm;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts per category. Known categories count by index. Of the others, the {@code cap} ones with
 * the smallest 64-bit hashes keep a count of their own (exact: a value that is among the smallest
 * at the end was so ever since it was first seen, in every part); the rest share one count, and
 * from then on the number of distinct values is an estimate. With a cap cut, taking values away is
 * no longer exact.
 */
final class CategoryCounts {
    private final CategoryIndex known;
    private final int cap;
    private final boolean isRetractable;
    private final long[] knownCounts;
    private final Map<String, NewValue> newByText = new HashMap<>();
    private final TreeSet<NewValue> newByHash = new TreeSet<>();
    private long newTotal;
    private long other;
    private DistinctCount newDistinct; // null: nothing cut yet, or retractable
    private long largestHash = Long.MAX_VALUE; // of those kept, once something was cut

    CategoryCounts(FeatureLayout layout) {
        known = layout.index();
        cap = layout.categoryCap();
        isRetractable = layout.retractable();
        knownCounts = new long[known.size()];
    }

    /** Adds {@code count} deliveries of a text. */
    void add(String text, long count) {
        int index = known.find(text);
        if (index >= 0) {
            knownCounts[index] += count;
        } else {
            addNew(text, count);
        }
    }

    /** Adds {@code count} deliveries of a number, as its shortest form. */
    void add(double number, long count) {
        int index = known.find(number);
        if (index >= 0) {
            knownCounts[index] += count;
        } else {
            addNew(ShortestForm.of(number), count);
        }
    }

    private void addNew(String text, long count) {
        newTotal += count;
        NewValue found = newByText.get(text);
        if (found == null) {
            addUnseen(text, Hash64.of(text), count);
            return;
        }
        found.count += count;
        if (found.count == 0) {
            forget(found);
        }
    }

    private void addUnseen(String text, long hash, long count) {
        if (newDistinct != null) {
            newDistinct.addHash(hash);
            if (hash > largestHash) {
                other += count;
                return;
            }
        }
        NewValue value = new NewValue(text, hash, count);
        newByHash.add(value);
        newByText.put(text, value);
        if (newByHash.size() > cap) {
            startEstimate();
            NewValue largest = newByHash.last();
            forget(largest);
            other += largest.count;
            largestHash = newByHash.last().hash;
        }
    }

    private void forget(NewValue value) {
        newByHash.remove(value);
        newByText.remove(value.text);
    }

    private void startEstimate() {
        if (newDistinct == null && !isRetractable) {
            newDistinct = new DistinctCount();
            for (NewValue value : newByHash) {
                newDistinct.addHash(value.hash);
            }
        }
    }

    void merge(CategoryCounts others, int sign) {
        for (int i = 0; i < knownCounts.length; i++) {
            knownCounts[i] += sign * others.knownCounts[i];
        }
        if (others.newDistinct != null) {
            startEstimate();
            newDistinct.merge(others.newDistinct);
        }
        for (NewValue value : others.newByHash) {
            addNew(value.text, sign * value.count);
        }
        other += sign * others.other;
        newTotal += sign * others.other;
    }

    long total() {
        long total = newTotal;
        for (long count : knownCounts) {
            total += count;
        }
        return total;
    }

    /** Returns how many values were of no known category. */
    long newTotal() {
        return newTotal;
    }

    /** Returns how many values have no count of their own. */
    long other() {
        return other;
    }

    /**
     * Returns the number of distinct values: exact until the cap cuts; null if it cut where no
     * estimate is kept.
     */
    Long distinct() {
        long distinct = 0;
        for (long count : knownCounts) {
            distinct += count == 0 ? 0 : 1;
        }
        if (newDistinct != null) {
            return distinct + newDistinct.estimate();
        }
        return other == 0 ? (Long) (distinct + newByHash.size()) : null;
    }

    /** Returns the counts that are not zero, in code-point order. */
    SortedMap<String, Long> toMap() {
        SortedMap<String, Long> counts = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int i = 0; i < knownCounts.length; i++) {
            if (knownCounts[i] != 0) {
                counts.put(known.name(i), knownCounts[i]);
            }
        }
        for (NewValue value : newByHash) {
            counts.put(value.text, value.count);
        }
        return counts;
    }

    void write(BinaryWriter writer) {
        int occupied = 0;
        for (long count : knownCounts) {
            occupied += count == 0 ? 0 : 1;
        }
        writer.writeUnsigned(occupied);
        int previous = -1;
        for (int i = 0; i < knownCounts.length; i++) {
            if (knownCounts[i] != 0) {
                writer.writeUnsigned(i - previous - 1L);
                writer.writeSigned(knownCounts[i]);
                previous = i;
            }
        }
        writer.writeUnsigned(newByHash.size());
        for (NewValue value : newByHash) {
            writer.writeText(value.text);
            writer.writeSigned(value.count);
        }
        writer.writeSigned(other);
        writer.writeByte(newDistinct == null ? 0 : 1);
        if (newDistinct != null) {
            newDistinct.write(writer);
        }
    }

    void mergeFrom(BinaryReader reader) {
        int occupied = reader.readCount(knownCounts.length);
        int index = -1;
        for (int i = 0; i < occupied; i++) {
            index += 1 + reader.readCount(knownCounts.length - 2 - index);
            knownCounts[index] += reader.readSigned();
        }
        int values = reader.readCount(cap);
        for (int i = 0; i < values; i++) {
            addNew(reader.readText(), reader.readSigned());
        }
        long others = reader.readSigned();
        other += others;
        newTotal += others;
        if (reader.readByte() != 0) {
            if (isRetractable) {
                throw new IllegalArgumentException("categories: an estimate where none is kept");
            }
            startEstimate();
            newDistinct.mergeFrom(reader);
        }
    }

    private static final class NewValue implements Comparable<NewValue> {
        private final String text;
        private final long hash;
        private long count;

        private NewValue(String text, long hash, long count) {
            this.text = text;
            this.hash = hash;
            this.count = count;
        }

        @Override
        public int compareTo(NewValue value) {
            int order = Long.compare(hash, value.hash);
            return order != 0 ? order : text.compareTo(value.text);
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof NewValue value && compareTo(value) == 0;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(hash);
        }
    }
}
