/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A uniform sample of a window's distinct events, as rows: those {@value #SIZE} with the smallest
 * hashes of (prediction id, content). The same for every order and partition of the events, and a
 * repeat counts once. Rows come in the order of their hashes.
 *
 * <p>Of the features the first {@value #MOST_NAMES} names in code-point order are kept.
 */
public final class EventSample {
    /** The most rows kept. */
    public static final int SIZE = 500;

    /** The most features kept. */
    public static final int MOST_NAMES = 200;

    private final FirstNames names = new FirstNames(MOST_NAMES);
    private final TreeMap<Key, EventRow> rows = new TreeMap<>();
    private String[] lastNames;

    /** An event's place in the order of all events. */
    private record Key(long hash, long contentHash) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compareUnsigned(hash, other.hash);
            return order != 0 ? order : Long.compareUnsigned(contentHash, other.contentHash);
        }
    }

    /** Adds an event; the row is copied if it is kept. */
    void add(String id, long contentHash, EventRow row) {
        see(row.names());
        Hash64 digest = new Hash64();
        digest.add(id);
        digest.add(contentHash);
        Key key = new Key(digest.value(), contentHash);
        if (rows.size() < SIZE || key.compareTo(rows.lastKey()) < 0) {
            keep(key, row.copy());
        }
    }

    /** Services give the same names again and again, as the same array. */
    private void see(String[] seen) {
        if (seen == lastNames) {
            return;
        }
        for (String name : seen) {
            if (names.admits(name)) {
                names.evicted();
            }
        }
        lastNames = seen;
    }

    private void keep(Key key, EventRow row) {
        rows.putIfAbsent(key, row);
        if (rows.size() > SIZE) {
            rows.pollLastEntry();
        }
    }

    void merge(EventSample other) {
        see(other.names.toArray());
        other.rows.forEach(this::keep);
    }

    /** Returns the number of rows. */
    public int size() {
        return rows.size();
    }

    /** Returns the features, in code-point order. */
    public List<String> names() {
        return List.of(names.toArray());
    }

    /** Returns the rows in the order of their hashes. */
    public List<EventRow> rows() {
        return new ArrayList<>(rows.values());
    }

    void write(BinaryWriter writer) {
        String[] all = names.toArray();
        writer.writeUnsigned(all.length);
        for (String name : all) {
            writer.writeText(name);
        }
        writer.writeUnsigned(rows.size());
        rows.forEach(
                (key, row) -> {
                    writer.writeFixed64(key.hash);
                    writer.writeFixed64(key.contentHash);
                    for (String name : all) {
                        row.writeValue(writer, row.place(name));
                    }
                });
    }

    /** Adds what was written by another. */
    void mergeFrom(BinaryReader reader) {
        String[] all = new String[reader.readCount(MOST_NAMES)];
        for (int i = 0; i < all.length; i++) {
            all[i] = reader.readText();
        }
        see(all);
        int count = reader.readCount(SIZE);
        for (int i = 0; i < count; i++) {
            Key key = new Key(reader.readFixed64(), reader.readFixed64());
            EventRow row = new EventRow(all);
            for (int place = 0; place < all.length; place++) {
                row.readValue(reader, place);
            }
            keep(key, row);
        }
    }
}
