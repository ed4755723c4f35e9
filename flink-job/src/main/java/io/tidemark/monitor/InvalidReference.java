/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

/** A reference file that cannot be used, and where its fault lies. */
public final class InvalidReference extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String column;
    private final long row;
    private final String sentence;

    /**
     * A fault.
     *
     * @param file as the user named it
     * @param column null: no column in particular
     * @param row of the file, the header being row 1; 0: no row in particular
     * @param sentence what was expected and what was found
     */
    public InvalidReference(String file, String column, long row, String sentence) {
        super(
                file
                        + (row > 0 ? ", row " + row : "")
                        + (column == null ? "" : ", column " + Texts.quote(column))
                        + ": "
                        + sentence);
        this.file = file;
        this.column = column;
        this.row = row;
        this.sentence = sentence;
    }

    public String file() {
        return file;
    }

    /** Null: no column in particular. */
    public String column() {
        return column;
    }

    /** The header is row 1; 0: no row in particular. */
    public long row() {
        return row;
    }

    public String sentence() {
        return sentence;
    }
}
