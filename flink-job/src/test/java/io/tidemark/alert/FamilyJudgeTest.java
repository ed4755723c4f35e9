/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamilyJudgeTest {
    private static final long HOUR = 3_600_000;

    @Test
    void threshold_ofThePapersExample_rejectsFour() {
        // Benjamini and Hochberg (1995), section 4.1: 15 p-values, four rejected at 0.05
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0000
        };
        double threshold = BenjaminiHochberg.threshold(p, 0.05);

        assertThat(threshold).isCloseTo(4 * 0.05 / 15, within(1e-15));
        assertThat(Arrays.stream(p).filter(x -> x <= threshold)).hasSize(4);
    }

    @Test
    void threshold_nothingRejected_isTheSmallestRanks() {
        assertThat(BenjaminiHochberg.threshold(new double[] {0.4, 0.9}, 0.05)).isEqualTo(0.025);
        assertThat(BenjaminiHochberg.threshold(new double[0], 0.05)).isEqualTo(0.05);
    }

    @Test
    void level_ofOneAlertAWeek_sharesItAmongAllWindows() {
        // 168 hourly windows a week, two window names, one family
        assertThat(FalseAlertBudget.level(1, HOUR, 2, 1)).isCloseTo(1.0 / 336, within(1e-15));
        assertThat(FalseAlertBudget.level(1, 168 * HOUR, 1, 1)).isEqualTo(0.05);
        assertThat(FalseAlertBudget.level(0, HOUR, 1, 1)).isEqualTo(0.0);
    }

    @Test
    void judge_sizeOfItsOwn_goesBeforeTheFamilys() {
        Hypothesis small = new Hypothesis("a", "overall", Question.SHAPE, 1e-9, 1.0, 0.1, 20, 10L);
        Hypothesis large = new Hypothesis("b", "overall", Question.SHAPE, 1e-9, 1.0, 0.1, 99, 100L);

        assertThat(new FamilyJudge(30, 0.05).judge(List.of(small, large)))
                .extracting(Verdict::isTested)
                .containsExactly(true, false);
    }

    @Test
    void judge_eachGate_saysWhyNot() {
        List<Verdict> verdicts =
                new FamilyJudge(30, 0.05)
                        .judge(
                                List.of(
                                        hypothesis("few", 1e-9, 1.0, 29),
                                        hypothesis("undefined", null, null, 100),
                                        hypothesis("sure", 1e-9, 0.5, 30),
                                        hypothesis("small", 1e-9, 0.099, 1_000_000),
                                        hypothesis("unsure", 0.9, 0.5, 100),
                                        hypothesis("neither", 0.9, 0.0, 100)));

        assertThat(verdicts)
                .extracting(Verdict::isDrifted)
                .containsExactly(false, false, true, false, false, false);
        assertThat(verdicts)
                .extracting(Verdict::reasons)
                .containsExactly(
                        List.of(FamilyJudge.TOO_FEW_VALUES),
                        List.of(FamilyJudge.UNDEFINED),
                        List.of("shape_changed"),
                        List.of(FamilyJudge.EFFECT_TOO_SMALL),
                        List.of(FamilyJudge.NOT_SIGNIFICANT),
                        List.of(FamilyJudge.NOT_SIGNIFICANT, FamilyJudge.EFFECT_TOO_SMALL));
        assertThat(verdicts.get(0).pThreshold()).isNull();
        assertThat(verdicts.get(2).pThreshold()).isEqualTo(0.05 * 2 / 4);
    }

    @Test
    void judge_untestedHypotheses_costTheOthersNothing() {
        List<Hypothesis> alone = List.of(hypothesis("a", 0.04, 0.5, 100));
        List<Hypothesis> crowd = new ArrayList<>(alone);
        for (int i = 0; i < 100; i++) {
            crowd.add(hypothesis("few" + i, 0.5, 0.5, 3));
        }

        assertThat(new FamilyJudge(30, 0.05).judge(crowd).get(0))
                .isEqualTo(new FamilyJudge(30, 0.05).judge(alone).get(0));
    }

    @Test
    void judge_inAnyOrder_givesTheSameVerdicts() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Hypothesis> family = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                // few distinct p-values, so that ties are common
                family.add(hypothesis("f" + i, random.nextInt(6) / 100.0, 0.5, 100));
            }
            List<Hypothesis> shuffled = new ArrayList<>(family);
            Collections.shuffle(shuffled, random);

            assertThat(new FamilyJudge(30, 0.05).judge(shuffled))
                    .containsExactlyInAnyOrderElementsOf(new FamilyJudge(30, 0.05).judge(family));
        }
    }

    @Test
    void judge_withoutAnyDrift_raisesAsManyFalseAlarmsAsAsked() {
        long seed = 11;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int windows = 4_000;
        int alarms = 0;
        for (int window = 0; window < windows; window++) {
            List<Hypothesis> family = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                family.add(hypothesis("f" + i, random.nextDouble(), 1.0, 100));
            }
            boolean isAlarm =
                    new FamilyJudge(30, 0.05).judge(family).stream().anyMatch(Verdict::isDrifted);
            alarms += isAlarm ? 1 : 0;
        }

        assertThat((double) alarms / windows).isBetween(0.04, 0.06);
    }

    private static Hypothesis hypothesis(String feature, Double p, Double effect, long size) {
        return new Hypothesis(feature, "overall", Question.SHAPE, p, effect, 0.1, size);
    }
}
