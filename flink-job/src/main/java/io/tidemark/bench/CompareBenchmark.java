/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.compare.CompareReport;
import io.tidemark.compare.FileComparison;
import io.tidemark.compare.MethodChoice;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.MonitorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How long {@code compare} takes over two files of a million rows and twenty columns: normal values
 * of 15 and of 4 decimals, whole numbers, and four categorical columns, the same in every run.
 */
public final class CompareBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int NUMERIC = 16;
    private static final int CATEGORICAL = 4;

    private final int rounds;
    private final Consumer<String> progress;

    /**
     * One format's figures.
     *
     * @param format {@code csv} or {@code parquet}
     * @param megabytes of both files
     * @param seconds wall time of each round, reading included
     */
    public record Figures(String format, double megabytes, List<Double> seconds) {
        public Figures {
            seconds = List.copyOf(seconds);
        }

        /** Rows of both files in a second of the fastest round. */
        public double rowsPerSecond() {
            return 2.0
                    * ROWS
                    / seconds.stream().mapToDouble(Double::doubleValue).min().getAsDouble();
        }
    }

    public CompareBenchmark(int rounds, Consumer<String> progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Writes the files, compares them, deletes them. */
    public List<Figures> run() throws IOException, SQLException, InterruptedException {
        Path directory = Files.createTempDirectory("tidemark-compare");
        List<Path> made = new ArrayList<>();
        try {
            List<Figures> figures = new ArrayList<>();
            for (String format : List.of("csv", "parquet")) {
                Path reference = directory.resolve("reference." + format);
                Path current = directory.resolve("current." + format);
                made.addAll(List.of(reference, current));
                progress.accept("writing " + format);
                write(reference, 0);
                write(current, ROWS);
                List<Double> seconds = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    seconds.add(compare(reference, current));
                    progress.accept(
                            String.format(Locale.ROOT, "%s %.1f s", format, seconds.get(round)));
                }
                double bytes = Files.size(reference) + Files.size(current);
                figures.add(new Figures(format, bytes / 1e6, seconds));
            }
            return figures;
        } finally {
            for (Path file : made) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        }
    }

    /** The figures as lines. */
    public static List<String> lines(List<Figures> figures) {
        List<String> lines = new ArrayList<>();
        lines.add("two files of 1,000,000 rows x 20 columns");
        for (Figures one : figures) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-8s %5.0f MB  %s s  %,.0f rows a second",
                            one.format(),
                            one.megabytes(),
                            String.join(
                                    ", ",
                                    one.seconds().stream()
                                            .map(s -> String.format(Locale.ROOT, "%.1f", s))
                                            .toList()),
                            one.rowsPerSecond()));
        }
        return lines;
    }

    /** The figures as one JSON object. */
    public static String json(List<Figures> figures) {
        List<String> objects = new ArrayList<>();
        for (Figures one : figures) {
            objects.add(
                    String.format(
                            Locale.ROOT,
                            "\"%s\":{\"megabytes\":%.1f,\"seconds\":%s,\"rows_per_second\":%.0f}",
                            one.format(),
                            one.megabytes(),
                            one.seconds(),
                            one.rowsPerSecond()));
        }
        return "{\"compare\":{" + String.join(",", objects) + "}}";
    }

    private static double compare(Path reference, Path current) throws InterruptedException {
        MonitorSpec spec = MonitorSpec.ofDefaults("benchmark");
        FileComparison.Request request =
                new FileComparison.Request(reference, current, spec, MethodChoice.of(spec), false);
        long start = System.nanoTime();
        CompareReport report;
        try {
            report = FileComparison.run(request, step -> {});
        } catch (InvalidReference impossible) {
            throw new IllegalStateException(impossible);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (report.features().size() != NUMERIC + CATEGORICAL || report.currentRows() != ROWS) {
            throw new IllegalStateException("the benchmark's files were not read whole");
        }
        return seconds;
    }

    private static void write(Path file, int firstRow) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < NUMERIC; i++) {
            String one = "((hash(r * 97 + " + i + ") % 1000000007 + 1) / 1000000008.0)";
            String two = "((hash(r * 89 + " + (i + 50) + ") % 1000000007) / 1000000007.0)";
            columns.add(
                    i % 4 == 3
                            ? "(hash(r * 31 + " + i + ") % 100)::INT AS n" + i
                            : "round(sqrt(-2 * ln(%s)) * cos(2 * pi() * %s), %d) AS n%d"
                                    .formatted(one, two, i % 4 == 0 ? 15 : 4, i));
        }
        for (int i = 0; i < CATEGORICAL; i++) {
            columns.add("'c' || (hash(r * 7 + %d) %% %d) AS c%d".formatted(i, 5 + 20 * i, i));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT %s FROM range(%d, %d) t(r)) TO '%s'"
                            .formatted(
                                    String.join(", ", columns),
                                    firstRow,
                                    firstRow + ROWS,
                                    file.toString().replace("'", "''")));
        }
    }
}
