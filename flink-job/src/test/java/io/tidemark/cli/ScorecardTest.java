/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Scorecard.Meaning;
import io.tidemark.result.AlertEvent;
import io.tidemark.simulation.Fault;
import io.tidemark.simulation.FaultKind;
import io.tidemark.simulation.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Scenario DEMO = Scenario.demo(42, 1_790_000_000_000L, 700);

    private final Scorecard scorecard = new Scorecard(DEMO);
    private final ScoreText text =
            new ScoreText(
                    new Terminal(
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(new StringWriter()),
                            false,
                            false,
                            Map.of()),
                    DEMO);

    @Test
    void add_expectedAlertDuringFault_detectsIt() {
        assertThat(scorecard.add(finding("drift", "distance_km", 2.5))).isEqualTo(Meaning.DETECTED);
        assertThat(scorecard.add(finding("drift", "distance_km", 3))).isEqualTo(Meaning.CONFIRMED);
        assertThat(scorecard.lines().get(0).detected()).isNotNull();
        assertThat(scorecard.lines().get(0).further()).isEqualTo(1);
    }

    @Test
    void add_brokenFurtherDown_isConsequenceAndNoDetection() {
        assertThat(scorecard.add(finding("drift", "@prediction", 2.75)))
                .isEqualTo(Meaning.CONSEQUENCE);
        assertThat(scorecard.add(finding("performance", null, 3))).isEqualTo(Meaning.CONSEQUENCE);
        assertThat(scorecard.hasDetectedAll()).isFalse();
        assertThat(scorecard.lines().get(0).detected()).isNull();
        assertThat(scorecard.falseAlarms()).isEmpty();
    }

    @Test
    void add_healthyDay_isFalseAlarm() {
        assertThat(scorecard.add(finding("drift", "distance_km", 1)))
                .isEqualTo(Meaning.FALSE_ALARM);
        assertThat(scorecard.add(finding("drift", "wait_min", 2.75)))
                .isEqualTo(Meaning.FALSE_ALARM);
        assertThat(scorecard.falseAlarms()).hasSize(2);
    }

    @Test
    void add_windowThatEndsWhereFaultStarts_isNotOfTheFault() {
        assertThat(scorecard.add(finding("drift", "distance_km", 2.25)))
                .isEqualTo(Meaning.FALSE_ALARM);
    }

    @Test
    void isPerfect_allFoundAndNothingElse() {
        detectAll();
        assertThat(scorecard.isPerfect()).isTrue();
        scorecard.add(finding("service", null, 1));
        assertThat(scorecard.hasDetectedAll()).isTrue();
        assertThat(scorecard.isPerfect()).isFalse();
    }

    @Test
    void finding_text_tellsDaySeverityAndSentence() {
        Finding finding = finding("drift", "distance_km", 2.5);
        assertThat(text.finding(finding, scorecard.add(finding)))
                .isEqualTo("day  2.9  FOUND  high      drift of distance_km: what happened");
    }

    @Test
    void table_oneMissedOneFalse_saysSo() {
        scorecard.add(finding("drift", "distance_km", 2.5));
        scorecard.add(finding("performance", null, 2.5));
        scorecard.add(finding("drift", "surge", 1));
        List<String> lines = text.table(scorecard);
        assertThat(lines.get(1))
                .isEqualTo(
                        "  upstream unit change  distance_km arrives in metres           2.5 - 3.5    "
                                + "  day 2.9, after 9 h: drift of distance_km (and 1 more)");
        assertThat(lines.get(2)).startsWith("  slow drift").endsWith("missed");
        assertThat(lines.get(6)).contains("nothing").contains("false alarm: drift of surge");
        assertThat(lines.get(8)).isEqualTo("1 of 5 faults detected, 1 false alarm.");
    }

    @Test
    void table_perfect_saysThatHealthyDaysWereSilent() {
        detectAll();
        List<String> lines = text.table(scorecard);
        assertThat(lines).hasSize(8).allMatch(line -> line.length() < 140);
        assertThat(lines.get(7)).isEqualTo("5 of 5 faults detected, the healthy days were silent.");
    }

    private void detectAll() {
        for (Fault fault : DEMO.faults()) {
            String kind = fault.kind().expected().get(0).kind();
            String feature = fault.kind().expected().get(0).feature();
            assertThat(scorecard.add(finding(kind, feature, DEMO.dayOf(fault.startMillis()))))
                    .isEqualTo(Meaning.DETECTED);
        }
        assertThat(DEMO.faults()).extracting(Fault::kind).containsExactly(FaultKind.values());
    }

    /** An alert of a six-hour window, seen nine hours after the window's start. */
    private static Finding finding(String kind, String feature, double startDay) {
        long start = DEMO.startMillis() + (long) (startDay * Scenario.DAY_MILLIS);
        long end = start + 6 * Scenario.HOUR_MILLIS;
        return new Finding(
                new AlertEvent(
                        "id",
                        "fingerprint",
                        AlertEvent.FIRING,
                        kind,
                        "high",
                        "fare-estimator",
                        "3.1",
                        "rule",
                        "metric",
                        feature,
                        "overall",
                        "6h",
                        start,
                        end,
                        0.5,
                        0.1,
                        "reference",
                        end,
                        null,
                        "what happened",
                        "{}",
                        null,
                        null),
                start + 9 * Scenario.HOUR_MILLIS);
    }
}
