/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.table;

import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.ReferenceReader;
import io.tidemark.monitor.ReferenceTable;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A file of past predictions: what is in it tells whether it is Parquet or CSV, not its name.
 *
 * @param table its rows
 * @param notes what was left out, one sentence each
 */
public record TableFile(ReferenceTable table, List<String> notes) {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    public TableFile {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file.
     *
     * @param spec says which columns are features, and of which kind
     * @throws InvalidReference if it cannot be used; the message names file, row and column
     */
    public static TableFile read(Path file, MonitorSpec spec) throws InvalidReference {
        String name = file.toString();
        try {
            if (!Files.exists(file)) {
                throw new InvalidReference(name, null, 0, "no such file");
            }
            if (Files.isDirectory(file)) {
                throw new InvalidReference(name, null, 0, "a directory, not a file");
            }
            try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()))) {
                // the same stream goes on: what comes out of a pipe can be read once only
                in.mark(MAGIC.length);
                byte[] start = in.readNBytes(MAGIC.length);
                boolean isParquet = Arrays.equals(start, MAGIC);
                in.reset();
                if (start.length >= GZIP.length && start[0] == GZIP[0] && start[1] == GZIP[1]) {
                    String fault =
                            "is compressed by gzip; expected CSV or Parquet, unpack it first";
                    throw new InvalidReference(name, null, 0, fault);
                }
                if (isParquet) {
                    return new ParquetReader(spec).read(file);
                }
                if (name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
                    boolean isEmpty = in.read() < 0;
                    String fault = isEmpty ? "the file is empty" : "not a Parquet file";
                    throw new InvalidReference(name, null, 0, fault);
                }
                return new TableFile(new ReferenceReader(spec).table(in, name), List.of());
            }
        } catch (NoSuchFileException e) {
            throw new InvalidReference(name, null, 0, "no such file");
        } catch (AccessDeniedException e) {
            throw new InvalidReference(name, null, 0, "not readable");
        } catch (IOException e) {
            throw new InvalidReference(name, null, 0, "cannot be read: " + e.getMessage());
        }
    }
}
