/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import io.tidemark.monitor.MonitorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures how well the decision behind drift keeps its word. Every cell has a seed of its own, so
 * that the figures are the same however many run at once.
 */
public final class CalibrationBenchmark {
    private static final int[] REFERENCE_SIZES = {1_000, 10_000};
    private static final int SEEDS_A_ROUND = 7;
    private static final int MOST_SEEDS = 20;

    private final int rounds;
    private final long seed;
    private final Consumer<String> note;

    /**
     * A measurement.
     *
     * @param rounds three are a few minutes; one is for a quick look
     * @param note hears of progress
     */
    public CalibrationBenchmark(int rounds, long seed, Consumer<String> note) {
        this.rounds = rounds;
        this.seed = seed;
        this.note = note;
    }

    /** Measures. */
    public CalibrationReport run() throws Exception {
        int threads = StrictMath.min(4, Runtime.getRuntime().availableProcessors());
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<CalibrationRates.Rate>>> rates = new ArrayList<>();
            for (CalibrationShape shape : CalibrationShape.values()) {
                for (int size : REFERENCE_SIZES) {
                    rates.add(
                            workers.submit(
                                    () -> new CalibrationRates(shape, size, rounds).run(seed)));
                }
            }
            List<Future<List<CalibrationPower.Power>>> powers = new ArrayList<>();
            for (CalibrationPower.Drift drift : CalibrationPower.Drift.values()) {
                powers.add(workers.submit(() -> CalibrationPower.run(drift, rounds, seed)));
            }
            List<Future<int[]>> weeks = new ArrayList<>();
            for (int i = 0; i < StrictMath.min(MOST_SEEDS, rounds * SEEDS_A_ROUND); i++) {
                weeks.add(workers.submit(weeks(i)));
            }
            CalibrationReport report =
                    new CalibrationReport(
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            MonitorSpec.ofDefaults("calibration").falseAlertsPerWeek());
            for (Future<List<CalibrationRates.Rate>> cell : rates) {
                report.rates().addAll(cell.get());
            }
            note.accept("calibration: rates without drift measured");
            for (Future<List<CalibrationPower.Power>> row : powers) {
                report.powers().addAll(row.get());
            }
            note.accept("calibration: power measured");
            for (Future<int[]> week : weeks) {
                report.falseAlerts().add(week.get()[0]);
                report.found().add(week.get()[1]);
            }
            return report;
        } finally {
            workers.shutdownNow();
        }
    }

    private Callable<int[]> weeks(int number) {
        return () -> {
            CalibrationWeeks weeks = new CalibrationWeeks(seed, number);
            return new int[] {weeks.falseAlerts(), weeks.found()};
        };
    }
}
