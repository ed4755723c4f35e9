/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
    private static final long SEED = 11;

    private final RecordBytes bytes = new RecordBytes();

    /** Values of the reference implementation (xxHash, seed 0). */
    @Test
    void hash_knownTexts_isXxh64() {
        assertThat(hash("")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(hash("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(hash("abc")).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(hash("message digest")).isEqualTo(0x066ED728FCEEB3BEL);
        assertThat(hash("abcdefghijklmnopqrstuvwxyz")).isEqualTo(0xCFE1F278FA89835CL);
        assertThat(hash("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
                .isEqualTo(0xAAA46907D3047814L);
    }

    @Test
    void scan_randomBytes_agreesWithTheJdkAboutUtf8() {
        System.out.println("RecordBytesTest seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int valid = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] value = new byte[random.nextInt(1, 12)];
            for (int index = 0; index < value.length; index++) {
                int unit = random.nextInt(4) == 0 ? random.nextInt(128) : random.nextInt(128, 256);
                value[index] = (byte) (random.nextInt(3) == 0 ? unit & 0xBF : unit);
            }
            int expected = firstInvalid(value);
            valid += expected == value.length ? 1 : 0;
            assertThat(bytes.scan(value)).isEqualTo(expected);
        }
        assertThat(valid).isGreaterThan(1000);
    }

    @Test
    void scan_everyCodePoint_isValidUnlessASurrogate() {
        int refused = 0;
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] value = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                refused += bytes.scan(value) == value.length ? 0 : 1;
            }
        }
        assertThat(refused).isZero();
    }

    @Test
    void scan_highBitAnywhere_isSeen() {
        for (int length = 1; length < 80; length++) {
            for (int place = 0; place < length; place++) {
                byte[] value = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
                value[place] = (byte) 0x80;
                assertThat(bytes.scan(value)).isEqualTo(place);
            }
        }
    }

    private long hash(String text) {
        bytes.scan(text.getBytes(StandardCharsets.UTF_8));
        return bytes.hash();
    }

    private static int firstInvalid(byte[] value) {
        ByteBuffer input = ByteBuffer.wrap(value);
        CharBuffer output = CharBuffer.allocate(value.length + 1);
        var result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(input, output, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
            return value.length;
        } catch (CharacterCodingException invalid) {
            return input.position();
        }
    }
}
