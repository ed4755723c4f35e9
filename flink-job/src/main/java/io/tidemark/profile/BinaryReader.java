/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.util.Arrays;

/**
 * Reads what {@link BinaryWriter} wrote, in the same order. Bytes that end too early or make no
 * sense give an {@link IllegalArgumentException}.
 */
public final class BinaryReader {
    private final byte[] bytes;
    private int position;

    /** Reads from the start of {@code bytes}, which the caller must not change meanwhile. */
    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the next byte, 0 to 255. */
    public int readByte() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Checks a version byte. */
    public void expectVersion(int version, String what) {
        int found = readByte();
        if (found != version) {
            throw new IllegalArgumentException(
                    what + ": cannot read version " + found + ", only " + version);
        }
    }

    /** Returns a number written by {@link BinaryWriter#writeUnsigned}. */
    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("summary: number longer than 64 bits");
    }

    /** Returns a number written by {@link BinaryWriter#writeSigned}. */
    public long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Returns a length or count that must lie in 0..{@code most}. */
    public int readCount(int most) {
        long value = readUnsigned();
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("summary: count " + value + " above " + most);
        }
        return (int) value;
    }

    /** Returns the next 32 bits as an unsigned number. */
    public long readFixed32() {
        require(4);
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (bytes[position++] & 0xFFL) << shift;
        }
        return value;
    }

    /** Returns the next 64 bits. */
    public long readFixed64() {
        long low = readFixed32();
        return low | (readFixed32() << 32);
    }

    /** Returns a double, bit for bit. */
    public double readDouble() {
        return Double.longBitsToDouble(readFixed64());
    }

    /** Returns a text. */
    public String readText() {
        char[] units = new char[readCount(bytes.length - position)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) readCount(Character.MAX_VALUE);
        }
        return new String(units);
    }

    /** Returns a block written by {@link BinaryWriter#writeBlock}. */
    public byte[] readBlock() {
        return readRaw(readCount(bytes.length - position));
    }

    byte[] readRaw(int length) {
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Checks that nothing is left over. */
    public void expectEnd() {
        if (position != bytes.length) {
            throw new IllegalArgumentException(
                    "summary: " + (bytes.length - position) + " bytes left over");
        }
    }

    private void require(int length) {
        if (bytes.length - position < length) {
            throw new IllegalArgumentException("summary: ends after " + bytes.length + " bytes");
        }
    }
}
