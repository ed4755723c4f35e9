/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A bounded cache of short texts, looked up by the bytes of a JSON string where it stands in the
 * record: a value that comes again and again (a category, a model's name) is not decoded, costs no
 * allocation and is the same String. It only saves work: what it forgets is made anew, and no text
 * is different for having been in it.
 */
final class TextDictionary {
    /** Words of 8 bytes to a key; longer texts are not for this dictionary. */
    private static final int WORDS = 4;

    private static final int SLOT_BITS = 13;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    // a slot's words lie side by side: half a cache line
    private final long[] keys = new long[WORDS << SLOT_BITS];
    private final String[] texts = new String[1 << SLOT_BITS];

    // the string last looked for, padded with zeros (which JSON strings cannot hold)
    private final long[] words = new long[WORDS];
    private int length;
    private int slot;
    private boolean isKnown;

    /**
     * Returns the text of the string whose first byte, after its quote, is at {@code start}; null:
     * not known, or not a string that can be.
     */
    String find(byte[] bytes, int start) {
        length = -1;
        isKnown = true;
        if (start < 1 || bytes[start - 1] != '"' || !readWords(bytes, start)) {
            isKnown = false;
            return null;
        }
        long hash = words[0] * 0x9E3779B185EBCA87L ^ words[1] * 0xC2B2AE3D27D4EB4FL;
        hash ^= words[2] * 0x165667B19E3779F9L ^ words[3] * 0x85EBCA77C2B2AE63L;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B185EBCA87L;
        slot = (int) (hash >>> -SLOT_BITS);
        if (isAt(slot)) {
            return texts[slot];
        }
        if (isAt(slot ^ 1)) {
            return texts[slot ^ 1];
        }
        isKnown = false;
        return null;
    }

    /** Whether the last search found its text. */
    boolean isKnown() {
        return isKnown;
    }

    /** The bytes of the string last looked for, where it is known. */
    int length() {
        return length;
    }

    /** Keeps the text of the string last looked for in vain, if it is one for this dictionary. */
    void keep(byte[] bytes, int start, String text) {
        if (length < 0 || !CleanText.isClean(text)) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // so that a start which is not where the parser read cannot give a wrong text later
        if (!Arrays.equals(utf8, 0, utf8.length, bytes, start, start + length)) {
            return;
        }
        int older = slot ^ 1;
        System.arraycopy(keys, slot * WORDS, keys, older * WORDS, WORDS);
        texts[older] = texts[slot];
        System.arraycopy(words, 0, keys, slot * WORDS, WORDS);
        texts[slot] = text;
    }

    private boolean isAt(int place) {
        int key = place * WORDS;
        return keys[key] == words[0]
                && keys[key + 1] == words[1]
                && keys[key + 2] == words[2]
                && keys[key + 3] == words[3]
                && texts[place] != null;
    }

    /** The index of the first quote, backslash or control character, or the array's length. */
    static int firstStop(byte[] bytes, int start) {
        int position = start;
        for (; position + Long.BYTES <= bytes.length; position += Long.BYTES) {
            long stops = stops((long) RecordBytes.LONGS.get(bytes, position));
            if (stops != 0) {
                return position + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
            }
        }
        while (position < bytes.length && !isStop(bytes[position])) {
            position++;
        }
        return position;
    }

    private static boolean isStop(byte unit) {
        return unit == '"' || unit == '\\' || (unit >= 0 && unit < ' ');
    }

    /** The high bit of each byte that stops a string; false ones only above the first true one. */
    private static long stops(long word) {
        return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | below(word, SPACES);
    }

    /** Reads up to the closing quote; false where another mark or too many bytes come first. */
    private boolean readWords(byte[] bytes, int start) {
        words[1] = 0;
        words[2] = 0;
        words[3] = 0;
        int position = start;
        for (int index = 0; index < WORDS && position + Long.BYTES <= bytes.length; index++) {
            long word = (long) RecordBytes.LONGS.get(bytes, position);
            long stops = stops(word);
            if (stops != 0) {
                int bits = Long.numberOfTrailingZeros(stops) & -Byte.SIZE;
                if ((byte) (word >>> bits) != '"') {
                    return false;
                }
                words[index] = word & ((1L << bits) - 1);
                length = position - start + bits / Byte.SIZE;
                return true;
            }
            words[index] = word;
            position += Long.BYTES;
        }
        return false;
    }

    /** The high bit of each byte that is zero; false ones only above the first true one. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** The high bit of each byte that is below the limit's; false ones only above a true one. */
    private static long below(long word, long limit) {
        return (word - limit) & ~word & HIGH_BITS;
    }
}
