/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.result.AlertEvent;

/**
 * An alert that fired, and how far the simulated time had come when it was seen.
 *
 * @param alert the firing transition
 * @param seenAtMillis simulated time of the newest event sent by then, epoch milliseconds
 */
record Finding(AlertEvent alert, long seenAtMillis) {}
