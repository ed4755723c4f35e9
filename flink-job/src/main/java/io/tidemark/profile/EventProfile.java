/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.NamedValues;

/**
 * A window's events as wholes: how many, a {@link EventSample sample} of their rows, the {@link
 * CrossMoments cross-moments} of their numbers and the {@link AttributionSums sums} of their
 * attributions. Everything merges; the bytes are the same for the same events in any order and
 * partition.
 *
 * <p>Rows are there only when somebody asked for them, so a profile may hold attributions alone.
 *
 * <p>State and wire: a version byte and a hash of the caps come first, and other ones are refused.
 */
public final class EventProfile {
    private static final int VERSION = 1;
    private static final long LAYOUT = layout();

    private long events;
    private final EventSample sample = new EventSample();
    private final CrossMoments moments = new CrossMoments();
    private final AttributionSums attributions = new AttributionSums();

    private static long layout() {
        Hash64 digest = new Hash64();
        digest.add(EventSample.SIZE);
        digest.add(EventSample.MOST_NAMES);
        digest.add(CrossMoments.MOST_NAMES);
        digest.add(AttributionSums.MOST_NAMES);
        return digest.value();
    }

    /** Counts a delivery, whether it has a row or not. */
    public void addEvent() {
        events++;
    }

    /**
     * Adds an event's features.
     *
     * @param id identity of the prediction
     * @param contentHash with the id it tells a repeat from another event
     * @param row copied where it is kept
     */
    public void addRow(String id, long contentHash, EventRow row) {
        sample.add(id, contentHash, row);
        moments.add(row);
    }

    /** Adds the attributions of an event. */
    public void addAttributions(NamedValues values) {
        attributions.add(values);
    }

    /** Adds all events behind another. */
    public void merge(EventProfile other) {
        events += other.events;
        sample.merge(other.sample);
        moments.merge(other.moments);
        attributions.merge(other.attributions);
    }

    /** Adds what another has written. */
    public void merge(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "event profile");
        if (reader.readFixed64() != LAYOUT) {
            throw new IllegalArgumentException("event profile: of other caps");
        }
        events += reader.readUnsigned();
        sample.mergeFrom(reader);
        moments.mergeFrom(reader);
        attributions.mergeFrom(reader);
        reader.expectEnd();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static EventProfile fromBytes(byte[] bytes) {
        EventProfile profile = new EventProfile();
        profile.merge(bytes);
        return profile;
    }

    /** Returns the canonical form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeFixed64(LAYOUT);
        writer.writeUnsigned(events);
        sample.write(writer);
        moments.write(writer);
        attributions.write(writer);
        return writer.toBytes();
    }

    /** Returns the number of deliveries, repeats included. */
    public long events() {
        return events;
    }

    /** Returns the sample of rows. */
    public EventSample sample() {
        return sample;
    }

    /** Returns the cross-moments of all rows, repeats included. */
    public CrossMoments moments() {
        return moments;
    }

    /** Returns the sums of attributions. */
    public AttributionSums attributions() {
        return attributions;
    }
}
