/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;

/**
 * A growing byte array with the few encodings that summaries are stored in: variable-length
 * integers (7 bits a byte, least significant first), fixed little-endian words, texts and nested
 * blocks. Equal calls give equal bytes. {@link BinaryReader} reads them back.
 */
public final class BinaryWriter {
    private byte[] bytes = new byte[512];
    private int size;

    /** Appends the lowest 8 bits. */
    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Appends an unsigned number: small ones are short. */
    public void writeUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a signed number: those near zero are short. */
    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** Appends the lowest 32 bits. */
    public void writeFixed32(long value) {
        reserve(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Appends 64 bits. */
    public void writeFixed64(long value) {
        writeFixed32(value);
        writeFixed32(value >>> 32);
    }

    /** Appends a double, bit for bit. */
    public void writeDouble(double value) {
        writeFixed64(Double.doubleToRawLongBits(value));
    }

    /** Appends a text unit by unit, so that even ill-formed UTF-16 comes back as it was. */
    public void writeText(String text) {
        writeUnsigned(text.length());
        for (int i = 0; i < text.length(); i++) {
            writeUnsigned(text.charAt(i));
        }
    }

    /** Appends a block with its length, so that a reader may skip or nest it. */
    public void writeBlock(byte[] block) {
        writeUnsigned(block.length);
        writeRaw(block);
    }

    /** Appends bytes without a length. */
    void writeRaw(byte[] block) {
        reserve(block.length);
        System.arraycopy(block, 0, bytes, size, block.length);
        size += block.length;
    }

    /** Returns a copy of everything written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
