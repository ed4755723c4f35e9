/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.Map;

/**
 * The names seen in one kind of object, as a tree: each is checked, and its dotted path built, once
 * and not in every event. Repeats inside an object are found by stamping a name with the number of
 * the event that used it last, which needs no set; and as names tend to come in the order of the
 * event before, each remembers its successor, so that most are found without a look-up.
 */
final class NameDictionary {
    /** Names kept; then all are forgotten, so that a producer of ever new ones costs no memory. */
    private static final int CAPACITY = 1 << 14;

    /** One name at its place in the tree. */
    static final class Name {
        final String path;
        private final Name parent;
        private final String key;
        private final SerializedString quoted;

        /**
         * The top-level name that reads the same: {@code {"a": {"b": 1}, "a.b": 2}} has one path.
         */
        private final Name flat;

        private Map<String, Name> members;
        private Name successor;
        private long keyStamp;
        private long pathStamp;

        private Name(Name parent, String key, String path, Name flat) {
            this.parent = parent;
            this.key = key;
            this.quoted = new SerializedString(key);
            this.path = path;
            this.flat = flat == null ? this : flat;
        }
    }

    private Name root = new Name(null, "", "", null);
    private int size;
    private long stamp;

    /** Begins an object; returns the place of its members. */
    Name begin() {
        if (size > CAPACITY) {
            root = new Name(null, "", "", null);
            size = 0;
        }
        stamp++;
        return root;
    }

    /**
     * The key that is likely to come next; null: no idea.
     *
     * @param previous the name that was read last, or the parent itself
     */
    SerializedString expected(Name parent, Name previous) {
        Name successor = previous.successor;
        return successor != null && successor.parent == parent ? successor.quoted : null;
    }

    /** Returns the member, or null if it is not known yet. */
    Name find(Name parent, Name previous, String key) {
        Name successor = previous.successor;
        if (successor != null && successor.parent == parent && successor.key.equals(key)) {
            return successor;
        }
        Name found = parent.members == null ? null : parent.members.get(key);
        previous.successor = found;
        return found;
    }

    /** The path that a member has: {@code a.b} for {@code b} in {@code a}. */
    String path(Name parent, String key) {
        return parent == root ? key : parent.path + '.' + key;
    }

    /** Makes a member known. */
    Name add(Name parent, String key, String path) {
        Name flat = null;
        if (parent != root) {
            flat = root.members.get(path);
            if (flat == null) {
                flat = add(root, path, path);
            }
        }
        // one String for one path, however it is written
        Name name = new Name(parent, key, flat == null ? path : flat.path, flat);
        if (parent.members == null) {
            parent.members = new HashMap<>();
        }
        parent.members.put(key, name);
        size++;
        return name;
    }

    /** Marks a name of the current object as used; returns false if it was already. */
    boolean claimKey(Name name) {
        boolean isFirst = name.keyStamp != stamp;
        name.keyStamp = stamp;
        return isFirst;
    }

    /** Marks a name as holding a value in the current object; returns false if its path does. */
    boolean claimPath(Name name) {
        Name flat = name.flat;
        boolean isFirst = flat.pathStamp != stamp;
        flat.pathStamp = stamp;
        return isFirst;
    }
}
