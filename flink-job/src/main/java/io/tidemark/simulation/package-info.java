/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A small world to monitor: riders, a fare model that quotes them, and faults injected at known
 * times. Pure and seeded: the same scenario gives the same bytes on every machine. Imports nothing
 * but the JDK, may import {@code event}; only {@code cli} imports it.
 *
 * <p>Read {@link io.tidemark.simulation.Scenario} (when what breaks), {@link
 * io.tidemark.simulation.FaultKind} (what each fault does and which alerts it deserves), {@link
 * io.tidemark.simulation.FareWorld} (the trips), then {@link io.tidemark.simulation.Simulator}.
 */
package io.tidemark.simulation;
