/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What to compare.
 *
 * @param reference earlier rows, CSV or Parquet
 * @param current later rows
 * @param monitor monitor spec, YAML or JSON; null: everything is inferred
 * @param methods names of methods or {@code all}; empty: those of the monitor
 * @param isExact whether every distinct value becomes an edge
 * @param failsOnDrift whether drift is an exit status of its own
 * @param isJson whether the report is JSON
 */
record CompareOptions(
        Path reference,
        Path current,
        Path monitor,
        List<String> methods,
        boolean isExact,
        boolean failsOnDrift,
        boolean isJson) {}
