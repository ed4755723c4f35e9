/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static io.tidemark.monitor.Durations.DAY_MILLIS;
import static io.tidemark.monitor.Durations.HOUR_MILLIS;
import static io.tidemark.monitor.Durations.MINUTE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowPlanTest {

    @Test
    void of_defaultWindows_makesTwoTiers() {
        WindowPlan plan = plan(true, "1h", "1d", "7d/1d");

        assertThat(plan.tiers()).hasSize(2);
        assertThat(plan.tiers().get(0).paneMillis()).isEqualTo(HOUR_MILLIS);
        assertThat(plan.tiers().get(1).paneMillis()).isEqualTo(DAY_MILLIS);
        assertThat(plan.tiers().get(1).windows()).extracting("name").containsExactly("1d", "7d/1d");
        assertThat(plan.baselineWindow().name()).isEqualTo("1h");
    }

    @Test
    void of_sizesAndSlides_takesGreatestCommonDivisorPerTier() {
        WindowPlan plan = plan(true, "10m/5m", "12m", "36h/90m", "28d/7d");

        assertThat(plan.tiers().get(0).paneMillis()).isEqualTo(MINUTE_MILLIS);
        assertThat(plan.tiers().get(1).paneMillis()).isEqualTo(90 * MINUTE_MILLIS);
        assertThat(plan.paneMillis()).isEqualTo(MINUTE_MILLIS);
        assertThat(plan.paneStart(-1)).isEqualTo(-MINUTE_MILLIS);
    }

    @Test
    void of_noReferenceAndNoTumblingHour_addsHiddenBaseline() {
        WindowPlan plan = plan(false, "5m/1m", "7d/1d");

        assertThat(plan.baselineWindow().sizeMillis()).isEqualTo(HOUR_MILLIS);
        assertThat(WindowPlan.isHidden(plan.baselineWindow())).isTrue();
        assertThat(plan.tiers().get(0).windows()).contains(plan.baselineWindow());
        assertThat(plan.publishedWindows()).extracting("name").containsExactly("5m/1m", "7d/1d");
        assertThat(plan(true, "5m/1m", "7d/1d").baselineWindow()).isNull();
    }

    @Test
    void of_noReferenceAndSeveralTumbling_takesTheSmallestOfAnHourOrMore() {
        assertThat(plan(false, "7d", "30m", "1d", "2h/1h").baselineWindow().name()).isEqualTo("1d");
    }

    @Test
    void of_paneTooShort_isRefused() {
        assertThatThrownBy(() -> plan(true, "63s", "1h"))
                .hasMessageContaining("63s, 1h, is 9s; at least 10s is needed");
        assertThatThrownBy(() -> plan(true, "11s", "1d"))
                .as("both tiers' panes together")
                .hasMessageContaining("11s, 1d, is 1s");
        assertThatThrownBy(() -> plan(false, "11s"))
                .hasMessageContaining("11s, 1h (baseline), is 1s");
    }

    @Test
    void of_tooManyPanes_isRefused() {
        assertThat(plan(true, "10000m/1m").tiers()).hasSize(1);
        assertThatThrownBy(() -> plan(true, "10001m/1m"))
                .hasMessageContaining("window 10001m/1m would merge 10001 panes of 1m");
        assertThatThrownBy(() -> plan(true, "1d/10s", "30d"))
                .hasMessageContaining("window 30d would merge 259200 panes of 10s");
    }

    @Test
    void parse_sevenDays_startsOnThursdayBeforeAndAfter1970() {
        WindowSpec week = WindowSpec.parse("7d");

        assertThat(start(week, "1970-01-01T00:00:00Z")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(start(week, "1969-12-31T23:59:59.999Z")).isEqualTo("1969-12-25T00:00:00Z");
        assertThat(start(week, "1969-12-25T00:00:00Z")).isEqualTo("1969-12-25T00:00:00Z");
        assertThat(start(week, "2012-03-21T12:00:00Z")).isEqualTo("2012-03-15T00:00:00Z");
    }

    @Test
    void windowEndsCovering_anyTime_areExactlyTheWindowsThatHoldThePane() {
        long seed = 20260711;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        WindowPlan plan = plan(false, "1h", "15m/5m", "1d", "7d/1d", "36h/6h");
        for (int round = 0; round < 20_000; round++) {
            long time = (long) (random.nextGaussian() * 1e12);
            for (WindowPlan.Tier tier : plan.tiers()) {
                long pane = tier.paneStart(time);
                assertThat(pane).isLessThanOrEqualTo(time);
                assertThat(tier.paneEnd(time)).isGreaterThan(time);
                for (WindowSpec window : tier.windows()) {
                    List<Long> expected = new ArrayList<>();
                    long from = pane - 2 * window.sizeMillis();
                    long start = Math.floorDiv(from, window.slideMillis()) * window.slideMillis();
                    for (; start <= time; start += window.slideMillis()) {
                        if (start <= time && time < start + window.sizeMillis()) {
                            expected.add(start + window.sizeMillis());
                        }
                    }
                    long[] ends = window.windowEndsCovering(pane);
                    assertThat(Arrays.stream(ends).boxed().toList()).isEqualTo(expected);
                    assertThat(window.firstWindowEnd(pane)).isEqualTo(ends[0]);
                    assertThat(window.lastWindowEnd(pane)).isEqualTo(ends[ends.length - 1]);
                    assertThat(Arrays.stream(ends)).allMatch(window::isWindowEnd);
                    assertThat(tier.lastWindowEnd(pane))
                            .isGreaterThanOrEqualTo(ends[ends.length - 1]);
                }
            }
        }
    }

    @Test
    void ofPerformance_nothingAsked_takesWindowsWithAThousandOpenAtMost() {
        List<WindowSpec> windows = windows("1h", "5m/1m", "7d/1d");

        assertThat(WindowPlan.ofPerformance(null, windows, 30 * DAY_MILLIS).windows())
                .extracting("name")
                .containsExactly("1h", "7d/1d");
        assertThat(WindowPlan.ofPerformance(null, windows, 1_000 * HOUR_MILLIS).windows())
                .extracting("name")
                .contains("1h");
        assertThat(WindowPlan.ofPerformance(null, windows, 1_000 * HOUR_MILLIS + 1).windows())
                .extracting("name")
                .containsExactly("7d/1d");
        assertThat(WindowPlan.ofPerformance(null, windows("5m"), 30 * DAY_MILLIS).windows())
                .extracting("name")
                .containsExactly("1d");
        assertThat(
                        WindowPlan.ofPerformance(windows("5m"), windows("1h"), 30 * DAY_MILLIS)
                                .windows())
                .extracting("name")
                .containsExactly("5m");
    }

    @Test
    void roundUpToPane_betweenPanes_goesToTheNextCoarsePane() {
        WindowPlan plan = plan(true, "1h", "1d");

        assertThat(plan.roundUpToPane(0)).isZero();
        assertThat(plan.roundUpToPane(1)).isEqualTo(DAY_MILLIS);
        assertThat(plan.roundUpToPane(-1)).isZero();
        assertThat(plan.roundUpToPane(-DAY_MILLIS - 1)).isEqualTo(-DAY_MILLIS);
    }

    private static String start(WindowSpec window, String time) {
        long millis = Instant.parse(time).toEpochMilli();
        return Instant.ofEpochMilli(window.windowStart(window.firstWindowEnd(millis))).toString();
    }

    private static WindowPlan plan(boolean hasReference, String... windows) {
        return WindowPlan.of(windows(windows), hasReference);
    }

    private static List<WindowSpec> windows(String... windows) {
        return Arrays.stream(windows).map(WindowSpec::parse).toList();
    }
}
