/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mergeable summary of how a model answered over some stretch of events: deliveries,
 * predictions and errors (both weighted by the sampling weight), latency, and in which hours the
 * deliveries were recorded. Error codes are counted by the feature {@code @error}. Equal content,
 * equal bytes.
 */
public final class ServiceProfile {
    private static final int VERSION = 1;
    private static final int MOST_HOURS = 1_000_000;

    // without those of the open hour: counting in the map would write a reference for every event
    private final SortedMap<Long, Long> hours = new TreeMap<>();
    private long openHour;
    private long inOpenHour;
    private final LogHistogram latency = new LogHistogram();
    private long deliveries;
    private long featured;
    private long answered;
    private long withProbability;
    private long predictions;
    private long errors;

    /**
     * Adds one delivery.
     *
     * @param isFeatured it has a features member
     * @param isAnswered its status is ok
     * @param hasProbability it has a probability in any form
     * @param weight for how many predictions it stands
     * @param latencyMillis NaN if absent; not finite, negative or absurd ones are left out
     * @param recordHour hour since the epoch of the Kafka record's time
     */
    public void add(
            boolean isFeatured,
            boolean isAnswered,
            boolean hasProbability,
            long weight,
            double latencyMillis,
            long recordHour) {
        deliveries++;
        featured += isFeatured ? 1 : 0;
        answered += isAnswered ? 1 : 0;
        withProbability += hasProbability ? 1 : 0;
        predictions += weight;
        errors += isAnswered ? 0 : weight;
        if (latencyMillis >= 0.0 && latencyMillis <= ExactSum.LARGEST) {
            latency.add(latencyMillis);
        }
        if (recordHour != openHour) {
            closeHour();
            openHour = recordHour;
        }
        inOpenHour++;
    }

    private void closeHour() {
        if (inOpenHour > 0) {
            hours.merge(openHour, inOpenHour, Long::sum);
            inOpenHour = 0;
        }
    }

    /** Adds everything behind another. */
    public void merge(ServiceProfile other) {
        deliveries += other.deliveries;
        featured += other.featured;
        answered += other.answered;
        withProbability += other.withProbability;
        predictions += other.predictions;
        errors += other.errors;
        latency.merge(other.latency);
        other.hours().forEach((hour, count) -> hours.merge(hour, count, Long::sum));
    }

    /** Returns the number of events. */
    public long deliveries() {
        return deliveries;
    }

    /** Returns the number of events with a features member. */
    public long featured() {
        return featured;
    }

    /** Returns the number of events that are not errors. */
    public long answered() {
        return answered;
    }

    /** Returns the number of events with a probability. */
    public long withProbability() {
        return withProbability;
    }

    /** Returns the sum of weights. */
    public long predictions() {
        return predictions;
    }

    /** Returns the sum of the weights of errors. */
    public long errors() {
        return errors;
    }

    /** Returns the latencies in milliseconds. */
    public LogHistogram latency() {
        return latency;
    }

    /** Returns deliveries by hour since the epoch of the Kafka record's time. */
    public SortedMap<Long, Long> hours() {
        closeHour();
        return Collections.unmodifiableSortedMap(hours);
    }

    /** Returns the canonical form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeUnsigned(deliveries);
        writer.writeUnsigned(featured);
        writer.writeUnsigned(answered);
        writer.writeUnsigned(withProbability);
        writer.writeUnsigned(predictions);
        writer.writeUnsigned(errors);
        latency.write(writer);
        closeHour();
        writer.writeUnsigned(hours.size());
        hours.forEach(
                (hour, count) -> {
                    writer.writeSigned(hour);
                    writer.writeUnsigned(count);
                });
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}; damaged bytes give an {@link IllegalArgumentException}. */
    public static ServiceProfile fromBytes(byte[] bytes) {
        ServiceProfile profile = new ServiceProfile();
        profile.merge(bytes);
        return profile;
    }

    /** Adds everything behind another profile's {@link #toBytes}. */
    public void merge(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "service profile");
        deliveries += reader.readUnsigned();
        featured += reader.readUnsigned();
        answered += reader.readUnsigned();
        withProbability += reader.readUnsigned();
        predictions += reader.readUnsigned();
        errors += reader.readUnsigned();
        latency.mergeFrom(reader);
        int count = reader.readCount(MOST_HOURS);
        for (int i = 0; i < count; i++) {
            hours.merge(reader.readSigned(), reader.readUnsigned(), Long::sum);
        }
        reader.expectEnd();
    }
}
