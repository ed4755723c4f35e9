/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.util.Comparator;

/**
 * The order of texts by Unicode code point, the same as that of their UTF-8 bytes and of Postgres'
 * {@code COLLATE "C"}. {@link String#compareTo} differs from it: it puts U+FF5E after U+1F600.
 */
public enum CodePointOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int index = 0; index < shorter; index++) {
            char a = left.charAt(index);
            char b = right.charAt(index);
            if (a != b) {
                boolean isPlain = Character.isSurrogate(a) == Character.isSurrogate(b);
                // a surrogate stands for a code point above every other unit
                return isPlain ? a - b : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
