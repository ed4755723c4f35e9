/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import static io.tidemark.pipeline.Watched.HOUR;
import static io.tidemark.pipeline.Watched.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.monitor.WindowPlan;
import io.tidemark.monitor.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaneScheduleTest {
    private static final long DAY = 24 * HOUR;

    private static PaneSchedule schedule(boolean isBaselineOpen, String... windows) {
        List<WindowSpec> specs = new ArrayList<>();
        for (String window : windows) {
            specs.add(WindowSpec.parse(window));
        }
        return new PaneSchedule(WindowPlan.of(specs, !isBaselineOpen), HOUR, isBaselineOpen);
    }

    private static List<String> named(List<DueWindow> windows) {
        return windows.stream().map(due -> due.window().name() + " " + due.end() / HOUR).toList();
    }

    @Test
    void place_beforeAnythingCloses_wakesForEachWindowAndForTheEnd() {
        PaneSchedule schedule = schedule(false, "1h", "3h/1h");
        PaneSchedule.Placement placement = schedule.place(0, 10 * HOUR, 10 * HOUR);
        assertThat(placement.isOpen()).isTrue();
        assertThat(placement.hasMissed()).isFalse();
        assertThat(placement.revised()).isEmpty();
        // both close at 11; the last one, 10 to 13, is final at 14
        assertThat(placement.wakes())
                .containsExactlyInAnyOrder(11 * HOUR - 1, 11 * HOUR - 1, 14 * HOUR - 1);
    }

    @Test
    void place_afterSomeClosed_revisesThoseThatAreNotFinal() {
        PaneSchedule schedule = schedule(false, "1h", "3h/1h");
        PaneSchedule.Placement atLast = schedule.place(0, 10 * HOUR, 12 * HOUR - 1);
        assertThat(named(atLast.revised())).containsExactly("1h 11", "3h/1h 11");
        assertThat(atLast.hasMissed()).isFalse();
        PaneSchedule.Placement after = schedule.place(0, 10 * HOUR, 12 * HOUR);
        assertThat(named(after.revised())).containsExactly("3h/1h 12");
        assertThat(after.hasMissed()).isTrue();
        assertThat(after.isOpen()).isTrue();
        assertThat(schedule.place(0, 10 * HOUR, 14 * HOUR).isOpen()).isFalse();
    }

    @Test
    void place_hiddenBaseline_keepsAPaneUntilItIsExamined() {
        PaneSchedule open = schedule(true, "10m");
        PaneSchedule fixed = schedule(false, "10m");
        long pane = 10 * HOUR;
        // the window is final at 11:10, the hour at 12:00
        long between = 11 * HOUR + 30 * MINUTE;
        assertThat(open.place(0, pane, between).isOpen()).isTrue();
        assertThat(open.place(0, pane, between).hasMissed()).isTrue();
        assertThat(open.place(0, pane, between).wakes()).containsOnly(12 * HOUR - 1);
        assertThat(fixed.place(0, pane, between).isOpen()).isFalse();
        assertThat(open.isFree(0, pane, between)).isFalse();
        assertThat(fixed.isFree(0, pane, between)).isTrue();
        assertThat(open.isFree(0, pane, 12 * HOUR - 1)).isTrue();
        assertThat(open.baselineAt(12 * HOUR - 1).end()).isEqualTo(11 * HOUR);
        assertThat(open.baselineAt(12 * HOUR)).isNull();
        assertThat(fixed.baselineAt(12 * HOUR - 1)).isNull();
    }

    @Test
    void closing_longWindows_readTheCoarseTier() {
        PaneSchedule schedule = schedule(false, "1h", "1d", "2d/1d");
        assertThat(schedule.tiers()).isEqualTo(2);
        assertThat(named(schedule.closing(2 * DAY))).containsExactly("1h 48", "1d 48", "2d/1d 48");
        assertThat(named(schedule.closing(2 * DAY + HOUR))).containsExactly("1h 49");
        DueWindow twoDays = schedule.closing(2 * DAY).get(2);
        assertThat(twoDays.tier()).isEqualTo(1);
        assertThat(schedule.panes(twoDays)).containsExactly(0L, DAY);
        assertThat(schedule.panesOfNext(twoDays)).containsExactly(DAY);
        assertThat(schedule.pane(1, DAY + HOUR)).isEqualTo(DAY);
    }

    @Test
    void nextOpen_isTheFirstWindowThatIsNotOver() {
        PaneSchedule schedule = schedule(false, "1h", "3h/1h");
        assertThat(named(schedule.nextOpen(0, 10 * HOUR, 11 * HOUR - 1)))
                .containsExactly("3h/1h 12");
        assertThat(schedule.nextOpen(0, 10 * HOUR, 13 * HOUR)).isEmpty();
    }

    /** Against the windows counted out one by one, before 1970 too. */
    @Test
    void placeAndTimes_randomPanes_agreeWithEveryWindowOneByOne() {
        PaneSchedule schedule = schedule(false, "30m", "3h/1h");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            long pane = (random.nextLong(200) - 100) * 30 * MINUTE;
            long time = pane + random.nextLong(6 * HOUR) - HOUR;
            List<String> revised = new ArrayList<>();
            boolean isOnTime = true;
            boolean isOpen = false;
            boolean hasMissed = false;
            boolean isFree = true;
            for (long[] window : new long[][] {{30 * MINUTE, 30 * MINUTE}, {3 * HOUR, HOUR}}) {
                for (long end = -200 * HOUR; end < 200 * HOUR; end += window[1]) {
                    if (end - window[0] <= pane && pane < end) {
                        boolean isFinal = end + HOUR - 1 < time;
                        isOnTime &= time < end - 1;
                        isOpen |= !isFinal;
                        hasMissed |= isFinal;
                        isFree &= end + HOUR - 1 <= time;
                        if (end - 1 < time && !isFinal) {
                            revised.add((window[0] == window[1] ? "30m " : "3h/1h ") + end);
                        }
                    }
                }
            }
            PaneSchedule.Placement placement = schedule.place(0, pane, time);
            assertThat(schedule.isOnTime(pane, time)).isEqualTo(isOnTime);
            assertThat(placement.isOpen()).isEqualTo(isOpen);
            assertThat(placement.hasMissed()).isEqualTo(hasMissed);
            assertThat(schedule.isFree(0, pane, time)).isEqualTo(isFree);
            assertThat(placement.revised())
                    .extracting(due -> due.window().name() + " " + due.end())
                    .containsExactlyElementsOf(revised);
        }
    }
}
