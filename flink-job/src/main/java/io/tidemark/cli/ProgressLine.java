/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.util.Locale;

/**
 * One line that tells how far a demo has come: a bar, the simulated day, events and findings so
 * far. Fits a terminal of 80 columns.
 */
final class ProgressLine {
    private static final int BAR = 28;

    private ProgressLine() {}

    /**
     * @param day simulated days so far
     * @param days of how many
     * @param events records sent
     * @param findings alerts seen
     */
    static String of(double day, double days, long events, int findings) {
        double share = days <= 0 ? 1 : Math.max(0, Math.min(1, day / days));
        int filled = (int) Math.floor(share * BAR);
        return String.format(
                Locale.ROOT,
                "[%s%s] day %4.1f of %.0f  %s events  %d %s",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                Math.min(day, days),
                days,
                thousands(events),
                findings,
                findings == 1 ? "finding" : "findings");
    }

    /** 12,345 */
    static String thousands(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
