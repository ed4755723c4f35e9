/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.base.ParserBase;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Turns a record's bytes into fields, or into the reason why not: no tree, no exception but {@link
 * RejectedEvent}. A {@link RecordScanner} reads it first; if it meets anything odd, or the record
 * is refused, all of it is read again by Jackson's streaming parser with every limit set, whose
 * word on what is wrong is the only one. Not thread-safe.
 */
final class RecordReader {
    private static final int UNKNOWN_NAMES_KEPT = 64;
    private static final int MAX_STRANGE_NAMES = 1024;

    private final EventLimits limits;
    private final StreamReadConstraints constraints;
    private final RecordBytes bytes = new RecordBytes();
    private final FieldNames fieldNames = new FieldNames();

    private JsonFactory factory;
    private int strangeNames;
    private final RecordScanner scanner; // null: everything is for Jackson
    private RecordTokens tokens;
    private boolean isScanned;
    private String modelId;
    private int fieldsSeen;
    private int names;
    private Set<String> unknownNames = new HashSet<>();

    RecordReader(EventLimits limits) {
        this(limits, true);
    }

    /**
     * @param mayScan false: Jackson reads every record
     */
    RecordReader(EventLimits limits, boolean mayScan) {
        this.limits = limits;
        scanner = mayScan ? new RecordScanner() : null;
        // one deeper than ours, so that ours speaks first; no name or text outgrows its record
        constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth() + 1)
                        .maxNameLength(limits.maxBytes())
                        .maxStringLength(limits.maxBytes())
                        .maxNumberLength(EventLimits.MAX_NUMBER_LENGTH)
                        .maxDocumentLength(limits.maxBytes())
                        .build();
        factory = newFactory();
    }

    private JsonFactory newFactory() {
        strangeNames = 0;
        // names are data here: interning them would fill the JVM's own table
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(constraints)
                .build();
    }

    /**
     * Notes a name that may be new. Jackson copies its table of names for each event that brings
     * one, so that a producer of ever new names would slow down everybody's: a new factory begins a
     * small table again, long before Jackson itself would.
     */
    void noteStrangeName() {
        strangeNames++;
    }

    EventLimits limits() {
        return limits;
    }

    /** Of the record being read. */
    RecordTokens tokens() {
        return tokens;
    }

    /** Whether the last record was read without Jackson. */
    boolean isScanned() {
        return isScanned;
    }

    /** A 64-bit hash of the record being read. */
    long contentHash() {
        return bytes.hash();
    }

    /** Reads one record, all of it, handing each top-level field to {@code fields}. */
    void read(byte[] value, RecordFields fields) throws RejectedEvent {
        begin(fields);
        isScanned = false;
        refuseUnreadable(value);
        int readable = bytes.scan(value);
        if (readable < value.length) {
            throw invalidUtf8(value, readable, fields);
        }
        isScanned = scanner != null && scan(value, fields);
        if (!isScanned) {
            begin(fields);
            parse(value, value.length, fields);
        }
    }

    private void begin(RecordFields fields) {
        modelId = null;
        fieldsSeen = 0;
        names = 0;
        forgetUnknownNames();
        fields.begin();
    }

    /** Reads a plain record; false: it is odd, or to be refused. */
    private boolean scan(byte[] value, RecordFields fields) {
        scanner.begin(value);
        tokens = scanner;
        try {
            readObject(fields);
            return true;
        } catch (IOException | RejectedEvent | RuntimeException forJackson) {
            // runtime too: nothing that a record holds may stop the job
            return false;
        }
    }

    private void refuseUnreadable(byte[] value) throws RejectedEvent {
        if (value == null) {
            throw reject(DeadLetterReason.TOMBSTONE, "the record has no value");
        }
        if (value.length == 0) {
            throw reject(DeadLetterReason.EMPTY, "the record's value has no bytes");
        }
        if (value.length > limits.maxBytes()) {
            throw reject(
                    DeadLetterReason.TOO_LARGE,
                    "the record has " + value.length + " bytes, more than " + limits.maxBytes());
        }
        if (value.length >= 3
                && value[0] == (byte) 0xEF
                && value[1] == (byte) 0xBB
                && value[2] == (byte) 0xBF) {
            throw reject(
                    DeadLetterReason.BYTE_ORDER_MARK, "the record begins with a byte order mark");
        }
        for (int index = 0; index < Math.min(4, value.length); index++) {
            if (value[index] == 0) {
                // Jackson would take it for UTF-16 or UTF-32
                throw reject(DeadLetterReason.MALFORMED, "NUL at byte " + index);
            }
        }
    }

    private RejectedEvent invalidUtf8(byte[] value, int readable, RecordFields fields) {
        try {
            // for the model, which mostly stands before the fault
            parse(value, readable, fields);
        } catch (RejectedEvent expected) {
            modelId = expected.modelId();
        }
        return reject(DeadLetterReason.INVALID_UTF8, "the record is not UTF-8 at byte " + readable);
    }

    private void parse(byte[] value, int length, RecordFields fields) throws RejectedEvent {
        if (strangeNames > MAX_STRANGE_NAMES) {
            factory = newFactory();
        }
        try (JsonParser opened = factory.createParser(value, 0, length)) {
            // never another: those for UTF-16 and UTF-32 need a NUL among the first four bytes
            tokens = new ParsedTokens((ParserBase) opened, value);
            try {
                readObject(fields);
            } catch (IOException | RuntimeException fault) {
                // runtime too: nothing that a record holds may stop the job
                throw JsonFault.explain(fault, opened, value, length, modelId);
            }
        } catch (IOException unopened) {
            throw reject(DeadLetterReason.MALFORMED, "the record is not JSON");
        }
    }

    private void readObject(RecordFields fields) throws IOException, RejectedEvent {
        JsonToken first = tokens.next();
        if (first == null) {
            throw reject(DeadLetterReason.EMPTY, "the record is nothing but white space");
        }
        if (first != JsonToken.START_OBJECT) {
            throw reject(
                    DeadLetterReason.NOT_AN_OBJECT,
                    "expected an object, found " + JsonFault.describe(first));
        }
        String name;
        fieldNames.begin();
        while ((name = fieldNames.next(tokens)) != null) {
            countName();
            JsonToken token = tokens.next();
            if (!fields.read(name, token)) {
                skipUnknown(name, token);
            }
        }
        refuseTrailingData();
    }

    private void refuseTrailingData() throws RejectedEvent {
        boolean isEnd;
        try {
            isEnd = tokens.next() == null;
        } catch (IOException notJson) {
            isEnd = false;
        }
        if (!isEnd) {
            throw reject(
                    DeadLetterReason.TRAILING_DATA, "the record goes on after the object's end");
        }
    }

    private void skipUnknown(String name, JsonToken token) throws IOException, RejectedEvent {
        if (!unknownNames.add(name)) {
            throw reject(DeadLetterReason.DUPLICATE_KEY, name + " is given twice");
        }
        noteStrangeName();
        int depth = token.isStructStart() ? 2 : 1;
        while (depth > 1) {
            refuseDeep(depth, name);
            JsonToken next = tokens.next();
            if (next.isStructStart()) {
                depth++;
            } else if (next.isStructEnd()) {
                depth--;
            } else if (next == JsonToken.FIELD_NAME) {
                noteStrangeName();
            }
        }
    }

    private void forgetUnknownNames() {
        if (unknownNames.size() > UNKNOWN_NAMES_KEPT) {
            // clearing a set costs its capacity, and that never shrinks
            unknownNames = new HashSet<>();
        } else if (!unknownNames.isEmpty()) {
            unknownNames.clear();
        }
    }

    /** Makes the model known to whatever is refused from here on. */
    void knowModel(String id) {
        modelId = id;
    }

    /**
     * Notes that a field is given, and refuses it if it was before.
     *
     * @param bit of the field and of its alias
     */
    void once(int bit, String field) throws RejectedEvent {
        if ((fieldsSeen & bit) != 0) {
            throw reject(
                    DeadLetterReason.DUPLICATE_KEY,
                    field + " is given twice (an alias counts as its full name)");
        }
        fieldsSeen |= bit;
    }

    /** Counts a name or an array element against the limit. */
    void countName() throws RejectedEvent {
        if (++names > limits.maxNames()) {
            throw reject(
                    DeadLetterReason.TOO_MANY_NAMES,
                    "the record has more than " + limits.maxNames() + " names and elements");
        }
    }

    /** Refuses an object or array at a depth, the event itself being 1, that is too much. */
    void refuseDeep(int depth, String field) throws RejectedEvent {
        if (depth > limits.maxDepth()) {
            throw reject(
                    DeadLetterReason.TOO_DEEP,
                    field + " is nested deeper than " + limits.maxDepth() + " levels");
        }
    }

    /** Refuses an event time outside the bounds. */
    void refuseUnbelievable(long eventTime, long recordTime, EventTimeBounds bounds)
            throws RejectedEvent {
        if (eventTime == PredictionDecoder.NO_TIMESTAMP) {
            throw missing("timestamp");
        }
        if (bounds.accepts(eventTime, recordTime)) {
            return;
        }
        if (bounds.isFuture(eventTime, recordTime)) {
            throw reject(
                    DeadLetterReason.FUTURE,
                    "timestamp is more than "
                            + bounds.maxAheadMillis()
                            + " ms ahead of the record's");
        }
        throw reject(DeadLetterReason.TOO_OLD, "timestamp is before the earliest allowed");
    }

    RejectedEvent missing(String field) {
        return reject(DeadLetterReason.MISSING_FIELD, field + " is missing");
    }

    RejectedEvent wrongType(String field, String expected, JsonToken found) {
        return reject(
                DeadLetterReason.WRONG_TYPE,
                field + ": expected " + expected + ", found " + JsonFault.describe(found));
    }

    RejectedEvent reject(DeadLetterReason reason, String detail) {
        return new RejectedEvent(reason, detail, modelId);
    }
}
