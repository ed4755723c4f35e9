/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * An estimate of the number of distinct values: HyperLogLog (Apache DataSketches, 4096 registers,
 * 1.6 % standard error; close to exact below 385 distinct values, which are kept as hashes).
 *
 * <p>The library's own image depends on the order of updates; what is written here is the content
 * alone, sorted hashes or registers. Its composite estimate depends on the content only, too.
 */
final class DistinctCount {
    private static final int LG_REGISTERS = 12;
    private static final int REGISTERS = 1 << LG_REGISTERS;
    private static final int MOST_HASHES = REGISTERS / 8;

    // the library's image: preamble offsets and marks (its format is fixed across languages)
    private static final int MODE_OFFSET = 7;
    private static final int LIST_COUNT_OFFSET = 6;
    private static final int LIST_OFFSET = 8;
    private static final int SET_OFFSET = 12;
    private static final int REGISTER_OFFSET = 40;
    private static final byte SERIAL_VERSION = 1;
    private static final byte FAMILY = 7;
    private static final byte COMPACT = 8;
    private static final byte OUT_OF_ORDER = 16;
    private static final byte LIST_MODE = 0;
    private static final byte SET_MODE = 1;
    private static final byte REGISTER_MODE = 2;
    private static final byte TYPE_HLL_8 = 2 << 2;

    private final Union union = new Union(LG_REGISTERS);

    void add(double value) {
        union.update(value);
    }

    void addHash(long hash) {
        union.update(hash);
    }

    void merge(DistinctCount other) {
        union.update(other.union.getResult(TgtHllType.HLL_8));
    }

    long estimate() {
        return Math.round(union.getCompositeEstimate());
    }

    void write(BinaryWriter writer) {
        ByteBuffer image =
                ByteBuffer.wrap(union.toCompactByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int mode = image.get(MODE_OFFSET) & 3;
        if (mode == REGISTER_MODE) {
            writer.writeUnsigned(MOST_HASHES + 1L);
            byte[] registers = new byte[REGISTERS];
            image.get(REGISTER_OFFSET, registers);
            writeRegisters(registers, writer);
        } else {
            int count =
                    mode == LIST_MODE ? image.get(LIST_COUNT_OFFSET) : image.getInt(LIST_OFFSET);
            int[] hashes = new int[count];
            for (int i = 0; i < count; i++) {
                hashes[i] = image.getInt((mode == LIST_MODE ? LIST_OFFSET : SET_OFFSET) + 4 * i);
            }
            Arrays.sort(hashes);
            writer.writeUnsigned(count);
            for (int hash : hashes) {
                writer.writeFixed32(hash);
            }
        }
    }

    void mergeFrom(BinaryReader reader) {
        int count = reader.readCount(MOST_HASHES + 1);
        if (count == 0) {
            return;
        }
        byte[] image = count > MOST_HASHES ? registerImage(reader) : hashImage(count, reader);
        union.update(HllSketch.heapify(image));
    }

    /** Half a byte a register above the smallest one; the few that do not fit follow. */
    private static void writeRegisters(byte[] registers, BinaryWriter writer) {
        int smallest = Byte.MAX_VALUE;
        for (byte register : registers) {
            smallest = Math.min(smallest, register);
        }
        writer.writeByte(smallest);
        byte[] pairs = new byte[REGISTERS / 2];
        for (int i = 0; i < pairs.length; i++) {
            int low = Math.min(registers[2 * i] - smallest, 15);
            int high = Math.min(registers[2 * i + 1] - smallest, 15);
            pairs[i] = (byte) (low | (high << 4));
        }
        writer.writeRaw(pairs);
        for (byte register : registers) {
            if (register - smallest >= 15) {
                writer.writeByte(register);
            }
        }
    }

    private static byte[] registerImage(BinaryReader reader) {
        int smallest = reader.readByte();
        byte[] pairs = reader.readRaw(REGISTERS / 2);
        byte[] registers = new byte[REGISTERS];
        for (int i = 0; i < pairs.length; i++) {
            registers[2 * i] = (byte) (pairs[i] & 15);
            registers[2 * i + 1] = (byte) ((pairs[i] >> 4) & 15);
        }
        int zeros = 0;
        double lowSum = 0.0;
        double highSum = 0.0;
        for (int i = 0; i < REGISTERS; i++) {
            int value = registers[i] == 15 ? reader.readByte() : registers[i] + smallest;
            if (value > 63) {
                throw new IllegalArgumentException("distinct count: register of " + value);
            }
            registers[i] = (byte) value;
            zeros += value == 0 ? 1 : 0;
            // sums of powers of two this close together are exact
            double share = Double.longBitsToDouble((1023L - value) << 52);
            if (value < 32) {
                lowSum += share;
            } else {
                highSum += share;
            }
        }
        byte[] image = new byte[REGISTER_OFFSET + REGISTERS];
        preamble(image, 10, OUT_OF_ORDER, REGISTER_MODE)
                .putDouble(16, lowSum)
                .putDouble(24, highSum)
                .putInt(32, zeros)
                .put(REGISTER_OFFSET, registers);
        return image;
    }

    private static byte[] hashImage(int count, BinaryReader reader) {
        // the library holds up to 8 hashes as a list; as a set it accepts any number
        boolean isList = count < 8;
        int start = isList ? LIST_OFFSET : SET_OFFSET;
        byte mode = isList ? LIST_MODE : SET_MODE;
        byte[] image = new byte[start + 4 * count];
        ByteBuffer fields = preamble(image, isList ? 2 : 3, COMPACT, mode);
        if (isList) {
            fields.put(LIST_COUNT_OFFSET, (byte) count);
        } else {
            fields.putInt(LIST_OFFSET, count);
        }
        int previous = 0;
        for (int i = 0; i < count; i++) {
            int hash = (int) reader.readFixed32();
            if (hash == 0 || (i > 0 && hash <= previous)) {
                throw new IllegalArgumentException("distinct count: hash out of order");
            }
            previous = hash;
            fields.putInt(start + 4 * i, hash);
        }
        return image;
    }

    private static ByteBuffer preamble(byte[] image, int words, byte flags, byte mode) {
        return ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) words)
                .put(1, SERIAL_VERSION)
                .put(2, FAMILY)
                .put(3, (byte) LG_REGISTERS)
                .put(5, flags)
                .put(MODE_OFFSET, (byte) (mode | TYPE_HLL_8));
    }
}
