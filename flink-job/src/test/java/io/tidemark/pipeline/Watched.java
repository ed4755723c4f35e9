/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.event.NamedValues;
import io.tidemark.event.PredictionEvent;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Monitors;
import io.tidemark.monitor.ReferenceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Model {@code m}, version {@code 1}: monitors, events and pane profiles for tests. */
final class Watched {
    static final long HOUR = 3_600_000;
    static final long MINUTE = 60_000;

    private Watched() {}

    /** Monitors of one monitor; {@code yaml} goes on after {@code model_id: m}. */
    static Monitors by(String yaml) {
        return by(yaml, null);
    }

    /**
     * @param csv the reference
     */
    static Monitors by(String yaml, String csv) {
        try {
            MonitorSpec spec = new MonitorSpecReader().read("model_id: m\n" + yaml);
            Monitor monitor =
                    csv == null
                            ? Monitor.of(spec, null)
                            : Monitor.of(
                                    spec,
                                    new ReferenceReader(spec)
                                            .read(
                                                    new ByteArrayInputStream(
                                                            csv.getBytes(StandardCharsets.UTF_8)),
                                                    "reference"));
            return new Monitors(List.of(monitor));
        } catch (InvalidSpec | InvalidReference e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reference of feature x with 1..40, regression, predicted and labelled the same. */
    static String reference() {
        StringBuilder csv = new StringBuilder("x,prediction,label\n");
        for (int x = 1; x <= 40; x++) {
            csv.append(x).append(',').append(x).append(',').append(x + x % 2).append('\n');
        }
        return csv.toString();
    }

    /** A prediction of 7. */
    static PredictionEvent event(long time, NamedValues features) {
        PredictionEvent event = new PredictionEvent();
        event.predictionId = "p" + time;
        event.modelId = "m";
        event.modelVersion = "1";
        event.timestamp = time;
        event.features = features;
        event.predictionKind = NamedValues.NUMBER;
        event.predictionNumber = 7;
        event.contentHash = time;
        return event;
    }

    static NamedValues x(double value) {
        NamedValues features = new NamedValues();
        features.addNumber("x", value);
        return features;
    }

    /** What PROFILE sends of events of one pane, each with a feature x. */
    static List<PanePartial> partials(Monitors monitors, long time, double... values) {
        List<PanePartial> partials = new ArrayList<>();
        PaneProfiler profiler = new PaneProfiler(monitors, 10, new OutcomeCounter());
        for (double value : values) {
            profiler.add(event(time, x(value)), time);
        }
        profiler.flush(new Collected(partials));
        return partials;
    }

    /** Keeps the partials. */
    record Collected(List<PanePartial> partials) implements PaneProfiler.Output {
        @Override
        public void partial(PanePartial partial) {
            partials.add(partial);
        }

        @Override
        public void signOfLife(String modelId, String modelVersion, long time) {
            // of no matter here
        }
    }
}
