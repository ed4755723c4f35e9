/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the tokens of a plain record straight in its bytes: a name that is where it was expected is
 * compared and not read, a number becomes a double where it stands.
 *
 * <p>Plain is what services write: an object in UTF-8, white space anywhere, members in any order.
 * Escapes, infinite numbers, deep nesting and whatever is not JSON are odd: then any method throws
 * {@link OddRecord}, and the record is for {@link ParsedTokens} from its beginning. So the scanner
 * may refuse what Jackson takes, but must never take what Jackson refuses or reads otherwise.
 */
final class RecordScanner implements RecordTokens {
    /** One bit of a {@code long} for each object or array that is open. */
    private static final int MAX_DEPTH = 60;

    private static final int LONGEST_TIMESTAMP = 64;

    private final NumberScanner numbers = new NumberScanner();
    private final char[] units = new char[LONGEST_TIMESTAMP];

    private byte[] bytes;
    private int position;

    private int depth;
    private long objects; // the lowest bit is of the innermost: whether it is an object
    private boolean isFirst; // nothing of the innermost was read yet
    private boolean hasName; // a value must follow

    // the current string without its quotes, or the current number
    private int start;
    private int end;
    private boolean isStringOpen; // its end was not looked for yet
    private double number;

    /** Begins a record, which must be UTF-8. */
    void begin(byte[] value) {
        bytes = value;
        position = 0;
        depth = 0;
        objects = 0;
        isFirst = true;
        hasName = false;
        isStringOpen = false;
    }

    @Override
    public JsonToken next() throws IOException {
        closeString();
        if (hasName) {
            hasName = false;
            return value(skipSpace());
        }
        if (depth == 0) {
            return outside();
        }
        if ((objects & 1) == 0) {
            return element();
        }
        if (!findName()) {
            return JsonToken.END_OBJECT;
        }
        position = closingQuote(position + 1) + 1;
        passColon();
        return JsonToken.FIELD_NAME;
    }

    @Override
    public String nextName(SerializedString expected) throws IOException {
        closeString();
        if (!findName()) {
            return null;
        }
        int from = position + 1;
        if (expected != null) {
            byte[] name = expected.asQuotedUTF8();
            int to = from + name.length;
            if (to < bytes.length
                    && bytes[to] == '"'
                    && Arrays.equals(bytes, from, to, name, 0, name.length)) {
                position = to + 1;
                passColon();
                return expected.getValue();
            }
        }
        int to = closingQuote(from);
        position = to + 1;
        passColon();
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public String text() throws IOException {
        closeString();
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    @Override
    public String text(TextDictionary texts) throws IOException {
        String known = texts.find(bytes, start);
        if (known != null) {
            closeString(start + texts.length());
            return known;
        }
        String text = text();
        texts.keep(bytes, start, text);
        return text;
    }

    @Override
    public double number() {
        return number;
    }

    @Override
    public long isoTimestamp() throws IOException {
        closeString();
        int length = end - start;
        if (length > LONGEST_TIMESTAMP) {
            throw OddRecord.INSTANCE;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] < 0) {
                throw OddRecord.INSTANCE;
            }
            units[i] = (char) bytes[start + i];
        }
        return IsoTimestamp.parse(units, 0, length);
    }

    /** Before the record's object, or after it. */
    private JsonToken outside() throws OddRecord {
        byte mark = skipSpace();
        if (isFirst && mark == '{') {
            return value(mark);
        }
        if (isFirst || position < bytes.length) {
            throw OddRecord.INSTANCE;
        }
        return null;
    }

    /** The next element of an array, or its end. */
    private JsonToken element() throws OddRecord {
        byte mark = skipSpace();
        if (mark == ']') {
            close();
            return JsonToken.END_ARRAY;
        }
        if (!isFirst) {
            if (mark != ',') {
                throw OddRecord.INSTANCE;
            }
            position++;
            mark = skipSpace();
        }
        return value(mark);
    }

    /** Moves to the quote before the next name of an object; false: the object has ended. */
    private boolean findName() throws OddRecord {
        byte mark = skipSpace();
        if (mark == '}') {
            close();
            return false;
        }
        if (!isFirst) {
            if (mark != ',') {
                throw OddRecord.INSTANCE;
            }
            position++;
            mark = skipSpace();
        }
        if (mark != '"') {
            throw OddRecord.INSTANCE;
        }
        isFirst = false;
        return true;
    }

    private void passColon() throws OddRecord {
        if (skipSpace() != ':') {
            throw OddRecord.INSTANCE;
        }
        position++;
        hasName = true;
    }

    /** The value that begins with this byte, which is at the current position. */
    private JsonToken value(byte mark) throws OddRecord {
        isFirst = false;
        switch (mark) {
            case '"' -> {
                start = position + 1;
                isStringOpen = true;
                return JsonToken.VALUE_STRING;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                start = position;
                number = numbers.read(bytes, position);
                end = numbers.end();
                position = end;
                return JsonToken.VALUE_NUMBER_FLOAT;
            }
            case 'n' -> {
                return word("null", JsonToken.VALUE_NULL);
            }
            case 't' -> {
                return word("true", JsonToken.VALUE_TRUE);
            }
            case 'f' -> {
                return word("false", JsonToken.VALUE_FALSE);
            }
            case 'N' -> {
                start = position;
                number = Double.NaN;
                return word("NaN", JsonToken.VALUE_NUMBER_FLOAT);
            }
            case '{' -> {
                open(1);
                return JsonToken.START_OBJECT;
            }
            case '[' -> {
                open(0);
                return JsonToken.START_ARRAY;
            }
            default -> throw OddRecord.INSTANCE;
        }
    }

    private JsonToken word(String word, JsonToken token) throws OddRecord {
        end = position + word.length();
        if (end > bytes.length) {
            throw OddRecord.INSTANCE;
        }
        for (int i = 1; i < word.length(); i++) {
            if (bytes[position + i] != word.charAt(i)) {
                throw OddRecord.INSTANCE;
            }
        }
        position = end;
        return token;
    }

    private void open(int kind) throws OddRecord {
        if (depth == MAX_DEPTH) {
            throw OddRecord.INSTANCE;
        }
        position++;
        depth++;
        objects = (objects << 1) | kind;
        isFirst = true;
    }

    private void close() {
        position++;
        depth--;
        objects >>>= 1;
        isFirst = false;
    }

    private void closeString() throws OddRecord {
        if (isStringOpen) {
            closeString(closingQuote(start));
        }
    }

    private void closeString(int quote) {
        end = quote;
        position = quote + 1;
        isStringOpen = false;
    }

    /** Moves to the first byte that is no white space and returns it; 0 at the end. */
    private byte skipSpace() {
        int at = position;
        while (at < bytes.length) {
            byte mark = bytes[at];
            if (mark > ' ' || (mark != ' ' && mark != '\n' && mark != '\r' && mark != '\t')) {
                position = at;
                return mark;
            }
            at++;
        }
        position = at;
        return 0;
    }

    /** The index of the quote that ends a string of which {@code from} is the first byte. */
    private int closingQuote(int from) throws OddRecord {
        int stop = TextDictionary.firstStop(bytes, from);
        if (stop == bytes.length || bytes[stop] != '"') {
            throw OddRecord.INSTANCE;
        }
        return stop;
    }
}
