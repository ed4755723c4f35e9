/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Lines of a plain or gzipped file as bytes: what is not valid UTF-8 stays as it is. */
final class LineReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int maxLine;

    /**
     * @param maxLine bytes that are kept of a line; one more shows that it was longer
     */
    LineReader(Path file, int maxLine) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            this.in =
                    file.toString().endsWith(".gz")
                            ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
                            : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
        this.maxLine = maxLine;
    }

    /** The next line without its end, or null after the last. */
    byte[] next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() <= maxLine) {
                line.write(b);
            }
        }
        byte[] bytes = line.toByteArray();
        boolean hasReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return hasReturn ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
