/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/**
 * How to play the demo.
 *
 * @param keepsRunning whether broker, database and job stay up at the end, until Ctrl-C
 * @param seed of the simulated world
 * @param predictionsPerHour simulated traffic, mean
 * @param isJson whether findings and verdict are JSON lines
 */
record DemoOptions(boolean keepsRunning, long seed, int predictionsPerHour, boolean isJson) {}
