/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.monitor.WindowSpec;

/**
 * A window whose rows are to be written now, once however many reasons there are; by time, then
 * name.
 */
record DueWindow(int tier, WindowSpec window, long end) implements Comparable<DueWindow> {
    long start() {
        return window.windowStart(end);
    }

    @Override
    public int compareTo(DueWindow other) {
        int order = Long.compare(end, other.end);
        return order != 0 ? order : window.name().compareTo(other.window.name());
    }
}
