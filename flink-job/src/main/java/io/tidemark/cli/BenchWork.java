/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.bench.BenchmarkReport;
import io.tidemark.bench.CalibrationBenchmark;
import io.tidemark.bench.CalibrationReport;
import io.tidemark.bench.CompareBenchmark;
import io.tidemark.bench.PipelineBenchmark;
import java.util.List;

/** What {@code bench} does: measures, and prints the figures. */
final class BenchWork implements Work<BenchCommand.Options> {
    private static final long CALIBRATION_SEED = 1;

    @Override
    public int run(BenchCommand.Options options, Terminal terminal) throws Exception {
        if (options.subject() == BenchCommand.Subject.calibration) {
            return calibrate(options, terminal);
        }
        if (options.subject() == BenchCommand.Subject.compare) {
            return compare(options, terminal);
        }
        BenchmarkReport report =
                new PipelineBenchmark(options.rounds(), options.seconds(), terminal::note).run();
        if (options.isJson()) {
            terminal.print(report.json());
        } else {
            report.lines().forEach(terminal::print);
        }
        return ExitStatus.DONE;
    }

    private static int compare(BenchCommand.Options options, Terminal terminal) throws Exception {
        List<CompareBenchmark.Figures> figures =
                new CompareBenchmark(options.rounds(), terminal::note).run();
        if (options.isJson()) {
            terminal.print(CompareBenchmark.json(figures));
        } else {
            CompareBenchmark.lines(figures).forEach(terminal::print);
        }
        return ExitStatus.DONE;
    }

    private static int calibrate(BenchCommand.Options options, Terminal terminal) throws Exception {
        CalibrationReport report =
                new CalibrationBenchmark(options.rounds(), CALIBRATION_SEED, terminal::note).run();
        if (options.isJson()) {
            terminal.print(report.json());
        } else {
            report.lines().forEach(terminal::print);
        }
        return report.isHeld() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
