/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.event.ShortestForm;
import io.tidemark.result.WindowKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** How summaries say numbers, shares and times: short, and the same on every machine. */
final class Wording {
    private static final MathContext DIGITS = new MathContext(3);
    private static final String OVERALL = "overall";

    private Wording() {}

    /** Three significant digits. */
    static String number(Double value) {
        if (value == null) {
            return "undefined";
        }
        return ShortestForm.of(new BigDecimal(value).round(DIGITS).doubleValue());
    }

    /** A share as a percentage. */
    static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** A time in UTC. */
    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** "in the 1h window up to 2026-03-01T13:00:00Z". */
    static String window(WindowKey window) {
        return "in the " + window.windowName() + " window up to " + time(window.windowEndMillis());
    }

    /** A baseline by its name: "the reference", "the first window". */
    static String baseline(String name) {
        return "the " + name.replace('_', ' ');
    }

    /** A feature, and the segment where it is one. */
    static String subject(String what, String segment) {
        return segment.equals(OVERALL) ? what : what + " (" + segment + ")";
    }

    /** A model and its version, and the segment where it is one. */
    static String model(WindowKey window) {
        return subject(window.modelId() + " " + window.modelVersion(), window.segment());
    }
}
