/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.event.PredictionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final List<String> CLASSES = List.of("no", "yes");
    private static final List<TallyLayout> LAYOUTS =
            List.of(
                    TallyLayout.of(Task.BINARY, CLASSES, null),
                    TallyLayout.of(Task.BINARY, List.of(), null),
                    TallyLayout.of(Task.MULTICLASS, List.of("no", "yes", "7"), null),
                    TallyLayout.of(Task.REGRESSION, List.of(), null),
                    TallyLayout.of(null, List.of(), null));

    private record Step(PredictionSlot prediction, LabelCandidate label, int sign) {}

    @Test
    void merge_anyPartsAndOrderWithCorrections_givesTheSameBytes() {
        long seed = 20_251_122L;
        System.out.println("tally algebra, seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            TallyLayout layout = LAYOUTS.get(round % LAYOUTS.size());
            List<Step> kept = new ArrayList<>();
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(60); i++) {
                Step added = new Step(somePrediction(random), someLabel(layout, random), 1);
                steps.add(added);
                if (random.nextInt(4) == 0) {
                    steps.add(new Step(added.prediction, added.label, -1));
                } else {
                    kept.add(added);
                }
            }
            byte[] expected = tally(layout, kept).toBytes();
            for (int order = 0; order < 4; order++) {
                Collections.shuffle(steps, random);
                assertThat(Arrays.equals(inParts(layout, steps, random).toBytes(), expected))
                        .as("round %s", round)
                        .isTrue();
            }
        }
    }

    @Test
    void retract_everything_leavesTheBytesOfAnEmptyTally() {
        for (TallyLayout layout : LAYOUTS) {
            Random random = new Random(3);
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                steps.add(new Step(somePrediction(random), someLabel(layout, random), 1));
            }
            Tally whole = tally(layout, steps);
            Tally again = Tally.fromBytes(layout, whole.toBytes());
            whole.retract(again);

            assertThat(whole.toBytes()).isEqualTo(new Tally(layout).toBytes());
            assertThat(PerformanceMetrics.of(whole)).allMatch(metric -> metric.value() == null);
        }
    }

    @Test
    void fromBytes_everyLayout_readsWhatWasWritten() {
        for (TallyLayout layout : LAYOUTS) {
            Random random = new Random(5);
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                steps.add(new Step(somePrediction(random), someLabel(layout, random), 1));
            }
            Tally tally = tally(layout, steps);
            Tally read = Tally.fromBytes(layout, tally.toBytes());

            assertThat(read.toBytes()).isEqualTo(tally.toBytes());
            assertThat(PerformanceMetrics.of(read)).isEqualTo(PerformanceMetrics.of(tally));
        }
    }

    @Test
    void fromBytes_otherLayoutOrCutShort_isRefused() {
        Tally tally = new Tally(LAYOUTS.get(0));
        tally.add(Pairs.predicted(3), Pairs.label(5), 1);
        byte[] bytes = tally.toBytes();

        assertThatThrownBy(() -> Tally.fromBytes(LAYOUTS.get(3), bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different layouts");
        assertThatThrownBy(
                        () ->
                                Tally.fromBytes(
                                        LAYOUTS.get(0), Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void merge_tallyWithoutPairs_isOfAnyLayout() {
        Tally counts = new Tally(LAYOUTS.get(0));
        counts.apply(new PredictionChange(2, 1, Pairs.predicted(3)));
        assertThat(Tally.fits(LAYOUTS.get(3), counts.toBytes())).isTrue();
        assertThat(Tally.fromBytes(LAYOUTS.get(3), counts.toBytes()).predictions()).isEqualTo(2);
        counts.add(Pairs.predicted(3), Pairs.label(5), 1);
        assertThat(Tally.fits(LAYOUTS.get(3), counts.toBytes())).isFalse();
        assertThat(Tally.fits(LAYOUTS.get(0), counts.toBytes())).isTrue();
    }

    @Test
    void apply_changes_countDeliveriesThatNeverShrink() {
        Tally tally = new Tally(LAYOUTS.get(3));
        PredictionSlot slot = Pairs.predicted(3);
        tally.apply(new PredictionChange(1, 1, slot));
        tally.apply(new PredictionChange(0, 1, slot));
        tally.apply(new TallyChange(1, 1, "label", 0, slot, Pairs.label(5)));
        tally.apply(new TallyChange(-1, 0, "label", 0, slot, Pairs.label(5)));
        tally.apply(new PredictionChange(-1, 0, slot));

        assertThat(tally.deliveries()).isEqualTo(3);
        assertThat(tally.predictions()).isZero();
        assertThat(tally.labelled()).isZero();
        assertThat(tally.coverage()).isNull();
        assertThat(tally.delaySeconds(0.5)).isNull();
    }

    @Test
    void label_andResidual_areFeaturesOfThePairs() {
        Tally tally = new Tally(LAYOUTS.get(3));
        PredictionSlot slot = Pairs.predicted(3);
        slot.timestamp = 1_000;
        LabelCandidate label = Pairs.label(5);
        label.timestamp = 61_000;
        tally.apply(new PredictionChange(1, 1, slot));
        tally.add(slot, label, 1);

        assertThat(tally.label().moments().mean()).isEqualTo(5);
        assertThat(tally.residual().moments().mean()).isEqualTo(2);
        assertThat(tally.coverage()).isEqualTo(1);
        assertThat(tally.delaySeconds(0.5)).isEqualTo(60);
    }

    @Test
    void confusion_moreClassesThanTheCap_goUnderOtherAndAreCounted() {
        Tally tally = new Tally(LAYOUTS.get(2));
        int classes = ClassSums.CLASSES_BEYOND_KNOWN + 10;
        for (int i = 0; i < classes; i++) {
            tally.add(Pairs.predicted("c" + i), Pairs.label("c" + i), 1);
        }

        assertThat(tally.capped()).isEqualTo(10);
        assertThat(PerformanceMetricsTest.byName(PerformanceMetrics.of(tally)).get("accuracy"))
                .extracting(Metric::value)
                .isEqualTo(1.0);
    }

    @Test
    void compact_knownTask_keepsOnlyWhatTalliesNeed() {
        PredictionSlot map = Pairs.predicted("yes");
        map.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
        map.probabilityClasses = new String[] {"no", "yes"};
        map.probabilities = new double[] {0.2, 0.8};

        assertThat(LAYOUTS.get(0).compact(map).probabilities).containsExactly(0.8);
        assertThat(map.probabilityForm).isEqualTo(PredictionEvent.PROBABILITY_NUMBER);
        assertThat(LAYOUTS.get(3).compact(map).probabilities).isNull();
    }

    private static Tally inParts(TallyLayout layout, List<Step> steps, Random random) {
        List<Tally> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            parts.add(new Tally(layout));
        }
        for (Step step : steps) {
            parts.get(random.nextInt(parts.size())).add(step.prediction, step.label, step.sign);
        }
        Tally whole = parts.remove(0);
        for (Tally part : parts) {
            if (random.nextBoolean()) {
                whole.merge(part);
            } else {
                whole.merge(part.toBytes());
            }
        }
        return whole;
    }

    private static Tally tally(TallyLayout layout, List<Step> steps) {
        Tally tally = new Tally(layout);
        steps.forEach(step -> tally.add(step.prediction, step.label, step.sign));
        return tally;
    }

    private static PredictionSlot somePrediction(Random random) {
        PredictionSlot slot =
                switch (random.nextInt(5)) {
                    case 0 -> Pairs.predicted("yes", random.nextDouble());
                    case 1 -> Pairs.predicted("no", random.nextDouble() * 1.1);
                    case 2 -> Pairs.predicted(random.nextBoolean());
                    case 3 -> Pairs.predicted(random.nextInt(40) + 0.5);
                    default -> Pairs.predicted(random.nextInt(3));
                };
        if (random.nextInt(4) == 0) {
            slot.probabilityForm = PredictionEvent.PROBABILITY_OBJECT;
            slot.probabilityClasses = new String[] {"7", "no", "yes"};
            slot.probabilities =
                    new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        }
        return slot;
    }

    private static LabelCandidate someLabel(TallyLayout layout, Random random) {
        // no more classes than are told apart: a cap may cut differently in another order
        boolean hasFractions = layout.task() == null || layout.task() == Task.REGRESSION;
        LabelCandidate label =
                switch (random.nextInt(hasFractions ? 4 : 3)) {
                    case 0 -> Pairs.label("yes");
                    case 1 -> Pairs.label("no");
                    case 2 -> Pairs.label(random.nextInt(2));
                    default -> Pairs.label(100 * random.nextGaussian());
                };
        label.timestamp = random.nextInt(100_000);
        return label;
    }
}
