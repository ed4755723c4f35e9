/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.Reference;
import io.tidemark.monitor.ReferenceReader;
import io.tidemark.profile.FeatureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One monitor for each model of the traffic: sliding windows of 5 minutes every minute. */
final class BenchmarkMonitors {
    static final String WINDOW = "5m/1m";

    private static final long SEED = 7;
    private static final int REFERENCE_ROWS = 10_000;
    private static final int BINS = 20;

    private final byte[] csv = new EventGenerator(SEED).reference(REFERENCE_ROWS);

    /** With a reference, every number is counted on a grid; without, on the log grid. */
    Monitors monitors(boolean hasReference) {
        List<Monitor> monitors = new ArrayList<>();
        for (int model = 0; model < EventGenerator.MODELS; model++) {
            monitors.add(monitor(EventGenerator.model(model), hasReference));
        }
        return new Monitors(monitors);
    }

    /** The edges of histograms for the plain job: quantiles of the reference. */
    SortedMap<String, double[]> histogramEdges() {
        Reference reference = monitor(EventGenerator.model(0), true).reference();
        TreeMap<String, double[]> edges = new TreeMap<>();
        for (String feature : reference.features()) {
            if (reference.layout(feature).kind() == FeatureKind.NUMERIC) {
                edges.put(feature, quantiles(reference.layout(feature).grid().edges()));
            }
        }
        return edges;
    }

    /** The grid's edges are quantiles, so every so-manieth of them is one too. */
    private static double[] quantiles(double[] grid) {
        double[] quantiles = new double[BINS - 1];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = grid[(i + 1) * (grid.length - 1) / BINS];
        }
        return quantiles;
    }

    private Monitor monitor(String model, boolean hasReference) {
        String yaml =
                """
                model_id: %s
                task: binary
                classes: ["0", "1"]
                windows: [%s]
                allowed_lateness: 1m
                labels: {horizon: 1m, corrections_for: 0s}
                """
                        .formatted(model, WINDOW);
        try {
            MonitorSpec spec = new MonitorSpecReader().read(yaml);
            return Monitor.of(spec, hasReference ? reference(spec) : null);
        } catch (InvalidSpec | InvalidReference | IOException e) {
            throw new IllegalStateException("the benchmark's own monitor is refused", e);
        }
    }

    private Reference reference(MonitorSpec spec) throws IOException, InvalidReference {
        return new ReferenceReader(spec).read(new ByteArrayInputStream(csv), "reference.csv");
    }
}
