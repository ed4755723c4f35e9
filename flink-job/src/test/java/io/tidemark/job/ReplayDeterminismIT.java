/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.Monitors;
import io.tidemark.testing.Oracles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same events give the same tables, bit for bit: at any parallelism, in any order inside the
 * allowed lateness. Alerts are the same at any parallelism and for disorder inside the watermark's
 * bound. ({@code updated_at} is the database's own and in no row here.)
 */
class ReplayDeterminismIT {
    private static final long SEED = 20_110_701;
    private static final Set<String> ALERTS = Set.of("alert");
    private static final Set<String> WINDOWS =
            Set.of("model_window", "feature_window", "feature_drift", "feature_distribution");
    private static final Set<String> WHOLES = Set.of("model_drift", "attribution_window");
    private static final Set<String> SCORES = Set.of("performance_window", "confusion");
    private static final Set<String> RESULTS =
            Set.of(
                    "model_window",
                    "feature_window",
                    "feature_drift",
                    "feature_distribution",
                    "model_drift",
                    "attribution_window",
                    "performance_window",
                    "confusion",
                    "event_outcome");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]*)\"");
    private static final Pattern REVISION = Pattern.compile("\"revision\":\\d+");

    /** Many watermarks, so that disorder makes events late; and hardly any. */
    private static final Duration FINE = Duration.ofMillis(1);

    private static final Duration COARSE = Duration.ofMillis(200);
    private static final Duration WATERMARK_BOUND = Duration.ofSeconds(30);

    @TempDir private Path temp;

    /** What is replayed: some days of a stream under a monitor. */
    private record Stream(
            String name, Instant until, Duration allowedLateness, Monitors monitors) {}

    private Path oracles;

    @BeforeEach
    void findStreams() {
        oracles = Oracles.folder();
    }

    @Test
    void bike_anyParallelismAndOrder_sameTables() throws Exception {
        Duration lateness = Duration.ofHours(6);
        Monitor monitor =
                ReplayedTables.monitor(
                        """
                        model_id: bike-demand
                        task: regression
                        windows: [12h, 7d, 28d/7d]
                        allowed_lateness: 6h
                        segments: [weathersit]
                        """,
                        oracles.resolve("bike/reference.csv"));
        assertSameTables(
                new Stream(
                        "bike",
                        Instant.parse("2011-09-10T00:00:00Z"),
                        lateness,
                        ReplayedTables.only(monitor)));
    }

    /** Events as wholes too, with attributions that the stream itself does not have. */
    @Test
    void bike_wholeEvents_anyParallelismAndOrder_sameTables() throws Exception {
        Monitor monitor =
                ReplayedTables.monitor(
                        """
                        model_id: bike-demand
                        task: regression
                        windows: [7d, 28d/7d]
                        allowed_lateness: 6h
                        drift:
                          multivariate: [domain_classifier, mmd, correlation, pca_reconstruction,
                            attribution, outlier_share]
                        """,
                        oracles.resolve("bike/reference.csv"));
        Stream stream =
                new Stream(
                        "bike",
                        Instant.parse("2011-08-01T00:00:00Z"),
                        Duration.ofHours(6),
                        ReplayedTables.only(monitor));
        List<String> predictions = new ArrayList<>();
        for (String line : lines(stream, "predictions")) {
            predictions.add(
                    line.substring(0, line.length() - 1)
                            + ",\"attributions\":{\"temp\":%s,\"hum\":-0.25,\"hr\":%s}}"
                                    .formatted(
                                            (line.hashCode() % 1000) / 1e3,
                                            (line.hashCode() % 7) / 3.0));
        }
        ReplayedTables tables = assertSameTables(stream, predictions);
        for (String table : WHOLES) {
            assertThat(tables.lines(Set.of(table))).as(table).isNotEmpty();
        }
        assertThat(tables.rows("model_window"))
                .anyMatch(row -> row.get("outlier_share").isNumber());
    }

    @Test
    void adult_withSegments_anyParallelismAndOrder_sameTables() throws Exception {
        Monitor monitor =
                ReplayedTables.monitor(
                        """
                        model_id: adult-income
                        task: binary
                        classes: ["<=50K", ">50K"]
                        windows: [1d, 7d/1d]
                        allowed_lateness: 1d
                        segments: [sex]
                        """,
                        oracles.resolve("adult/reference.csv"));
        assertSameTables(
                new Stream(
                        "adult",
                        Instant.parse("2025-01-20T00:00:00Z"),
                        Duration.ofDays(1),
                        ReplayedTables.only(monitor)));
    }

    /** Log grids, the first full window as baseline, kinds and task inferred. */
    @Test
    void adult_withoutSpecAndReference_anyParallelismAndOrder_sameTables() throws Exception {
        Monitor any =
                ReplayedTables.monitor(
                        """
                        model_id: any
                        windows: [4h, 1d/4h]
                        allowed_lateness: 3h
                        """,
                        null);
        assertSameTables(
                new Stream(
                        "adult",
                        Instant.parse("2025-01-12T00:00:00Z"),
                        Duration.ofHours(3),
                        new Monitors(List.of(), any)));
    }

    /** A window of minutes alone: the baseline is an hour that has no rows of its own. */
    @Test
    void adult_hiddenBaseline_anyParallelismAndOrder_sameTables() throws Exception {
        Monitor any =
                ReplayedTables.monitor(
                        """
                        model_id: any
                        windows: [30m]
                        allowed_lateness: 1h
                        min_samples: 10
                        performance_windows: [1d]
                        """,
                        null);
        assertSameTables(
                new Stream(
                        "adult",
                        Instant.parse("2025-01-05T00:00:00Z"),
                        Duration.ofHours(1),
                        new Monitors(List.of(), any)));
    }

    @Test
    void bike_everyLineTwice_sameScores() throws Exception {
        Monitor monitor =
                ReplayedTables.monitor(
                        """
                        model_id: bike-level
                        task: multiclass
                        classes: [high, low, medium]
                        windows: [7d]
                        """,
                        oracles.resolve("bike_level/reference.csv"));
        Stream stream =
                new Stream(
                        "bike_level",
                        Instant.MAX,
                        Duration.ofHours(1),
                        ReplayedTables.only(monitor));
        List<String> predictions = lines(stream, "predictions");
        List<String> feedback = lines(stream, "feedback");
        ReplayedTables once = replay(stream, predictions, feedback, 2, COARSE);
        ReplayedTables twice = replay(stream, doubled(predictions), doubled(feedback), 2, FINE);

        assertThat(withoutRevision(twice)).isEqualTo(withoutRevision(once)).isNotEmpty();
        assertThat(
                        twice.rows("event_outcome").stream()
                                .filter(row -> row.get("outcome").asText().equals("duplicate"))
                                .mapToLong(row -> row.get("count").asLong())
                                .sum())
                .isEqualTo(predictions.size());
        System.out.printf(
                "bike_level, every line twice: %d rows of scores, the same but for revision%n",
                withoutRevision(once).size());
    }

    // ---------------------------------------------------------------- the comparison

    private void assertSameTables(Stream stream) throws Exception {
        assertSameTables(stream, lines(stream, "predictions"));
    }

    private ReplayedTables assertSameTables(Stream stream, List<String> predictions)
            throws Exception {
        List<String> feedback = lines(stream, "feedback");
        Random random = new Random(SEED);
        Map<String, ReplayedTables> runs = new LinkedHashMap<>();
        runs.put("parallelism 1", replay(stream, predictions, feedback, 1, COARSE));
        runs.put("parallelism 2", replay(stream, predictions, feedback, 2, FINE));
        runs.put("parallelism 4", replay(stream, predictions, feedback, 4, COARSE));
        runs.put(
                "disorder inside the watermark's bound",
                replay(
                        stream,
                        shuffled(predictions, WATERMARK_BOUND, random),
                        shuffled(feedback, WATERMARK_BOUND, random),
                        2,
                        FINE));
        runs.put(
                "disorder inside the allowed lateness",
                replay(
                        stream,
                        shuffled(predictions, stream.allowedLateness(), random),
                        shuffled(feedback, stream.allowedLateness(), random),
                        2,
                        FINE));
        ReplayedTables first = runs.values().iterator().next();
        System.out.printf("%s: seed %d, %d rows%n", stream.name(), SEED, first.size());
        runs.forEach(
                (name, run) ->
                        System.out.printf(
                                "%s: %-38s windows %s, wholes %s, scores %s, outcomes %s, alerts %s (%d)%n",
                                stream.name(),
                                name,
                                run.hash(WINDOWS),
                                run.hash(WHOLES),
                                run.hash(SCORES),
                                run.hash(Set.of("event_outcome")),
                                run.hash(ALERTS),
                                run.lines(ALERTS).size()));
        for (String table : WINDOWS) {
            assertThat(first.lines(Set.of(table))).as(table).isNotEmpty();
        }
        assertThat(first.lines(SCORES)).isNotEmpty();
        runs.forEach(
                (name, run) -> {
                    assertThat(difference(first, run, RESULTS)).as(name).isEmpty();
                    if (!name.endsWith("lateness")) {
                        assertThat(difference(first, run, ALERTS)).as(name).isEmpty();
                    }
                });
        return first;
    }

    /** The first rows that only one of two runs has. */
    private static List<String> difference(
            ReplayedTables one, ReplayedTables other, Set<String> tables) {
        if (one.hash(tables).equals(other.hash(tables))) {
            return List.of();
        }
        List<String> different = new ArrayList<>();
        List<String> ofOne = one.lines(tables);
        List<String> ofOther = other.lines(tables);
        Set<String> inOne = Set.copyOf(ofOne);
        Set<String> inOther = Set.copyOf(ofOther);
        ofOne.stream()
                .filter(l -> !inOther.contains(l))
                .limit(5)
                .forEach(l -> different.add("- " + l));
        ofOther.stream()
                .filter(l -> !inOne.contains(l))
                .limit(5)
                .forEach(l -> different.add("+ " + l));
        return different;
    }

    private static List<String> withoutRevision(ReplayedTables tables) {
        return tables.lines(SCORES).stream()
                .map(line -> REVISION.matcher(line).replaceAll("\"revision\":0"))
                .toList();
    }

    // ---------------------------------------------------------------- input

    private ReplayedTables replay(
            Stream stream,
            List<String> predictions,
            List<String> feedback,
            int parallelism,
            Duration watermarkInterval)
            throws Exception {
        return ReplayedTables.of(
                ReplayJob.Request.of(
                        written("predictions.jsonl", predictions),
                        written("feedback.jsonl", feedback),
                        stream.monitors(),
                        0),
                parallelism,
                watermarkInterval);
    }

    private Path written(String name, List<String> lines) throws IOException {
        return Files.write(temp.resolve(name), lines, StandardCharsets.UTF_8);
    }

    private List<String> lines(Stream stream, String file) throws IOException {
        Path path = oracles.resolve(stream.name()).resolve(file + ".jsonl.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(path)),
                                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> time(line).isBefore(stream.until())).toList();
        }
    }

    /** In the order of time + a random delay below the bound: nothing comes later than that. */
    private static List<String> shuffled(List<String> lines, Duration below, Random random) {
        record Delayed(long at, String line) {}
        List<Delayed> delayed = new ArrayList<>();
        for (String line : lines) {
            long delay = (long) (random.nextDouble() * below.toMillis());
            delayed.add(new Delayed(time(line).toEpochMilli() + delay, line));
        }
        delayed.sort(Comparator.comparingLong(Delayed::at));
        return delayed.stream().map(Delayed::line).toList();
    }

    private static List<String> doubled(List<String> lines) {
        List<String> doubled = new ArrayList<>();
        for (String line : lines) {
            doubled.add(line);
            doubled.add(line);
        }
        return doubled;
    }

    private static Instant time(String line) {
        var found = TIMESTAMP.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException(line);
        }
        return Instant.parse(found.group(1));
    }
}
