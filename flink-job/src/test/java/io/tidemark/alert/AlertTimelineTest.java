/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.result.AlertEvent;
import io.tidemark.result.WindowKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertTimelineTest {
    private static final long SLIDE = 1_000;
    private static final long SIZE = 3_000;
    private static final List<Condition.State> STATES = List.of(Condition.State.values());

    private final AlertState state = new AlertState();

    @Test
    void update_breachAndCalm_firesAndResolvesOnceEach() {
        assertThat(says(0, Condition.State.OK)).isEmpty();
        List<AlertEvent> firing = says(1, Condition.State.BREACH);
        assertThat(says(2, Condition.State.BREACH)).isEmpty();
        List<AlertEvent> resolved = says(3, Condition.State.OK);
        assertThat(says(4, Condition.State.OK)).isEmpty();

        assertThat(firing).hasSize(1);
        assertThat(firing.get(0).status()).isEqualTo(AlertEvent.FIRING);
        assertThat(firing.get(0).startedAtMillis()).isEqualTo(end(1));
        assertThat(firing.get(0).resolvedAtMillis()).isNull();
        assertThat(resolved).hasSize(1);
        assertThat(resolved.get(0).status()).isEqualTo(AlertEvent.RESOLVED);
        assertThat(resolved.get(0).startedAtMillis()).isEqualTo(end(1));
        assertThat(resolved.get(0).resolvedAtMillis()).isEqualTo(end(3));
        assertThat(resolved.get(0).fingerprint()).isEqualTo(firing.get(0).fingerprint());
        assertThat(resolved.get(0).alertId()).isNotEqualTo(firing.get(0).alertId());
    }

    @Test
    void update_repeated_tellsNothingNew() {
        says(1, Condition.State.BREACH);

        assertThat(says(1, Condition.State.BREACH)).isEmpty();
    }

    @Test
    void update_sameTransitionInAnotherRun_hasTheSameId() {
        List<AlertEvent> first = says(1, Condition.State.BREACH);
        AlertTimeline other = new AlertTimeline(new AlertState());

        assertThat(other.update(condition(1, Condition.State.BREACH))).isEqualTo(first);
    }

    @Test
    void update_noData_neitherFiresNorResolves() {
        says(1, Condition.State.BREACH);

        assertThat(says(2, Condition.State.NO_DATA)).isEmpty();
        assertThat(says(3, Condition.State.BREACH)).isEmpty();
        assertThat(says(4, Condition.State.OK)).hasSize(1);
    }

    @Test
    void update_revisedToCalm_withdrawsTheEpisode() {
        says(1, Condition.State.BREACH);
        List<AlertEvent> events = says(1, Condition.State.OK);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).status()).isEqualTo(AlertEvent.RESOLVED);
        assertThat(events.get(0).startedAtMillis()).isEqualTo(end(1));
        assertThat(events.get(0).summary()).startsWith("Withdrawn");
    }

    @Test
    void update_oldWindowRevisedToBreach_opensAndClosesItsOwnEpisode() {
        for (int window = 0; window < 50; window++) {
            says(window, Condition.State.OK);
        }
        List<AlertEvent> events = says(20, Condition.State.BREACH);

        assertThat(events)
                .extracting(AlertEvent::status)
                .containsExactly(AlertEvent.FIRING, AlertEvent.RESOLVED);
        assertThat(events.get(1).resolvedAtMillis()).isEqualTo(end(21));
        assertThat(state.firstStarts).hasSize(3);
    }

    @Test
    void update_resolvingWindowRevisedToBreach_firesAgainUnderAnotherId() {
        AlertEvent first = says(1, Condition.State.BREACH).get(0);
        says(2, Condition.State.OK);
        List<AlertEvent> again = says(2, Condition.State.BREACH);

        assertThat(again).hasSize(1);
        assertThat(again.get(0).status()).isEqualTo(AlertEvent.FIRING);
        assertThat(again.get(0).startedAtMillis()).isEqualTo(first.startedAtMillis());
        assertThat(again.get(0).alertId()).isNotEqualTo(first.alertId());
    }

    /**
     * Back and forth, withdrawn and come back: no id twice, and the last transition is the state.
     */
    @Test
    void update_revisedBackAndForth_everyTransitionHasItsOwnIdAndALaterNumber() {
        List<AlertEvent> events = new ArrayList<>();
        for (Condition.State[] round :
                new Condition.State[][] {
                    {Condition.State.BREACH, Condition.State.OK},
                    {Condition.State.BREACH, Condition.State.BREACH},
                    {Condition.State.BREACH, Condition.State.OK},
                    {Condition.State.OK, Condition.State.OK},
                    {Condition.State.BREACH, Condition.State.OK},
                    {Condition.State.NO_DATA, Condition.State.OK},
                    {Condition.State.BREACH, Condition.State.BREACH},
                    {Condition.State.OK, Condition.State.NO_DATA},
                }) {
            events.addAll(says(2, round[1]));
            events.addAll(says(1, round[0]));
        }
        List<AlertEvent> episode =
                events.stream().filter(event -> event.startedAtMillis() == end(1)).toList();
        assertThat(episode).hasSize(8);
        assertThat(episode).extracting(AlertEvent::alertId).doesNotHaveDuplicates();
        for (int i = 0; i < episode.size(); i++) {
            assertThat(episode.get(i).transition()).isEqualTo(i + 1);
        }
        assertThat(episode.get(episode.size() - 1).isResolved()).isTrue();
    }

    @Test
    void update_forThreeAndKeepTwo_waitsForBoth() {
        AlertTimeline timeline = new AlertTimeline(state, 3, 2);
        List<AlertEvent> events = new ArrayList<>();
        String said = "BBO BBBOBOO".replace(" ", "");
        for (int window = 0; window < said.length(); window++) {
            Condition.State says =
                    said.charAt(window) == 'B' ? Condition.State.BREACH : Condition.State.OK;
            events.addAll(timeline.update(condition(window, says)));
        }

        assertThat(events)
                .extracting(AlertEvent::status)
                .containsExactly(AlertEvent.FIRING, AlertEvent.RESOLVED);
        assertThat(events.get(0).startedAtMillis()).isEqualTo(end(3));
        assertThat(events.get(1).resolvedAtMillis()).isEqualTo(end(9));
    }

    @Test
    void update_inAnyOrder_endsWithTheSameEpisodes() {
        long seed = 5;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int forWindows = 1 + random.nextInt(3);
            int keep = 1 + random.nextInt(3);
            Map<Integer, Condition.State> said = new TreeMap<>();
            for (int window = 0; window < 40; window++) {
                if (random.nextInt(10) > 0) {
                    said.put(window, STATES.get(random.nextInt(STATES.size())));
                }
            }
            List<Integer> order = new ArrayList<>(said.keySet());
            AlertState inOrder = new AlertState();
            Map<Long, Long> expected = play(inOrder, order, said, forWindows, keep);
            Collections.shuffle(order, random);
            AlertState shuffled = new AlertState();

            assertThat(play(shuffled, order, said, forWindows, keep)).isEqualTo(expected);
            assertThat(shuffled.firstStarts).isEqualTo(inOrder.firstStarts);
            assertThat(shuffled.toldStarts).isEqualTo(inOrder.toldStarts);
            assertThat(shuffled.toldEnds).isEqualTo(inOrder.toldEnds);
        }
    }

    @Test
    void update_flappingForYears_staysBoundedAndTellsEach() {
        int firing = 0;
        int resolved = 0;
        for (int window = 0; window < 5_000; window++) {
            Condition.State says = window % 2 == 0 ? Condition.State.BREACH : Condition.State.OK;
            for (AlertEvent event : says(window, says)) {
                firing += event.isResolved() ? 0 : 1;
                resolved += event.isResolved() ? 1 : 0;
            }
        }

        assertThat(firing).isEqualTo(2_500);
        assertThat(resolved).isEqualTo(2_500);
        assertThat(state.firstStarts).hasSize(AlertTimeline.MOST_RUNS);
        assertThat(state.toldStarts.length).isLessThanOrEqualTo(AlertTimeline.MOST_RUNS);
        assertThat(says(3, Condition.State.BREACH)).isEmpty();
    }

    @Test
    void update_episodeLongerThanMemory_resolvesAsItself() {
        says(0, Condition.State.BREACH);
        for (int window = 1; window < 400; window++) {
            // every second window is absent, so that no run is longer than one
            assertThat(says(2 * window, Condition.State.BREACH)).isEmpty();
        }
        List<AlertEvent> events = says(801, Condition.State.OK);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).startedAtMillis()).isEqualTo(end(0));
    }

    /** The episodes that a consumer knows of in the end: the last that it heard of each. */
    private static Map<Long, Long> play(
            AlertState state,
            List<Integer> order,
            Map<Integer, Condition.State> said,
            int forWindows,
            int keep) {
        AlertTimeline timeline = new AlertTimeline(state, forWindows, keep);
        Map<Long, Long> heard = new HashMap<>();
        for (int window : order) {
            for (AlertEvent event : timeline.update(condition(window, said.get(window)))) {
                if (event.summary().startsWith("Withdrawn")) {
                    heard.remove(event.startedAtMillis());
                } else {
                    heard.put(event.startedAtMillis(), event.resolvedAtMillis());
                }
            }
        }
        // episodes that were told to be over and then never were are not told again
        heard.keySet()
                .removeIf(started -> java.util.Arrays.binarySearch(state.toldStarts, started) < 0);
        return heard;
    }

    private List<AlertEvent> says(int window, Condition.State says) {
        return new AlertTimeline(state).update(condition(window, says));
    }

    private static long end(int window) {
        return window * SLIDE + SIZE;
    }

    private static Condition condition(int window, Condition.State says) {
        return new Condition(
                new WindowKey("m", "1", "overall", "3s/1s", window * SLIDE, end(window)),
                SLIDE,
                DriftRule.NAME,
                Condition.DRIFT,
                Condition.MEDIUM,
                "ks",
                "fare",
                0.5,
                0.1,
                "reference",
                says,
                "fare has drifted.",
                "{}");
    }
}
