/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

/**
 * Text as Postgres and terminals can take it: no control characters, no half surrogate pairs.
 *
 * <p>Tab, line feed and carriage return become a space, other control characters go, a lone
 * surrogate becomes U+FFFD.
 */
final class SafeText {
    private SafeText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                return clean(text);
            }
        }
        return text;
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\t' || c == '\n' || c == '\r') {
                                out.append(' ');
                            } else if (Character.isSurrogate((char) c) && c <= 0xFFFF) {
                                out.append('\uFFFD');
                            } else if (!Character.isISOControl(c)) {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }
}
