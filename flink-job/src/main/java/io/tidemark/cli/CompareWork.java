/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.compare.CompareReport;
import io.tidemark.compare.FileComparison;
import io.tidemark.compare.MethodChoice;
import io.tidemark.compare.ReportJson;
import io.tidemark.job.InvalidSettings;
import io.tidemark.job.MonitorFilesReader;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;

/** What {@code compare} does: reads both files, judges, prints. */
final class CompareWork implements Work<CompareOptions> {
    @Override
    public int run(CompareOptions options, Terminal terminal) throws Exception {
        MonitorSpec spec = spec(options);
        MethodChoice methods =
                options.methods().isEmpty()
                        ? MethodChoice.of(spec)
                        : MethodChoice.of(options.methods());
        CompareReport report;
        try {
            report =
                    FileComparison.run(
                            new FileComparison.Request(
                                    options.reference(),
                                    options.current(),
                                    spec,
                                    methods,
                                    options.isExact()),
                            terminal::progress);
        } catch (InvalidReference e) {
            throw new InputException(e.getMessage(), e);
        } finally {
            terminal.endProgress();
        }
        if (options.isJson()) {
            terminal.print(ReportJson.of(report));
        } else {
            boolean showsMethods = !options.methods().isEmpty();
            new CompareText(terminal, report).lines(showsMethods).forEach(terminal::print);
        }
        return options.failsOnDrift() && report.isDrifted() ? ExitStatus.FOUND : ExitStatus.DONE;
    }

    private static MonitorSpec spec(CompareOptions options) {
        if (options.monitor() == null) {
            return MonitorSpec.ofDefaults(Monitor.ANY_MODEL);
        }
        try {
            return MonitorFilesReader.readSpec(options.monitor());
        } catch (InvalidSettings e) {
            throw new InputException(e.getMessage(), e);
        }
    }
}
