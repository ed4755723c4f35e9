/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as characters, without a leading byte order mark. A byte that is no UTF-8 becomes an
 * unpaired low surrogate, which no valid input gives: so whoever knows the row can say where it
 * was.
 */
final class Utf8Reader extends Reader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final char ESCAPE = '\uDC00';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream input;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES).flip();
    private boolean isAtStart = true;
    private boolean isAtEnd;
    private boolean hasMalformedInput;

    Utf8Reader(InputStream input) {
        this.input = input;
    }

    /** Whether a byte that is no UTF-8 has been read, perhaps ahead of the consumer. */
    boolean hasMalformedInput() {
        return hasMalformedInput;
    }

    /** Whether the text holds the stand-in for such a byte. */
    static boolean isMalformed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Texts.isPaired(text, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!characters.hasRemaining()) {
            if (isAtEnd && !bytes.hasRemaining()) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, characters.remaining());
        characters.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        if (!isAtEnd) {
            bytes.compact();
            int count = input.read(bytes.array(), bytes.position(), bytes.remaining());
            isAtEnd = count < 0;
            bytes.position(bytes.position() + Math.max(0, count));
            bytes.flip();
        }
        characters.clear();
        CoderResult result = decoder.decode(bytes, characters, isAtEnd);
        if (result.isError()) {
            hasMalformedInput = true;
            for (int i = 0; i < result.length() && characters.hasRemaining(); i++) {
                characters.put((char) (ESCAPE | (bytes.get() & 0xFF)));
            }
            decoder.reset();
        }
        characters.flip();
        if (isAtStart && characters.hasRemaining()) {
            isAtStart = false;
            if (characters.get(characters.position()) == BYTE_ORDER_MARK) {
                characters.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
