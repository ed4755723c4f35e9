/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as their widest cell, two spaces apart. */
final class TextTable {
    /** Where the text of a column stands. */
    enum Align {
        LEFT,
        RIGHT
    }

    /** A cell's text and how it is shown; a null style leaves it as it is. */
    record Cell(String text, Style style) {
        static Cell of(String text) {
            return new Cell(text, null);
        }
    }

    private static final int WIDEST = 32;
    private static final String GAP = "  ";

    private final Terminal terminal;
    private final List<Align> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    TextTable(Terminal terminal, List<String> titles, List<Align> columns) {
        this.terminal = terminal;
        this.columns = List.copyOf(columns);
        row(titles.stream().map(title -> new Cell(title, Style.BOLD)).toList());
    }

    /** Adds a row of as many cells as there are columns. */
    void row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells in " + columns.size());
        }
        rows.add(List.copyOf(cells));
    }

    /** The lines; all but the last column are cut at {@value #WIDEST} characters. */
    List<String> lines() {
        int last = columns.size() - 1;
        int[] widths = new int[columns.size()];
        for (List<Cell> row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], length(cut(row.get(i).text())));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i <= last; i++) {
                String text = i == last ? row.get(i).text() : cut(row.get(i).text());
                String padding = " ".repeat(Math.max(0, widths[i] - length(text)));
                String styled =
                        row.get(i).style() == null
                                ? text
                                : terminal.styled(row.get(i).style(), text);
                boolean isRight = columns.get(i) == Align.RIGHT;
                line.append(i == 0 ? "" : GAP)
                        .append(isRight ? padding : "")
                        .append(styled)
                        .append(isRight || i == last ? "" : padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String cut(String text) {
        return length(text) <= WIDEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
