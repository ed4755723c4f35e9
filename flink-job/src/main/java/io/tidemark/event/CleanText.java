/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/**
 * Text that every part of the system can store: no control characters, no unpaired surrogates, not
 * longer than a limit. Whoever compares a text with those of events (a reference, a spec) puts it
 * through the same function first.
 */
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int SUFFIX_LENGTH = 17;
    private static final char DELETE = 0x7F;

    private CleanText() {}

    /**
     * Returns the text with each control character (C0, DEL, C1) and each unpaired surrogate
     * replaced by U+FFFD. One longer than {@code maxLength} keeps its first {@code maxLength - 17}
     * UTF-16 units (one less where that would cut a pair), then {@code #} and 16 hexadecimal digits
     * of a hash of the whole, so that different texts stay different.
     *
     * @param maxLength UTF-16 units, at least 18
     */
    public static String of(String text, int maxLength) {
        String clean = isClean(text) ? text : replaced(text);
        if (clean.length() <= maxLength) {
            return clean;
        }
        int kept = maxLength - SUFFIX_LENGTH;
        if (Character.isHighSurrogate(clean.charAt(kept - 1))) {
            kept--;
        }
        String digits = Long.toHexString(hash(text));
        return clean.substring(0, kept) + '#' + "0".repeat(16 - digits.length()) + digits;
    }

    /** Whether the text has neither control characters nor unpaired surrogates. */
    public static boolean isClean(String text) {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            char unit = text.charAt(index);
            if (unit >= ' ' && unit < DELETE) {
                continue; // nearly all of them
            }
            if (isControl(unit)) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (!isPair(text, index)) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (Character.isSurrogate(unit) && isPair(text, index)) {
                clean.append(unit).append(text.charAt(++index));
            } else {
                boolean isFit = !isControl(unit) && !Character.isSurrogate(unit);
                clean.append(isFit ? unit : REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean isControl(char unit) {
        return unit < 0x20 || (unit >= DELETE && unit <= 0x9F);
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    /** FNV-1a over UTF-16 units, finished as SplitMix64 does. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
