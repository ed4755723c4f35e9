/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The commands a person types: option parsing, sentences, tables and exit statuses; the work itself
 * lives below. May import every other package; nothing imports this one.
 *
 * <p>Read {@link io.tidemark.cli.Tidemark} (which commands there are, how a failure becomes one
 * sentence), then a command such as {@code ReplayCommand}, whose {@code Work} is given to it, then
 * {@code Scorecard} for what {@code demo} says at its end.
 */
package io.tidemark.cli;
