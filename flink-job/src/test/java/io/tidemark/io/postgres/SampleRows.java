/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.postgres;

import io.tidemark.result.AlertEvent;
import io.tidemark.result.AlertRow;
import io.tidemark.result.AttributionWindowRow;
import io.tidemark.result.Bin;
import io.tidemark.result.ConfusionCell;
import io.tidemark.result.ConfusionRow;
import io.tidemark.result.EventOutcomeRow;
import io.tidemark.result.FeatureDistributionRow;
import io.tidemark.result.FeatureDriftRow;
import io.tidemark.result.FeatureWindowRow;
import io.tidemark.result.ModelDriftRow;
import io.tidemark.result.ModelWindowRow;
import io.tidemark.result.MonitorRow;
import io.tidemark.result.Moved;
import io.tidemark.result.PerformanceWindowRow;
import io.tidemark.result.ResultRow;
import io.tidemark.result.RowVersion;
import io.tidemark.result.WindowKey;
import java.util.List;

/** One full row of every table. */
final class SampleRows {
    static final long HOUR = 3_600_000;
    static final long START = 1_795_219_200_000L; // 2026-11-21T00:00:00Z
    static final WindowKey WINDOW =
            new WindowKey("fare", "v1", "overall", "1h", START, START + HOUR);

    private SampleRows() {}

    static List<ResultRow> all() {
        RowVersion version = new RowVersion(0, 1, 1000, RowVersion.FINAL);
        return List.of(
                modelWindow(WINDOW, 1000, version),
                new FeatureWindowRow(
                        WINDOW,
                        "distance",
                        "numeric",
                        990,
                        10,
                        1,
                        2,
                        3,
                        4,
                        5L,
                        6L,
                        900L,
                        1.5,
                        0.1,
                        -0.25,
                        1e300,
                        0.1,
                        0.2,
                        0.3,
                        0.4,
                        4.9e-324,
                        60.0,
                        version),
                new FeatureDriftRow(
                        WINDOW,
                        "distance",
                        "reference",
                        "ks",
                        0.125,
                        0.1,
                        0.15,
                        1e-12,
                        1e-12,
                        0.01,
                        0.1,
                        "decides",
                        true,
                        List.of("significant", "large"),
                        990,
                        5000,
                        version),
                new FeatureDistributionRow(
                        WINDOW,
                        "distance",
                        "reference",
                        "grid-1",
                        List.of(
                                new Bin("(-inf, 1]", null, 1.0, 0.25, 0.5),
                                new Bin("(1, inf)", 1.0, null, 0.75, 0.5)),
                        version),
                new ModelDriftRow(
                        WINDOW,
                        "reference",
                        "domain_classifier",
                        0.75,
                        0.7,
                        0.8,
                        1e-9,
                        1e-9,
                        0.001,
                        0.55,
                        "decides",
                        true,
                        List.of("drifted"),
                        List.of(new Moved("distance", 0.625), new Moved("fare", 0.25)),
                        500,
                        500,
                        version),
                new AttributionWindowRow(WINDOW, "distance", 0.5, 1L, 0.25, 2L, version),
                new PerformanceWindowRow(
                        WINDOW,
                        "label",
                        "observed",
                        "mae",
                        2.5,
                        2.4,
                        2.6,
                        null,
                        800,
                        1000,
                        0.8,
                        60.0,
                        600.0,
                        version),
                new ConfusionRow(
                        WINDOW,
                        "label",
                        List.of(new ConfusionCell("a", "a", 7), new ConfusionCell("a", "b", 3)),
                        version),
                new EventOutcomeRow("fare", START, "accepted", 1000),
                new AlertRow(alert(AlertEvent.FIRING)),
                new MonitorRow("fare", 1, "{\"windows\":[\"1h\"],\"model_id\":\"fare\"}"));
    }

    static ModelWindowRow modelWindow(WindowKey window, long predictions, RowVersion version) {
        return new ModelWindowRow(
                window, predictions, 10, 0.01, 0.28, 5.0, 20.0, 50.0, 20L, 1L, 0.05, null, version);
    }

    static AlertEvent alert(String status) {
        return alert(status, "f1", status.equals(AlertEvent.RESOLVED) ? 2 : 1);
    }

    static AlertEvent alert(String status, String fingerprint, int transition) {
        return new AlertEvent(
                "id-" + status,
                fingerprint,
                status,
                "drift",
                "medium",
                "fare",
                "v1",
                "feature_drift",
                "ks",
                "distance",
                "overall",
                "1h",
                START,
                START + HOUR,
                0.125,
                0.1,
                "reference",
                START + HOUR,
                status.equals(AlertEvent.RESOLVED) ? START + 2 * HOUR + 250 : null,
                "distance has drifted.",
                "{\"bins\":[{\"label\":\"(1, inf)\",\"share\":0.75}]}",
                null,
                null,
                transition);
    }
}
