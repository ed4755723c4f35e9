/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.cli.Scorecard.Meaning;
import io.tidemark.cli.Terminal.Style;
import io.tidemark.result.AlertEvent;
import io.tidemark.simulation.Fault;
import io.tidemark.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the demo shows a finding when it comes, and the table at its end. */
final class ScoreText {
    private static final String ROW = "  %-20s  %-38s  %-13s  %s";

    private final Terminal terminal;
    private final Scenario scenario;

    ScoreText(Terminal terminal, Scenario scenario) {
        this.terminal = terminal;
        this.scenario = scenario;
    }

    /** For example {@code day 2.8 FOUND high drift distance_km: the sentence of the alert}. */
    String finding(Finding finding, Meaning meaning) {
        AlertEvent alert = finding.alert();
        StringBuilder line = new StringBuilder();
        line.append(terminal.styled(Style.DIM, "day " + day(finding.seenAtMillis())));
        line.append("  ").append(terminal.styled(style(meaning), word(meaning)));
        line.append("  ").append(String.format(Locale.ROOT, "%-8s", alert.severity()));
        line.append("  ").append(about(alert));
        if (!"overall".equals(alert.segment())) {
            line.append(" in ").append(alert.segment());
        }
        return line.append(": ").append(alert.summary()).toString();
    }

    /** What was injected against what was detected, one line each; then a sentence. */
    List<String> table(Scorecard scorecard) {
        List<String> lines = new ArrayList<>();
        lines.add(
                terminal.styled(
                        Style.BOLD,
                        String.format(Locale.ROOT, ROW, "injected", "what", "days", "detected")));
        for (Scorecard.Line line : scorecard.lines()) {
            Fault fault = line.fault();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            ROW,
                            fault.kind().title(),
                            fault.kind().effect(),
                            shortDay(fault.startMillis()) + " - " + shortDay(fault.endMillis()),
                            detection(line)));
        }
        for (Finding falseAlarm : scorecard.falseAlarms()) {
            AlertEvent alert = falseAlarm.alert();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            ROW,
                            "nothing",
                            "",
                            shortDay(alert.windowStartMillis())
                                    + " - "
                                    + shortDay(alert.windowEndMillis()),
                            terminal.styled(Style.RED, "false alarm") + ": " + about(alert)));
        }
        lines.add("");
        lines.add(verdict(scorecard));
        return lines;
    }

    private String detection(Scorecard.Line line) {
        if (line.detected() == null) {
            return terminal.styled(Style.RED, "missed");
        }
        Finding first = line.detected();
        double hours =
                (double) (first.seenAtMillis() - line.fault().startMillis()) / Scenario.HOUR_MILLIS;
        return terminal.styled(Style.GREEN, "day " + day(first.seenAtMillis()).strip())
                + String.format(Locale.ROOT, ", after %.0f h: ", Math.max(0, hours))
                + about(first.alert())
                + (line.further() == 0 ? "" : " (and " + line.further() + " more)");
    }

    private String verdict(Scorecard scorecard) {
        long found = scorecard.lines().stream().filter(line -> line.detected() != null).count();
        int injected = scorecard.lines().size();
        int falseAlarms = scorecard.falseAlarms().size();
        String healthy =
                switch (falseAlarms) {
                    case 0 -> "the healthy days were silent.";
                    case 1 -> "1 false alarm.";
                    default -> falseAlarms + " false alarms.";
                };
        return terminal.styled(
                scorecard.isPerfect() ? Style.GREEN : Style.RED,
                found + " of " + injected + " faults detected, " + healthy);
    }

    private static String about(AlertEvent alert) {
        String subject = alert.feature() == null ? alert.metric() : alert.feature();
        return subject == null ? alert.kind() : alert.kind() + " of " + subject;
    }

    private static String word(Meaning meaning) {
        return switch (meaning) {
            case DETECTED -> "FOUND";
            case CONFIRMED -> "also ";
            case CONSEQUENCE -> "hence";
            case FALSE_ALARM -> "FALSE";
        };
    }

    private static Style style(Meaning meaning) {
        return switch (meaning) {
            case DETECTED -> Style.GREEN;
            case CONFIRMED, CONSEQUENCE -> Style.YELLOW;
            case FALSE_ALARM -> Style.RED;
        };
    }

    private String day(long millis) {
        return String.format(Locale.ROOT, "%4.1f", scenario.dayOf(millis));
    }

    private String shortDay(long millis) {
        String day = String.format(Locale.ROOT, "%.2f", scenario.dayOf(millis));
        return day.replaceAll("\\.?0+$", "");
    }
}
