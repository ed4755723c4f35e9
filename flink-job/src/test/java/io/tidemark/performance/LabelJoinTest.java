/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.event.NamedValues;
import io.tidemark.performance.JoinOutcome.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
    private static final long HORIZON = 1_000;
    private static final long CORRECTIONS = 100;
    private static final long LATENESS = 10;

    private final LabelJoin join = join(null, List.of());
    private final JoinEntry entry = new JoinEntry();

    @Test
    void onLabel_afterPrediction_addsThePairOnce() {
        JoinChanges prediction = join.onPrediction(entry, prediction("m", "1", 500, 1));
        JoinChanges label = join.onLabel(entry, label(null, 700, 1, 3));

        assertThat(prediction.predictions())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.sign()).isEqualTo(1);
                            assertThat(change.deliveries()).isEqualTo(1);
                        });
        assertThat(label.tallies())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.sign()).isEqualTo(1);
                            assertThat(change.deliveries()).isEqualTo(1);
                            assertThat(change.effectiveTimeMillis()).isEqualTo(700);
                            assertThat(change.label().labelNumber).isEqualTo(3);
                        });
    }

    @Test
    void onPrediction_afterItsLabel_addsThePairAtThePredictionsTime() {
        join.onLabel(entry, label("m", 400, 1, 3));
        JoinChanges changes = join.onPrediction(entry, prediction("m", "1", 500, 1));

        assertThat(changes.tallies())
                .singleElement()
                .satisfies(change -> assertThat(change.effectiveTimeMillis()).isEqualTo(500));
    }

    @Test
    void onLabel_withoutModel_servesEveryModelAndVersion() {
        join.onPrediction(entry, prediction("a", "1", 500, 1));
        join.onPrediction(entry, prediction("a", "2", 510, 2));
        join.onPrediction(entry, prediction("b", "1", 520, 3));

        assertThat(join.onLabel(entry, label(null, 600, 1, 1)).tallies()).hasSize(3);
        assertThat(join.onLabel(entry, label("b", 605, 2, 2)).tallies())
                .extracting(change -> change.prediction().modelId)
                .containsOnly("b");
    }

    @Test
    void onLabel_correction_overrulesAtItsOwnTime() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 600, 1, 1));
        JoinChanges changes = join.onLabel(entry, label(null, 650, 2, 0));

        assertThat(changes.tallies())
                .extracting(TallyChange::sign, TallyChange::effectiveTimeMillis)
                .containsExactlyInAnyOrder(tuple(-1, 650L), tuple(1, 650L));
    }

    @Test
    void onLabel_laterThanCorrectionsFor_doesNotCount() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 600, 1, 1));
        JoinChanges changes = join.onLabel(entry, label(null, 600 + CORRECTIONS + 1, 2, 0));

        assertThat(signs(changes)).isEmpty();
        assertThat(codes(join.onEnd(entry))).containsExactly(Code.LABEL_CORRECTION_LATE);
    }

    @Test
    void onLabel_earlierOneArrivesLast_movesTheTimeForCorrections() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 700, 1, 1));
        JoinChanges changes = join.onLabel(entry, label(null, 599, 2, 0));

        // 700 is no longer within 100 of the earliest, so 599 holds
        assertThat(signs(changes)).containsExactlyInAnyOrder(-1, 1);
    }

    @Test
    void onLabel_atTheHorizon_countsAndOneLaterDoesNot() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));

        assertThat(signs(join.onLabel(entry, label(null, 500 + HORIZON + 1, 1, 1)))).isEmpty();
        assertThat(signs(join.onLabel(entry, label(null, 500 + HORIZON, 2, 1)))).containsExactly(1);
        assertThat(codes(join.onEnd(entry))).containsExactly(Code.LABEL_EXPIRED);
    }

    @Test
    void onLabel_sameTime_largerHashHoldsWhateverTheOrder() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 600, 9, 1));
        JoinChanges changes = join.onLabel(entry, label(null, 600, 5, 0));

        assertThat(signs(changes)).isEmpty();
        assertThat(codes(changes)).containsExactly(Code.LABEL_CONFLICTING);
        assertThat(signs(join.onLabel(entry, label(null, 600, 11, 2))))
                .containsExactlyInAnyOrder(-1, 1);
    }

    @Test
    void onLabel_repeated_countsADeliveryAndADuplicate() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 600, 9, 1));
        JoinChanges changes = join.onLabel(entry, label(null, 600, 9, 1));

        assertThat(signs(changes)).isEmpty();
        assertThat(changes.tallies())
                .singleElement()
                .satisfies(change -> assertThat(change.deliveries()).isEqualTo(1));
        assertThat(codes(changes)).containsExactly(Code.LABEL_DUPLICATE);
    }

    @Test
    void onPrediction_earlierOneArrivesLast_movesTheTally() {
        join.onPrediction(entry, prediction("m", "1", 500, 1));
        join.onLabel(entry, label(null, 600, 9, 1));
        JoinChanges changes = join.onPrediction(entry, prediction("m", "1", 400, 7));

        assertThat(codes(changes)).containsExactly(Code.DUPLICATE);
        assertThat(changes.predictions())
                .extracting(PredictionChange::sign, change -> change.prediction().timestamp)
                .containsExactlyInAnyOrder(tuple(-1, 500L), tuple(1, 400L));
        assertThat(signs(changes)).containsExactlyInAnyOrder(-1, 1);
    }

    @Test
    void onEnd_labelWithoutPrediction_isAnOrphanAfterHorizonAndLateness() {
        join.onLabel(entry, label("m", 600, 9, 1));

        assertThat(join.endsAt(entry)).isEqualTo(600 + HORIZON + LATENESS);
        assertThat(codes(join.onEnd(entry))).containsExactly(Code.LABEL_ORPHAN);
    }

    @Test
    void onLabel_textForARegression_isOfWrongTypeAndDoesNotCount() {
        LabelJoin regression = join(Task.REGRESSION, List.of());
        regression.onPrediction(entry, prediction("m", "1", 500, 1));
        LabelCandidate text = label(null, 600, 9, 0);
        text.labelKind = NamedValues.TEXT;
        text.labelText = "12";
        JoinChanges changes = regression.onLabel(entry, text);

        assertThat(changes.tallies()).isEmpty();
        assertThat(codes(changes)).containsExactly(Code.LABEL_WRONG_TYPE);
        assertThat(regression.onEnd(entry).outcomes()).isEmpty();
    }

    @Test
    void onLabel_unknownClass_isCountedAndKept() {
        LabelJoin binary = join(Task.BINARY, List.of("0", "1"));
        binary.onPrediction(entry, prediction("m", "1", 500, 1));
        JoinChanges changes = binary.onLabel(entry, label(null, 600, 9, 7));

        assertThat(signs(changes)).containsExactly(1);
        assertThat(codes(changes)).containsExactly(Code.LABEL_UNKNOWN_CLASS);
    }

    @Test
    void onLabel_moreThanAreKept_areCapped() {
        for (int i = 0; i < LabelJoin.MOST_LABELS; i++) {
            join.onLabel(entry, label(null, 600 + i, i, 1));
        }

        assertThat(codes(join.onLabel(entry, label(null, 5_000, 1, 1))))
                .containsExactly(Code.CAPPED);
        assertThat(entry.labels).hasSize(LabelJoin.MOST_LABELS);
    }

    @Test
    void endsAt_extremeTimes_doNotOverflow() {
        join.onPrediction(entry, prediction("m", "1", Long.MAX_VALUE - 1, 1));

        assertThat(signs(join.onLabel(entry, label(null, Long.MIN_VALUE + 1, 1, 1)))).isEmpty();
        assertThat(join.endsAt(entry)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void join_anyOrderAndDoubling_givesTheSameTalliesAndOutcomes() {
        checkOrders(join, false, 20_251_121L);
    }

    @Test
    void join_anyOrderOfLabelsThatMayNotFit_givesTheSameTalliesAndOutcomes() {
        checkOrders(join(Task.REGRESSION, List.of()), true, 20_251_123L);
        checkOrders(join(Task.BINARY, List.of("0", "1")), false, 20_251_124L);
    }

    private static void checkOrders(LabelJoin checked, boolean needsNumbers, long seed) {
        System.out.println("label join permutations, seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<Object> events = someEvents(random);
            Map<String, Long> expected = null;
            for (int order = 0; order < 6; order++) {
                Map<String, Long> outcome = play(checked, events);
                if (expected == null) {
                    expected = outcome;
                }
                assertThat(outcome).as("round %s", round).isEqualTo(expected);
                Collections.shuffle(events, random);
            }
            expectHolders(needsNumbers, events, expected);
        }
    }

    /** What holds, found from the whole set by the rule itself. */
    private static void expectHolders(
            boolean needsNumbers, List<Object> events, Map<String, Long> found) {
        Map<String, PredictionSlot> holders = new TreeMap<>();
        for (Object event : events) {
            if (event instanceof PredictionSlot slot) {
                holders.merge(
                        slot.modelId + '/' + slot.modelVersion,
                        slot,
                        (a, b) -> a.holdsAgainst(b) ? a : b);
            }
        }
        Map<String, Long> expected = new TreeMap<>();
        for (PredictionSlot slot : holders.values()) {
            expected.put("prediction " + text(slot), 1L);
            LabelCandidate earliest = null;
            for (LabelCandidate label : labelsInReach(needsNumbers, events, slot)) {
                earliest =
                        earliest == null || label.timestamp < earliest.timestamp ? label : earliest;
            }
            LabelCandidate held = null;
            for (LabelCandidate label : labelsInReach(needsNumbers, events, slot)) {
                boolean isInTime = label.timestamp <= earliest.timestamp + CORRECTIONS;
                if (isInTime
                        && (held == null
                                || label.timestamp > held.timestamp
                                || (label.timestamp == held.timestamp
                                        && label.contentHash > held.contentHash))) {
                    held = label;
                }
            }
            if (held != null) {
                expected.put("pair " + text(slot) + ' ' + held.labelNumber, 1L);
            }
        }
        found.keySet().removeIf(key -> !key.startsWith("pair") && !key.startsWith("prediction"));
        assertThat(found).isEqualTo(expected);
    }

    private static List<LabelCandidate> labelsInReach(
            boolean needsNumbers, List<Object> events, PredictionSlot slot) {
        List<LabelCandidate> reached = new ArrayList<>();
        for (Object event : events) {
            if (event instanceof LabelCandidate label
                    && label.serves(slot.modelId)
                    && (label.labelKind == NamedValues.NUMBER || !needsNumbers)
                    && StrictMath.abs(label.timestamp - slot.timestamp) <= HORIZON) {
                reached.add(label);
            }
        }
        return reached;
    }

    private static Map<String, Long> play(LabelJoin checked, List<Object> events) {
        JoinEntry fresh = new JoinEntry();
        Map<String, Long> sums = new TreeMap<>();
        for (Object event : events) {
            JoinChanges changes =
                    event instanceof PredictionSlot slot
                            ? checked.onPrediction(fresh, copy(slot))
                            : checked.onLabel(fresh, copy((LabelCandidate) event));
            fold(changes, sums);
        }
        fold(checked.onEnd(fresh), sums);
        sums.put("end", checked.endsAt(fresh));
        sums.values().removeIf(count -> count == 0);
        return sums;
    }

    private static void fold(JoinChanges changes, Map<String, Long> sums) {
        for (PredictionChange change : changes.predictions()) {
            String key = text(change.prediction());
            sums.merge("prediction " + key, (long) change.sign(), Long::sum);
            sums.merge("deliveries " + key, change.deliveries(), Long::sum);
        }
        for (TallyChange change : changes.tallies()) {
            String key = text(change.prediction());
            String value = key + ' ' + change.label().labelNumber;
            sums.merge("pair " + value, (long) change.sign(), Long::sum);
            sums.merge(
                    "at " + change.effectiveTimeMillis() + ' ' + value,
                    (long) change.sign(),
                    Long::sum);
            sums.merge("deliveries " + key, change.deliveries(), Long::sum);
        }
        for (JoinOutcome outcome : changes.outcomes()) {
            sums.merge(outcome.code() + " of " + outcome.modelId(), outcome.count(), Long::sum);
        }
    }

    private static String text(PredictionSlot slot) {
        return slot.modelId + '/' + slot.modelVersion + '@' + slot.timestamp;
    }

    private static List<Object> someEvents(Random random) {
        List<Object> events = new ArrayList<>();
        int predictions = random.nextInt(4);
        for (int i = 0; i < predictions; i++) {
            String model = random.nextBoolean() ? "a" : "b";
            String version = random.nextInt(3) == 0 ? "2" : "1";
            long time = random.nextInt(3) == 0 ? 500 : 100L * random.nextInt(30);
            // the hash is a function of the content
            events.add(prediction(model, version, time, random.nextInt(5)));
        }
        int labels = random.nextInt(5);
        for (int i = 0; i < labels; i++) {
            String[] models = {null, "a", "b"};
            int model = random.nextInt(3);
            long time = 50L * random.nextInt(70);
            int value = random.nextInt(4);
            LabelCandidate label = label(models[model], time, 10 * value + model, value);
            if (value == 3) {
                label.labelKind = NamedValues.TEXT;
                label.labelText = "x";
            }
            events.add(label);
        }
        int repeats = random.nextInt(3);
        for (int i = 0; i < repeats && !events.isEmpty(); i++) {
            events.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static LabelJoin join(Task task, List<String> classes) {
        LabelRules rules = new LabelRules(HORIZON, CORRECTIONS, LATENESS, 1, task, classes);
        return new LabelJoin((model, time) -> rules, rules);
    }

    private static List<Integer> signs(JoinChanges changes) {
        return changes.tallies().stream().map(TallyChange::sign).filter(sign -> sign != 0).toList();
    }

    private static List<Code> codes(JoinChanges changes) {
        return changes.outcomes().stream().map(JoinOutcome::code).toList();
    }

    private static PredictionSlot prediction(String model, String version, long time, long hash) {
        PredictionSlot slot = new PredictionSlot();
        slot.modelId = model;
        slot.modelVersion = version;
        slot.timestamp = time;
        slot.recordTimestamp = time;
        slot.contentHash = hash;
        slot.predictionKind = NamedValues.NUMBER;
        slot.predictionNumber = hash;
        return slot;
    }

    private static LabelCandidate label(String model, long time, long hash, double value) {
        LabelCandidate label = new LabelCandidate();
        label.labelName = "label";
        label.modelId = model;
        label.timestamp = time;
        label.recordTimestamp = time;
        label.contentHash = hash;
        label.labelKind = NamedValues.NUMBER;
        label.labelNumber = value;
        return label;
    }

    private static PredictionSlot copy(PredictionSlot slot) {
        return prediction(slot.modelId, slot.modelVersion, slot.timestamp, slot.contentHash);
    }

    private static LabelCandidate copy(LabelCandidate label) {
        LabelCandidate copy =
                label(label.modelId, label.timestamp, label.contentHash, label.labelNumber);
        copy.labelKind = label.labelKind;
        copy.labelText = label.labelText;
        return copy;
    }
}
