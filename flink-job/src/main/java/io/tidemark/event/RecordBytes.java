/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One pass over a record's bytes: their hash, and whether they are UTF-8. Jackson checks UTF-8 only
 * in part (it takes overlong forms and encoded surrogates), so that is settled before it reads.
 */
final class RecordBytes {
    /** Eight bytes as one little-endian number, on every machine. */
    static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private long hash;
    private boolean isAscii;

    /** XXH64 with seed 0 of the bytes last scanned. */
    long hash() {
        return hash;
    }

    /** Reads the bytes; returns the index of the first that is not UTF-8, or their length. */
    int scan(byte[] bytes) {
        hashAndLookForHighBits(bytes);
        return isAscii ? bytes.length : firstInvalid(bytes);
    }

    private void hashAndLookForHighBits(byte[] bytes) {
        int length = bytes.length;
        int index = 0;
        long high = 0;
        long sum;
        if (length >= STRIPE) {
            long lane1 = 0x60EA27EEADC0B5D6L; // the sum of both primes
            long lane2 = PRIME_2;
            long lane3 = 0;
            long lane4 = -PRIME_1;
            for (; index <= length - STRIPE; index += STRIPE) {
                long word1 = (long) LONGS.get(bytes, index);
                long word2 = (long) LONGS.get(bytes, index + 8);
                long word3 = (long) LONGS.get(bytes, index + 16);
                long word4 = (long) LONGS.get(bytes, index + 24);
                high |= word1 | word2 | word3 | word4;
                lane1 = round(lane1, word1);
                lane2 = round(lane2, word2);
                lane3 = round(lane3, word3);
                lane4 = round(lane4, word4);
            }
            sum =
                    Long.rotateLeft(lane1, 1)
                            + Long.rotateLeft(lane2, 7)
                            + Long.rotateLeft(lane3, 12)
                            + Long.rotateLeft(lane4, 18);
            sum = merge(sum, lane1);
            sum = merge(sum, lane2);
            sum = merge(sum, lane3);
            sum = merge(sum, lane4);
        } else {
            sum = PRIME_5;
        }
        sum += length;
        for (; index <= length - 8; index += 8) {
            long word = (long) LONGS.get(bytes, index);
            high |= word;
            sum = Long.rotateLeft(sum ^ round(0, word), 27) * PRIME_1 + PRIME_4;
        }
        if (index <= length - 4) {
            long word = (int) INTS.get(bytes, index) & 0xFFFFFFFFL;
            high |= word;
            sum = Long.rotateLeft(sum ^ (word * PRIME_1), 23) * PRIME_2 + PRIME_3;
            index += 4;
        }
        for (; index < length; index++) {
            long word = bytes[index] & 0xFFL;
            high |= word;
            sum = Long.rotateLeft(sum ^ (word * PRIME_5), 11) * PRIME_1;
        }
        sum = (sum ^ (sum >>> 33)) * PRIME_2;
        sum = (sum ^ (sum >>> 29)) * PRIME_3;
        hash = sum ^ (sum >>> 32);
        isAscii = (high & HIGH_BITS) == 0;
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long sum, long lane) {
        return (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    /** Table 3-7 of the Unicode standard: no overlong form, no surrogate, nothing above 10FFFF. */
    private static int firstInvalid(byte[] bytes) {
        int index = 0;
        while (index < bytes.length) {
            int lead = bytes[index];
            if (lead >= 0) {
                index++;
                continue;
            }
            lead &= 0xFF;
            int following = lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            if (following < 0 || lead > 0xF4 || index + following >= bytes.length) {
                return index;
            }
            int second = bytes[index + 1] & 0xFF;
            int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < lowest || second > highest) {
                return index;
            }
            for (int next = 2; next <= following; next++) {
                if ((bytes[index + next] & 0xC0) != 0x80) {
                    return index;
                }
            }
            index += 1 + following;
        }
        return bytes.length;
    }
}
