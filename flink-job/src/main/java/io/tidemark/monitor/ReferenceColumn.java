/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CleanText;
import io.tidemark.event.CodePointOrder;
import io.tidemark.event.NamedValues;
import io.tidemark.event.ShortestForm;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.Hash64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One column of a reference file in memory: 8 bytes a row where it has numbers, 4 where it has
 * texts (numbers of a dictionary). An empty cell is missing.
 */
public final class ReferenceColumn {

    /** A not-a-number that no arithmetic and no parser gives. */
    private static final long MISSING_BITS = 0x7FF8_0000_0BAD_CE11L;

    private static final double MISSING = Double.longBitsToDouble(MISSING_BITS);
    private static final int NO_TEXT = -1;
    private static final Set<String> BOOLEANS =
            Set.of("true", "false", "True", "False", "TRUE", "FALSE");

    private final String name;
    private final int longestText;
    private final Map<String, Integer> codeOfText = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    private int rows;
    private double[] numbers; // null: no number yet
    private int[] codes; // null: no text yet
    private long numberCount;
    private long textCount;
    private boolean isBoolean = true;

    ReferenceColumn(String name, int longestText) {
        this.name = name;
        this.longestText = longestText;
    }

    /** A column of numbers; not-a-number is missing. */
    static ReferenceColumn ofNumbers(String name, double[] values) {
        ReferenceColumn column = new ReferenceColumn(name, Integer.MAX_VALUE);
        column.rows = values.length;
        column.numbers = values.clone();
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                column.numbers[row] = MISSING;
            } else {
                column.numberCount++;
            }
        }
        return column;
    }

    public String name() {
        return name;
    }

    /** Adds a cell of a CSV file. */
    public void add(String cell) {
        int row = addRow();
        if (cell.isEmpty()) {
            return;
        }
        if (NumberCell.isNumber(cell)) {
            setNumber(row, NumberCell.parse(cell));
        } else {
            setText(row, cell);
        }
    }

    /** Adds what a typed file holds as a number, not-a-number and infinities included. */
    public void addNumber(double value) {
        // any not-a-number but the one that stands for missing
        setNumber(addRow(), Double.isNaN(value) ? Double.NaN : value + 0.0);
    }

    /** Adds what a typed file holds as a text, whatever it looks like; an empty one is missing. */
    public void addText(String text) {
        int row = addRow();
        if (!text.isEmpty()) {
            setText(row, text);
        }
    }

    /** Adds a missing value. */
    public void addMissing() {
        addRow();
    }

    private int addRow() {
        int row = rows++;
        if (numbers != null) {
            numbers = row < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * row);
            numbers[row] = MISSING;
        }
        if (codes != null) {
            codes = row < codes.length ? codes : Arrays.copyOf(codes, 2 * row);
            codes[row] = NO_TEXT;
        }
        return row;
    }

    private void setNumber(int row, double value) {
        if (numbers == null) {
            numbers = new double[Math.max(1024, 2 * row)];
            Arrays.fill(numbers, 0, row, MISSING);
        }
        numbers[row] = value;
        numberCount++;
    }

    private void setText(int row, String text) {
        if (codes == null) {
            codes = new int[Math.max(1024, 2 * row)];
            Arrays.fill(codes, 0, row, NO_TEXT);
        }
        codes[row] = code(text);
        textCount++;
    }

    private int code(String cell) {
        Integer known = codeOfText.get(cell);
        if (known != null) {
            return known;
        }
        isBoolean &= BOOLEANS.contains(cell);
        String clean = CleanText.of(cell, longestText);
        int code = codeOfText.computeIfAbsent(clean, text -> texts.size());
        if (code == texts.size()) {
            texts.add(clean);
        }
        return code;
    }

    /** How many rows are not missing. */
    public long present() {
        return numberCount + textCount;
    }

    boolean isMissing(int row) {
        return !isText(row) && !isNumber(row);
    }

    boolean isNumber(int row) {
        return numbers != null && Double.doubleToRawLongBits(numbers[row]) != MISSING_BITS;
    }

    private boolean isText(int row) {
        return codes != null && codes[row] != NO_TEXT;
    }

    /** The number of a row that {@link #isNumber}. */
    double number(int row) {
        return numbers[row];
    }

    /** Whether the row holds a number that is neither not-a-number nor infinite. */
    boolean isFinite(int row) {
        return isNumber(row) && Double.isFinite(numbers[row]);
    }

    /** Whether all texts are true or false, as Java and Python write them: booleans then. */
    boolean isBoolean() {
        return isBoolean && textCount > 0;
    }

    boolean hasTexts() {
        return textCount > 0;
    }

    /** A kind of {@link NamedValues}. */
    byte kindOf(int row) {
        if (isText(row)) {
            return isBoolean() ? NamedValues.BOOLEAN : NamedValues.TEXT;
        }
        return isNumber(row) ? NamedValues.NUMBER : NamedValues.MISSING;
    }

    /** The row as a category or class; null: missing. */
    String category(int row) {
        if (isText(row)) {
            return textOf(codes[row]);
        }
        return isNumber(row) ? ShortestForm.of(numbers[row]) : null;
    }

    private String textOf(int code) {
        String text = texts.get(code);
        return !isBoolean ? text : text.startsWith("t") || text.startsWith("T") ? "true" : "false";
    }

    /** How often each category occurs, in code-point order; not-a-number and infinite are none. */
    SortedMap<String, Long> categoryCounts() {
        SortedMap<String, Long> counts = new TreeMap<>(CodePointOrder.INSTANCE);
        Map<Double, Long> ofNumbers = new HashMap<>();
        long[] ofTexts = new long[texts.size()];
        for (int row = 0; row < rows; row++) {
            if (isText(row)) {
                ofTexts[codes[row]]++;
            } else if (isFinite(row)) {
                ofNumbers.merge(numbers[row], 1L, Long::sum);
            }
        }
        for (int code = 0; code < ofTexts.length; code++) {
            counts.merge(textOf(code), ofTexts[code], Long::sum);
        }
        ofNumbers.forEach((number, n) -> counts.merge(ShortestForm.of(number), n, Long::sum));
        return counts;
    }

    /** Whether there are more than so many categories; cheaper than counting them. */
    boolean hasMoreCategoriesThan(int limit) {
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < rows && seen.size() <= limit; row++) {
            if (isText(row) || isFinite(row)) {
                seen.add(category(row));
            }
        }
        return seen.size() > limit;
    }

    /** The finite numbers, in the order of the rows. */
    double[] finiteNumbers() {
        double[] finite = new double[Math.toIntExact(numberCount)];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            if (isFinite(row)) {
                finite[size++] = numbers[row];
            }
        }
        return Arrays.copyOf(finite, size);
    }

    /**
     * Numeric iff at least half of the present values are numbers; undeclared if none is present.
     */
    FeatureKind inferredKind() {
        if (present() == 0) {
            return FeatureKind.UNDECLARED;
        }
        return numberCount >= textCount ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
    }

    /** Adds a row's value, so that equal values have equal hashes. */
    void addTo(Hash64 digest, int row) {
        if (isText(row)) {
            digest.add(texts.get(codes[row]));
        } else {
            digest.add(isNumber(row) ? Double.doubleToLongBits(numbers[row]) : MISSING_BITS);
        }
    }

    void addTo(FeatureProfile profile, int row) {
        switch (kindOf(row)) {
            case NamedValues.NUMBER -> profile.addNumber(numbers[row]);
            case NamedValues.BOOLEAN -> profile.addBoolean(textOf(codes[row]).equals("true"));
            case NamedValues.TEXT -> profile.addText(texts.get(codes[row]));
            default -> profile.addMissing();
        }
    }
}
