/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.base.ParserBase;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * The tokens as Jackson's streaming parser finds them: any JSON, and every fault with its place.
 */
final class ParsedTokens implements RecordTokens {
    private final ParserBase parser;
    private final byte[] bytes;

    /**
     * @param bytes what the parser reads
     */
    ParsedTokens(ParserBase parser, byte[] bytes) {
        this.parser = parser;
        this.bytes = bytes;
    }

    @Override
    public JsonToken next() throws IOException {
        return parser.nextToken();
    }

    @Override
    public String nextName(SerializedString expected) throws IOException {
        if (expected == null) {
            return parser.nextFieldName();
        }
        if (parser.nextFieldName(expected)) {
            return expected.getValue();
        }
        return parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentName() : null;
    }

    @Override
    public String text() throws IOException {
        return parser.getText();
    }

    @Override
    public String text(TextDictionary texts) throws IOException {
        // Jackson's token offset of a string is that of its first byte after the quote
        int start = (int) parser.getTokenCharacterOffset();
        String known = texts.find(bytes, start);
        if (known != null) {
            return known;
        }
        String text = parser.getText();
        texts.keep(bytes, start, text);
        return text;
    }

    @Override
    public double number() throws IOException {
        return parser.getDoubleValue();
    }

    @Override
    public long isoTimestamp() throws IOException {
        char[] units = parser.getTextCharacters();
        return IsoTimestamp.parse(units, parser.getTextOffset(), parser.getTextLength());
    }
}
