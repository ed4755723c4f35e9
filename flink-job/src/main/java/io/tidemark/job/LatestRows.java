/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.result.Upsert;
import java.util.Collection;
import java.util.TreeMap;

/** The tables as they stand: the last revision of every row, by table and key. */
public final class LatestRows {
    private final TreeMap<String, Upsert> rows = new TreeMap<>();

    public void add(Upsert row) {
        rows.merge(
                row.table() + ' ' + row.key(),
                row,
                (earlier, later) -> later.replaces(earlier) ? later : earlier);
    }

    /** In the order of table and key, which is the same whatever the order of arrival. */
    public Collection<Upsert> rows() {
        return rows.values();
    }
}
