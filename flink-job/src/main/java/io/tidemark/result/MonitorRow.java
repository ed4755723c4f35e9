/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import java.util.Objects;

/**
 * A revision of a monitor spec that the job has loaded.
 *
 * @param modelId the model it watches
 * @param revision the spec's revision
 * @param spec the spec as JSON text
 */
public record MonitorRow(String modelId, long revision, String spec) implements ResultRow {
    public MonitorRow {
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(spec, "spec");
    }

    @Override
    public Table table() {
        return Table.MONITOR;
    }

    @Override
    public RowVersion version() {
        return new RowVersion(0, revision, 0, 0);
    }

    @Override
    public void writeTo(RowWriter out) {
        out.text("model_id", modelId).integer("revision", revision).json("spec", spec);
    }
}
