/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import java.io.Serializable;

/**
 * How PROFILE behaves.
 *
 * @param isJoinOn whether predictions and labels leave for the label join
 * @param modelCap how many models are watched; events of more are counted as {@code capped}
 * @param profileCap how many feature profiles may be held before a flush
 * @param flushIntervalMillis processing time after which what is held leaves in any case
 */
public record ProfileSettings(
        boolean isJoinOn, int modelCap, int profileCap, long flushIntervalMillis)
        implements Serializable {}
