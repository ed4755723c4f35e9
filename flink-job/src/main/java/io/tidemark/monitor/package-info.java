/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a user asks to be watched: the monitor spec, its windows and panes, and the reference data.
 *
 * <p>May import {@code performance}, {@code drift}, {@code profile}, {@code result} and {@code
 * event}; no Flink, no clock, no I/O beyond parsing the text or bytes handed in. Read {@link
 * io.tidemark.monitor.MonitorSpec} first, then {@link io.tidemark.monitor.WindowPlan}, {@link
 * io.tidemark.monitor.Reference} and {@link io.tidemark.monitor.Monitor}, which compiles them into
 * what the operators ask.
 */
package io.tidemark.monitor;
