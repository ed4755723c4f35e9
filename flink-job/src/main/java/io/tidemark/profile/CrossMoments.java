/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Exact sums, sums of squares and sums of products of numeric features, so that every covariance
 * and correlation of a window is that of all its events and the same in any order of merging.
 *
 * <p>Pairwise complete: a pair's figures are those of the events in which both are numbers. Values
 * missing are rare, so what is kept for a pair beside its products is what has to be taken away
 * from a feature's totals: its sum and sum of squares over the events in which the other one is
 * missing. Every figure leaves as one correctly rounded quotient of exact sums.
 *
 * <p>Of all features the first {@value #MOST_NAMES} in code-point order of their names are kept:
 * d(d + 1)/2 accumulators, about 45 bytes each where numbers are of like magnitude. An addition of
 * an event costs as many products.
 */
public final class CrossMoments {
    /** The most features kept. */
    public static final int MOST_NAMES = 64;

    private final FirstNames names = new FirstNames(MOST_NAMES);
    private final Map<String, Integer> slots = new HashMap<>();
    private final Feature[] features = new Feature[MOST_NAMES + 1];
    private final ExactSum[][] products = new ExactSum[MOST_NAMES + 1][];

    // the places of the last event's names, and which of its slots hold a number
    private String[] lastNames;
    private int[] lastSlots = new int[0];
    private final int[] present = new int[MOST_NAMES];
    private final double[] values = new double[MOST_NAMES + 1];
    private final boolean[] isPresent = new boolean[MOST_NAMES + 1];

    /** One feature's totals, and its part in the events that miss another one. */
    private static final class Feature {
        long count;
        final ExactSum sum = new ExactSum();
        final Part[] without = new Part[MOST_NAMES + 1];
    }

    /** Count, sum and sum of squares over some events. */
    private static final class Part {
        long count;
        final ExactSum sum = new ExactSum();
        final ExactSum squares = new ExactSum();
    }

    CrossMoments() {
        for (int i = 0; i < products.length; i++) {
            products[i] = new ExactSum[i + 1];
        }
    }

    // ---------------------------------------------------------------- adding

    void add(EventRow row) {
        String[] given = row.names();
        if (given != lastNames) {
            lastNames = given;
            lastSlots = new int[given.length];
            Arrays.fill(lastSlots, -1);
            for (int place = 0; place < given.length; place++) {
                lastSlots[place] = slots.getOrDefault(given[place], -1);
            }
        }
        int count = 0;
        for (int place = 0; place < given.length; place++) {
            if (row.kind(place) == EventRow.NUMBER) {
                if (lastSlots[place] < 0 && names.admits(given[place])) {
                    open(given[place]);
                    add(row); // the slots have changed
                    return;
                }
                int slot = lastSlots[place];
                if (slot >= 0) {
                    present[count++] = slot;
                    values[slot] = row.number(place);
                }
            }
        }
        fold(count);
    }

    private void fold(int count) {
        for (int i = 0; i < count; i++) {
            int slot = present[i];
            isPresent[slot] = true;
            features[slot].count++;
            features[slot].sum.add(values[slot]);
            for (int j = 0; j <= i; j++) {
                product(slot, present[j]).addProduct(values[slot], values[present[j]]);
            }
        }
        if (count < slots.size()) {
            for (int absent : slots.values()) {
                if (!isPresent[absent]) {
                    foldWithout(absent, count);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            isPresent[present[i]] = false;
        }
    }

    private void foldWithout(int absent, int count) {
        for (int i = 0; i < count; i++) {
            Part part = without(present[i], absent);
            double value = values[present[i]];
            part.count++;
            part.sum.add(value);
            part.squares.addSquare(value);
        }
    }

    private ExactSum product(int one, int other) {
        int high = Math.max(one, other);
        int low = Math.min(one, other);
        ExactSum found = products[high][low];
        if (found == null) {
            found = new ExactSum();
            products[high][low] = found;
        }
        return found;
    }

    private Part without(int slot, int absent) {
        Part found = features[slot].without[absent];
        if (found == null) {
            found = new Part();
            features[slot].without[absent] = found;
        }
        return found;
    }

    /** Makes room for a name, which all events so far have missed. */
    private void open(String name) {
        String leaving = names.evicted();
        if (leaving != null) {
            close(slots.remove(leaving));
        }
        int slot = 0;
        while (features[slot] != null) {
            slot++;
        }
        features[slot] = new Feature();
        for (int other : slots.values()) {
            Feature before = features[other];
            if (before.count > 0) {
                Part part = without(other, slot);
                part.count = before.count;
                part.sum.merge(before.sum);
                part.squares.merge(product(other, other));
            }
        }
        slots.put(name, slot);
        lastNames = null;
    }

    private void close(int slot) {
        features[slot] = null;
        for (int other = 0; other < features.length; other++) {
            products[Math.max(slot, other)][Math.min(slot, other)] = null;
            if (features[other] != null) {
                features[other].without[slot] = null;
            }
        }
    }

    // ---------------------------------------------------------------- merging

    void merge(CrossMoments other) {
        for (String name : other.names.toArray()) {
            if (!slots.containsKey(name) && names.admits(name)) {
                open(name);
            }
        }
        for (Map.Entry<String, Integer> one : slots.entrySet()) {
            Integer theirs = other.slots.get(one.getKey());
            if (theirs != null) {
                mergeFeature(one.getValue(), other, theirs);
            }
        }
    }

    private void mergeFeature(int slot, CrossMoments other, int theirs) {
        Feature from = other.features[theirs];
        features[slot].count += from.count;
        features[slot].sum.merge(from.sum);
        for (Map.Entry<String, Integer> two : slots.entrySet()) {
            int second = two.getValue();
            Integer theirSecond = other.slots.get(two.getKey());
            if (theirSecond == null) {
                // all their events missed it
                Part part = without(slot, second);
                part.count += from.count;
                part.sum.merge(from.sum);
                part.squares.merge(other.product(theirs, theirs));
                continue;
            }
            if (second <= slot) {
                product(slot, second).merge(other.product(theirs, theirSecond));
            }
            Part missed = from.without[theirSecond];
            if (missed != null) {
                Part part = without(slot, second);
                part.count += missed.count;
                part.sum.merge(missed.sum);
                part.squares.merge(missed.squares);
            }
        }
    }

    // ---------------------------------------------------------------- figures

    /** Returns the features, in code-point order. */
    public String[] names() {
        return names.toArray();
    }

    /** Returns in how many events both features are numbers; 0 for unknown ones. */
    public long count(String one, String other) {
        Integer slot = slots.get(one);
        Integer second = slots.get(other);
        if (slot == null || second == null) {
            return 0;
        }
        Part missed = slot.equals(second) ? null : features[slot].without[second];
        return features[slot].count - (missed == null ? 0 : missed.count);
    }

    /** Returns the mean of a feature over the events that have the other one too, or null. */
    public Double mean(String one, String other) {
        long count = count(one, other);
        return count == 0 ? null : (Double) sum(one, other).dividedBy(Dyadic.of(count));
    }

    /** Returns the covariance with divisor n - 1 of a pair, correctly rounded; null below two. */
    public Double covariance(String one, String other) {
        long count = count(one, other);
        if (count < 2) {
            return null;
        }
        Dyadic divisor = Dyadic.of(count).times(Dyadic.of(count - 1));
        return centred(one, other).dividedBy(divisor);
    }

    /** Returns Pearson's correlation of a pair, in [-1, 1]; null where one of them is constant. */
    public Double correlation(String one, String other) {
        if (count(one, other) < 2) {
            return null;
        }
        Dyadic left = centredSquare(one, other);
        Dyadic right = centredSquare(other, one);
        if (left.signum() <= 0 || right.signum() <= 0) {
            return null;
        }
        double scale = StrictMath.sqrt(left.toDouble()) * StrictMath.sqrt(right.toDouble());
        double correlation = centred(one, other).toDouble() / scale;
        return StrictMath.max(-1, StrictMath.min(1, correlation));
    }

    /** n Σxy - Σx Σy over the events that have both. */
    private Dyadic centred(String one, String other) {
        Dyadic products = product(slots.get(one), slots.get(other)).exact();
        return Dyadic.of(count(one, other))
                .times(products)
                .minus(sum(one, other).times(sum(other, one)));
    }

    /** n Σx² - (Σx)² over the events that have both. */
    private Dyadic centredSquare(String one, String other) {
        int slot = slots.get(one);
        Dyadic squares = product(slot, slot).exact();
        Part missed = features[slot].without[slots.get(other)];
        if (missed != null) {
            squares = squares.minus(missed.squares.exact());
        }
        Dyadic sum = sum(one, other);
        return Dyadic.of(count(one, other)).times(squares).minus(sum.times(sum));
    }

    private Dyadic sum(String one, String other) {
        Feature feature = features[slots.get(one)];
        Part missed = feature.without[slots.get(other)];
        Dyadic sum = feature.sum.exact();
        return missed == null ? sum : sum.minus(missed.sum.exact());
    }

    // ---------------------------------------------------------------- bytes

    void write(BinaryWriter writer) {
        String[] all = names.toArray();
        writer.writeUnsigned(all.length);
        for (String name : all) {
            writer.writeText(name);
        }
        for (int i = 0; i < all.length; i++) {
            int slot = slots.get(all[i]);
            Feature feature = features[slot];
            writer.writeUnsigned(feature.count);
            feature.sum.write(writer);
            for (int j = 0; j < all.length; j++) {
                int second = slots.get(all[j]);
                if (j <= i) {
                    product(slot, second).write(writer);
                }
                Part missed = feature.without[second];
                writer.writeUnsigned(missed == null ? 0 : missed.count);
                if (missed != null && missed.count > 0) {
                    missed.sum.write(writer);
                    missed.squares.write(writer);
                }
            }
        }
    }

    /** Adds what was written by another. */
    void mergeFrom(BinaryReader reader) {
        CrossMoments other = new CrossMoments();
        String[] all = new String[reader.readCount(MOST_NAMES)];
        for (int i = 0; i < all.length; i++) {
            all[i] = reader.readText();
            other.names.admits(all[i]);
            other.open(all[i]);
        }
        for (int i = 0; i < all.length; i++) {
            int slot = other.slots.get(all[i]);
            Feature feature = other.features[slot];
            feature.count = reader.readUnsigned();
            feature.sum.mergeFrom(reader);
            for (int j = 0; j < all.length; j++) {
                int second = other.slots.get(all[j]);
                if (j <= i) {
                    other.product(slot, second).mergeFrom(reader);
                }
                long missed = reader.readUnsigned();
                if (missed > 0) {
                    Part part = other.without(slot, second);
                    part.count = missed;
                    part.sum.mergeFrom(reader);
                    part.squares.mergeFrom(reader);
                }
            }
        }
        merge(other);
    }
}
