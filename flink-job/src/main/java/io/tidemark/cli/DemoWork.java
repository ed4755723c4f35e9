/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.result.AlertEvent;
import io.tidemark.simulation.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code demo} does: plays two weeks into a real stack and keeps the score. */
final class DemoWork implements Work<DemoOptions> {
    private static final Duration LENGTH = Duration.ofSeconds(95);
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long after the last event the last windows may take to be judged and told. */
    private static final Duration QUIET_TIME = Duration.ofSeconds(5);

    @Override
    public int run(DemoOptions options, Terminal terminal) throws Exception {
        Scenario scenario =
                Scenario.demo(
                        options.seed(), System.currentTimeMillis(), options.predictionsPerHour());
        long begun = System.nanoTime();
        terminal.note("Starting Kafka, Postgres and Flink in this process ...");
        try (DemoStack stack = DemoStack.start(scenario)) {
            terminal.note(
                    "Ready after %.1f s. Two weeks of a fare model follow, at %,d times the speed of life."
                            .formatted(
                                    (System.nanoTime() - begun) / 1e9,
                                    (scenario.endMillis() - scenario.startMillis())
                                            / LENGTH.toMillis()));
            Scorecard scorecard = new Scorecard(scenario);
            play(stack, scenario, scorecard, options, terminal);
            conclude(stack, scenario, scorecard, options, terminal);
            if (options.keepsRunning()) {
                terminal.note("Everything keeps running; Ctrl-C ends it.");
                keep(stack);
            }
            return scorecard.isPerfect() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }

    private static void play(
            DemoStack stack,
            Scenario scenario,
            Scorecard scorecard,
            DemoOptions options,
            Terminal terminal)
            throws Exception {
        ScoreText text = new ScoreText(terminal, scenario);
        int findings = 0;
        try (AlertFeed alerts = new AlertFeed(stack.bootstrapServers(), stack.topics().alerts());
                DemoPlayback playback =
                        new DemoPlayback(
                                scenario,
                                stack.bootstrapServers(),
                                stack.topics().predictions(),
                                stack.topics().feedback(),
                                LENGTH.toMillis())) {
            playback.start();
            long quietSince = System.nanoTime();
            while (!playback.isDone() || System.nanoTime() - quietSince < QUIET_TIME.toNanos()) {
                if (!playback.isDone()) {
                    quietSince = System.nanoTime();
                }
                stack.requireRunning();
                for (AlertEvent alert : alerts.poll(POLL)) {
                    quietSince = System.nanoTime();
                    if (!alert.isResolved()) {
                        Finding finding = new Finding(alert, playback.newestMillis());
                        Scorecard.Meaning meaning = scorecard.add(finding);
                        terminal.print(
                                options.isJson() ? alert.toJson() : text.finding(finding, meaning));
                        findings++;
                    }
                }
                double day = scenario.dayOf(playback.newestMillis());
                terminal.progress(
                        ProgressLine.of(day, Scenario.DEMO_DAYS, playback.sent(), findings));
            }
        } finally {
            terminal.endProgress();
        }
    }

    private static void conclude(
            DemoStack stack,
            Scenario scenario,
            Scorecard scorecard,
            DemoOptions options,
            Terminal terminal) {
        if (options.isJson()) {
            terminal.print(
                    "{\"faults\":%d,\"detected\":%d,\"false_alarms\":%d}"
                            .formatted(
                                    scorecard.lines().size(),
                                    scorecard.lines().stream()
                                            .filter(line -> line.detected() != null)
                                            .count(),
                                    scorecard.falseAlarms().size()));
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(new ScoreText(terminal, scenario).table(scorecard));
        lines.add("");
        if (options.keepsRunning()) {
            lines.add("Postgres  " + psql(stack));
            lines.add(
                    "Kafka     %s, topics %s, %s, %s, %s"
                            .formatted(
                                    stack.bootstrapServers(),
                                    stack.topics().predictions(),
                                    stack.topics().feedback(),
                                    stack.topics().alerts(),
                                    stack.topics().deadLetters()));
            lines.add("Monitor   " + stack.directory().resolve("fare-estimator.yaml"));
        }
        lines.add("Next:");
        lines.add("  ./tidemark demo --keep        the same, left running to look into");
        lines.add("  ./tidemark schema events      what your services send");
        lines.add("  ./tidemark run --config FILE  against your own Kafka and Postgres");
        lines.forEach(terminal::print);
    }

    private static String psql(DemoStack stack) {
        return stack.postgres().url().substring("jdbc:".length()) + " (user postgres)";
    }

    private static void keep(DemoStack stack) throws Exception {
        while (true) {
            Thread.sleep(POLL.toMillis());
            stack.requireRunning();
        }
    }
}
