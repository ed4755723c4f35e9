/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.nio.file.Path;

/**
 * What to replay.
 *
 * @param monitor monitor spec, YAML or JSON; null: everything is inferred
 * @param reference CSV; null: the first full window becomes the baseline
 * @param predictions prediction events, {@code .jsonl} or {@code .jsonl.gz}
 * @param feedback feedback events; null: none
 * @param parallelism of the job, at least 1
 * @param outputRows where the last revision of every row goes as JSON lines; null: nowhere
 * @param jdbc a Postgres to write to; null: none
 * @param generation of the rows; a higher one overwrites whatever is there
 * @param isJson whether the report is JSON
 */
record ReplayOptions(
        Path monitor,
        Path reference,
        Path predictions,
        Path feedback,
        int parallelism,
        Path outputRows,
        String jdbc,
        long generation,
        boolean isJson) {}
