/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CleanText;
import io.tidemark.event.EventLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads reference data from CSV as RFC 4180 has it, in UTF-8: a header, then one row for each past
 * prediction. {@code prediction}, {@code probability} (or one {@code probability_CLASS} for each
 * class), {@code label}, {@code timestamp} and {@code metadata.x} are reserved names, every other
 * column is a feature; an empty cell is missing.
 */
public final class ReferenceReader {

    /** More rows than this are refused. */
    public static final int MOST_ROWS = 20_000_000;

    private final MonitorSpec spec;

    /** Reads for this spec: it says what is a feature and of which kind. */
    public ReferenceReader(MonitorSpec spec) {
        this.spec = spec;
    }

    /**
     * Reads and summarises a file; the stream is closed.
     *
     * @param file how messages name it
     * @throws InvalidReference at the first fault
     * @throws IOException if the stream fails
     */
    public Reference read(InputStream stream, String file) throws IOException, InvalidReference {
        return new ReferenceBuilder(spec, table(stream, file)).build();
    }

    /**
     * Reads a file and keeps its rows; the stream is closed.
     *
     * @param file how messages name it
     * @throws InvalidReference at the first fault
     * @throws IOException if the stream fails
     */
    public ReferenceTable table(InputStream stream, String file)
            throws IOException, InvalidReference {
        Utf8Reader text = new Utf8Reader(stream);
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return read(parser.iterator(), text, file);
        }
    }

    private ReferenceTable read(Iterator<CSVRecord> records, Utf8Reader text, String file)
            throws IOException, InvalidReference {
        CSVRecord header = next(records, 1, file);
        if (header == null) {
            throw new InvalidReference(file, null, 0, "the file is empty; expected a header");
        }
        checkEncoding(header, text, file, 1, header);
        checkHeader(header.toList(), file);
        ReferenceTable.Layout layout =
                new ReferenceTable.Layout(spec, EventLimits.defaults().maxTextLength());
        ReferenceColumn[] columns = new ReferenceColumn[header.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = layout.place(header.get(i));
        }
        int rows = 0;
        long row = 2;
        for (CSVRecord record = next(records, row, file);
                record != null;
                record = next(records, ++row, file)) {
            checkEncoding(record, text, file, row, header);
            if (record.size() == 1 && record.get(0).isEmpty() && columns.length > 1) {
                continue; // a blank line
            }
            if (record.size() != columns.length) {
                throw new InvalidReference(
                        file,
                        null,
                        row,
                        "has %d cells, but the header has %d columns"
                                .formatted(record.size(), columns.length));
            }
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] != null) {
                    columns[i].add(record.get(i));
                }
            }
            if (++rows > MOST_ROWS) {
                throw new InvalidReference(
                        file, null, row, "is beyond the most rows that are read, " + MOST_ROWS);
            }
        }
        if (rows == 0) {
            throw new InvalidReference(file, null, 0, "has a header, but no rows");
        }
        return layout.table(file, rows);
    }

    private static CSVRecord next(Iterator<CSVRecord> records, long row, String file)
            throws IOException, InvalidReference {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof CSVException) {
                throw new InvalidReference(
                        file,
                        null,
                        row,
                        "is not CSV as RFC 4180 has it: a quoted cell does not end properly");
            }
            throw failed.getCause();
        }
    }

    private static void checkEncoding(
            CSVRecord record, Utf8Reader text, String file, long row, CSVRecord header)
            throws InvalidReference {
        if (!text.hasMalformedInput()) {
            return;
        }
        for (int i = 0; i < record.size(); i++) {
            if (Utf8Reader.isMalformed(record.get(i))) {
                String column = row > 1 && i < header.size() ? header.get(i) : null;
                throw new InvalidReference(file, column, row, "is not UTF-8");
            }
        }
    }

    /** Refuses column names that no event could have: a file of any format has the same rules. */
    public static void checkHeader(List<String> header, String file) throws InvalidReference {
        Set<String> seen = new HashSet<>();
        int longest = EventLimits.defaults().maxNameLength();
        boolean isAllNumbers = true;
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            isAllNumbers &= NumberCell.isNumber(name);
            String position = "the name of column " + (i + 1);
            if (name.isBlank()) {
                throw new InvalidReference(
                        file,
                        null,
                        1,
                        header.size() == 1
                                ? "expected a header, found a blank line"
                                : position + " is empty");
            }
            if (!name.strip().equals(name)) {
                throw new InvalidReference(file, name, 1, position + " has spaces around it");
            }
            if (name.length() > longest || !CleanText.isClean(name)) {
                throw new InvalidReference(
                        file,
                        name,
                        1,
                        position
                                + " is longer than "
                                + longest
                                + " characters or has control characters");
            }
            if (name.startsWith("@")) {
                throw new InvalidReference(
                        file, name, 1, "names that begin with @ are Tidemark's own");
            }
            if (!seen.add(name)) {
                throw new InvalidReference(file, name, 1, "the header has this column twice");
            }
        }
        if (isAllNumbers) {
            throw new InvalidReference(
                    file, null, 1, "expected a header with names, found numbers only");
        }
        String only = header.get(0);
        if (header.size() == 1 && (only.indexOf(';') >= 0 || only.indexOf('\t') >= 0)) {
            throw new InvalidReference(
                    file, null, 1, "has one column; expected cells that are separated by commas");
        }
    }
}
