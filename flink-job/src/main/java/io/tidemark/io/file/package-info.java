/* SPDX-License-Identifier: Apache-2.0 */
/**
 * History as a stream: events read from files, merged by event time, for {@code replay}.
 *
 * <p>Start at {@code ReplaySource}. May import Flink's source interfaces and {@code event}.
 */
package io.tidemark.io.file;
