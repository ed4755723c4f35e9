/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What leaves: one record for each result table, the alert event, and the form in which both
 * travel.
 *
 * <p>Imports nothing but the JDK, Jackson's streaming generator and {@code event}. Read {@link
 * io.tidemark.result.Table} first (the contract's tables), then one row such as {@link
 * io.tidemark.result.FeatureDriftRow}, then {@link io.tidemark.result.Upsert}, which is what goes
 * over streams and into the database.
 */
package io.tidemark.result;
