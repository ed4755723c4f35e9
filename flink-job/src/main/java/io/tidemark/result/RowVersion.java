/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

/**
 * How new a row is; of two rows with one key the greater version holds, and of equals the later.
 *
 * <p>Compared in the order of the components.
 *
 * @param generation set by the operator to force a rewrite
 * @param specRevision revision of the monitor spec behind the row
 * @param revision accepted deliveries behind the row's whole judgement; only grows
 * @param stage {@link #PROVISIONAL}, {@link #OPEN} or {@link #FINAL}
 */
public record RowVersion(int generation, long specRevision, long revision, int stage)
        implements Comparable<RowVersion> {

    /** The window is not over. */
    public static final int PROVISIONAL = 0;

    /** The window is over; late events may still correct it. */
    public static final int OPEN = 1;

    /** Nothing corrects it any more. */
    public static final int FINAL = 2;

    @Override
    public int compareTo(RowVersion other) {
        int order = Integer.compare(generation, other.generation);
        if (order == 0) {
            order = Long.compare(specRevision, other.specRevision);
        }
        if (order == 0) {
            order = Long.compare(revision, other.revision);
        }
        return order != 0 ? order : Integer.compare(stage, other.stage);
    }

    void writeTo(RowWriter out) {
        out.integer("generation", (long) generation)
                .integer("spec_revision", specRevision)
                .integer("revision", revision)
                .integer("stage", (long) stage);
    }
}
