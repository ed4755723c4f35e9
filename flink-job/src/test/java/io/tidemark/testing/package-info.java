/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real parts for integration tests: {@link io.tidemark.testing.RealKafka} and {@link
 * io.tidemark.testing.RealPostgres}, each in a container where Docker answers, else embedded.
 *
 * <p>{@code -Dtidemark.backing=docker} or {@code embedded} chooses. {@link
 * io.tidemark.testing.PostgresFaults} stops, kills and freezes an embedded database.
 */
package io.tidemark.testing;
