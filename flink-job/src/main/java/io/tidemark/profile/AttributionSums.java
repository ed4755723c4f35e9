/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a model's features have contributed: per feature the exact sum of absolute attributions
 * and how many events gave one. Kept are the first {@value #MOST_NAMES} names in code-point order;
 * what is not finite or above {@link ExactSum#LARGEST} stays out.
 */
public final class AttributionSums {
    /** The most features kept. */
    public static final int MOST_NAMES = 1000;

    private final FirstNames names = new FirstNames(MOST_NAMES);
    private final SortedMap<String, Total> totals = new TreeMap<>(CodePointOrder.INSTANCE);

    private long events;

    private static final class Total {
        long count;
        final ExactSum sum = new ExactSum();
    }

    /** Adds what one event gives. */
    void add(NamedValues attributions) {
        events++;
        for (int i = 0; i < attributions.size; i++) {
            double attribution = attributions.numbers[i];
            if (attributions.kinds[i] == NamedValues.NUMBER
                    && Math.abs(attribution) <= ExactSum.LARGEST) {
                Total total = total(attributions.names[i]);
                if (total != null) {
                    total.count++;
                    total.sum.add(Math.abs(attribution));
                }
            }
        }
    }

    /** Null: beyond the cap. */
    private Total total(String feature) {
        Total found = totals.get(feature);
        if (found != null || !names.admits(feature)) {
            return found;
        }
        String leaving = names.evicted();
        if (leaving != null) {
            totals.remove(leaving);
        }
        Total total = new Total();
        totals.put(feature, total);
        return total;
    }

    void merge(AttributionSums other) {
        events += other.events;
        other.totals.forEach(
                (feature, theirs) -> {
                    Total total = total(feature);
                    if (total != null) {
                        total.count += theirs.count;
                        total.sum.merge(theirs.sum);
                    }
                });
    }

    /** Returns how many deliveries gave attributions. */
    public long events() {
        return events;
    }

    /** Returns the mean absolute attribution of each feature, in code-point order of the names. */
    public SortedMap<String, Double> meanAbsolute() {
        SortedMap<String, Double> means = new TreeMap<>(CodePointOrder.INSTANCE);
        totals.forEach(
                (feature, total) ->
                        means.put(feature, total.sum.exact().dividedBy(Dyadic.of(total.count))));
        return means;
    }

    void write(BinaryWriter writer) {
        writer.writeUnsigned(events);
        writer.writeUnsigned(totals.size());
        totals.forEach(
                (feature, total) -> {
                    writer.writeText(feature);
                    writer.writeUnsigned(total.count);
                    total.sum.write(writer);
                });
    }

    /** Adds what was written by another. */
    void mergeFrom(BinaryReader reader) {
        AttributionSums other = new AttributionSums();
        other.events = reader.readUnsigned();
        int count = reader.readCount(MOST_NAMES);
        for (int i = 0; i < count; i++) {
            Total total = other.total(reader.readText());
            total.count = reader.readUnsigned();
            total.sum.mergeFrom(reader);
        }
        merge(other);
    }
}
