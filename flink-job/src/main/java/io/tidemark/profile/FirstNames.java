/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import io.tidemark.event.CodePointOrder;
import java.util.TreeSet;

/**
 * The first so many names in code-point order of all that were ever seen. A name that is among them
 * at the end was so ever since it was first seen, in every part: whoever keeps something for these
 * names alone, and drops what it kept for a name that leaves, has lost nothing of those that stay.
 */
final class FirstNames {
    private final int cap;
    private final TreeSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);

    FirstNames(int cap) {
        this.cap = cap;
    }

    /** Whether the name is among the first, now that it has been seen. */
    boolean admits(String name) {
        if (names.contains(name)) {
            return true;
        }
        if (names.size() == cap && CodePointOrder.INSTANCE.compare(name, names.last()) > 0) {
            return false;
        }
        names.add(name);
        return true;
    }

    /** The name that has to leave for the last one admitted; null when there is room. */
    String evicted() {
        return names.size() > cap ? names.pollLast() : null;
    }

    /** The names, in code-point order. */
    String[] toArray() {
        return names.toArray(new String[0]);
    }

    boolean contains(String name) {
        return names.contains(name);
    }
}
