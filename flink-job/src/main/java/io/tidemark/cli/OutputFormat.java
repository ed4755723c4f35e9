/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/** The values of {@code --output}. */
enum OutputFormat {
    text,
    json
}
