/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/**
 * Where in a spec something stands, written as in {@code features.temp.min} or {@code windows[1]}.
 */
final class SpecPath {

    static final String ROOT = "";

    private SpecPath() {}

    static String key(String parent, String key) {
        if (!isPlain(key)) {
            return parent + "[" + Texts.quote(key) + "]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static String index(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** Keys with dots and the like are put in brackets, so that a path reads one way only. */
    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            if (!Character.isLetterOrDigit(character) && "_-@".indexOf(character) < 0) {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= 60;
    }
}
