/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The job: settings in, sources to pipeline to sinks, nothing else.
 *
 * <p>Start at {@code Topology}: the picture of the whole job on one screen. {@code TidemarkJob} is
 * the main class of the job jar. May import everything below.
 */
package io.tidemark.job;
