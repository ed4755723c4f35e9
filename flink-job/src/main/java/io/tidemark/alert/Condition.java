/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import io.tidemark.result.WindowKey;
import java.util.Objects;

/**
 * What one rule says about one closed window.
 *
 * @param window model, version, segment and window
 * @param slideMillis how far apart windows of that name start
 * @param rule the rule's name
 * @param kind {@code drift}, {@code quality}, {@code performance}, {@code service}
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param metric what the rule looked at
 * @param feature null when the rule is about the model
 * @param value what was seen; null when undefined
 * @param threshold what it was held against; null when there is nothing to hold it against
 * @param baseline name of the baseline; null when there is none
 * @param state whether it holds
 * @param summary one sentence a person can act on
 * @param evidence a JSON object
 */
public record Condition(
        WindowKey window,
        long slideMillis,
        String rule,
        String kind,
        String severity,
        String metric,
        String feature,
        Double value,
        Double threshold,
        String baseline,
        State state,
        String summary,
        String evidence) {

    /** Whether a condition holds. */
    public enum State {
        /** It holds: something is wrong. */
        BREACH,
        /** It does not hold. */
        OK,
        /** Nobody can tell: neither fires an alert nor resolves one. */
        NO_DATA
    }

    public static final String DRIFT = "drift";
    public static final String QUALITY = "quality";
    public static final String PERFORMANCE = "performance";
    public static final String SERVICE = "service";

    public static final String CRITICAL = "critical";
    public static final String HIGH = "high";
    public static final String MEDIUM = "medium";
    public static final String LOW = "low";

    public Condition {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(evidence, "evidence");
        if (slideMillis <= 0) {
            throw new IllegalArgumentException("slide: " + slideMillis);
        }
    }

    public String modelId() {
        return window.modelId();
    }

    public String modelVersion() {
        return window.modelVersion();
    }

    /** Which alert this is about, whatever the window. */
    public String fingerprint() {
        return AlertIdentity.fingerprint(
                window.modelId(),
                window.modelVersion(),
                rule,
                feature,
                window.segment(),
                window.windowName());
    }
}
